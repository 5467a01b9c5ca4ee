/** What force IT is told of nodes, from what they say of themselves. */
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../tools/cluster/check.ts';
import { type Fault, faultsIn, STREAMS } from '../../../tools/cluster/judge.ts';
import type { HeldThere, NodeAnswer } from '../../../tools/cluster/node-answers.ts';

const EMPTY = { messages: 0, bytes: 0, first: 0, last: 0, places: 0 };
const NODES = ['n1', 'n2', 'n3'];

function held(stream: string, other: Partial<HeldThere> = {}): HeldThere {
  const has = { messages: 100, bytes: 56_000, first: 1, last: 100, places: 100 };
  return { stream, ...has, leader: 'n1', holders: NODES, ...other };
}

type Change = Partial<HeldThere> | null;

/** @param changes `n2 OVR` -> what differs there; null: it is not there */
function sighting(changes: Readonly<Record<string, Change>> = {}): readonly NodeAnswer[] {
  return NODES.map((node) => {
    const has = STREAMS.flatMap((stream) => {
      const change = changes[`${node} ${stream}`] ?? changes[`* ${stream}`];
      const isGone = changes[`${node} ${stream}`] === null || changes[`* ${stream}`] === null;
      return isGone ? [] : [held(stream, change ?? {})];
    });
    return { node, by: 'itself', why: '', unwell: null, held: has };
  });
}

function said(faults: readonly Fault[]): string {
  return wordsOf({ answers: sighting(), faults, holes: new Map() }).join('\n');
}

const after = sighting();

describe('nodes of which nothing is to be told', () => {
  it.each<[string, Readonly<Record<string, Change>>]>([
    ['have all of it', {}],
    ['have nothing yet', { '* REV': EMPTY, '* REV-MIRROR': EMPTY }],
    [
      'have dropped questions after their hour, one node a moment before the others',
      { 'n1 ASK': { first: 41, messages: 60 }, 'n2 ASK': { first: 39, messages: 62 } },
    ],
    ['have dropped all questions', { '* ASK': { first: 101, messages: 0, places: 0 } }],
    [
      'are five, of which three hold a stream',
      { 'n1 REV': { holders: ['n2', 'n3'] }, 'n2 REV': { holders: ['n2', 'n3'] } },
    ],
  ])('%s', (_, changes) => {
    expect(faultsIn(sighting(changes), sighting(changes))).toEqual([]);
  });

  it('have more than when they were asked first', () => {
    const more = { messages: 130, last: 130, places: 130, bytes: 72_800 };
    expect(faultsIn(after, sighting({ '* OVR': more, '* OVR-MIRROR': more }))).toEqual([]);
  });
});

describe('a node that', () => {
  it('has fewer records than its own last number says is named, with what to do', () => {
    const now = sighting({ 'n2 OVR': { messages: 87, places: 87, bytes: 48_000 } });
    const faults = faultsIn(now, now);
    expect(faults).toMatchObject([
      { kind: 'lacks', node: 'n2', stream: 'OVR', count: 13, from: 1, to: 100 },
    ]);
    expect(said(faults)).toMatch(/n2, OVR: lacks 13 records .*\n {2}end it, empty its store_dir/);
  });

  it('begins later than the others lacks what lies before', () => {
    const now = sighting({ 'n3 REV': { messages: 60, places: 60, first: 41 } });
    expect(faultsIn(now, now)).toMatchObject([{ kind: 'lacks', node: 'n3', count: 40 }]);
  });

  it('lacks questions between its first and its last is named, though those go after an hour', () => {
    const now = sighting({ 'n3 ASK': { messages: 50, first: 41 } });
    expect(faultsIn(now, now)).toMatchObject([
      { kind: 'lacks', node: 'n3', stream: 'ASK', count: 10, from: 41 },
    ]);
  });

  it('is not to be emptied where no other has all of it', () => {
    const hole = { messages: 90, places: 90, bytes: 50_400 };
    const now = sighting({ '* OVR': hole });
    const faults = faultsIn(now, now);
    expect(faults.map(({ node }) => node)).toEqual(NODES);
    expect(said(faults)).not.toMatch(/end it, empty/);
    expect(said(faults)).toMatch(/empty none/);
  });

  it('stays behind is told from one that catches up', () => {
    const before = sighting({ 'n1 OVR': { last: 40, messages: 40, places: 40 } });
    const moves = sighting({ 'n1 OVR': { last: 70, messages: 70, places: 70 } });
    expect(faultsIn(before, moves)).toMatchObject([
      { kind: 'behind', node: 'n1', from: 71, to: 100, words: 'moves' },
    ]);
    expect(said(faultsIn(before, moves))).toMatch(/is catching up\n {2}wait/);
    expect(said(faultsIn(before, before))).toMatch(/does not catch up\n {2}look at its log/);
  });

  it('has as many records as the others and of another size is named', () => {
    const now = sighting({ 'n2 OVR': { bytes: 55_999 } });
    expect(faultsIn(now, now)).toMatchObject([{ kind: 'bytes', node: 'n2', stream: 'OVR' }]);
  });

  it('holds two records in one place is named', () => {
    const now = sighting({ 'n2 REV': { places: 99 } });
    expect(faultsIn(now, now)).toMatchObject([{ kind: 'places', node: 'n2', count: 99 }]);
  });

  it('is to hold a stream and does not is named', () => {
    const now = sighting({ 'n2 OVR': null });
    expect(faultsIn(now, now)).toMatchObject([{ kind: 'no-stream', node: 'n2', stream: 'OVR' }]);
  });

  it('cannot be asked is named, and why; and so is one that only other nodes hear', () => {
    const now = after.map((each) => {
      if (each.node === 'n2') return { ...each, by: 'none', why: 'refused', held: [] } as const;
      return each.node === 'n3' ? ({ ...each, by: 'others', why: 'refused' } as const) : each;
    });
    const faults = faultsIn(now, now);
    expect(faults).toMatchObject([{ node: 'n2' }, { node: 'n3' }]);
    expect(said(faults)).toMatch(
      /n2: cannot be asked, so nothing is known of what it has: refused/,
    );
    expect(said(faults)).toMatch(/n3: answers other nodes, and not at its own address: refused/);
  });

  it('says that it is not well is quoted', () => {
    const now = after.map((each) =>
      each.node === 'n1' ? { ...each, unwell: 'write error' } : each,
    );
    expect(said(faultsIn(now, now))).toMatch(/n1: says of itself: write error/);
  });
});

describe('a stream that', () => {
  it('begins late on all nodes was shortened, and the nodes are not blamed for it', () => {
    const cut = { first: 41, messages: 60, places: 60 };
    const now = sighting({ '* OVR': cut });
    expect(faultsIn(now, now)).toMatchObject([{ kind: 'shortened', node: '', from: 1, to: 40 }]);
    expect(said(faultsIn(now, now))).toMatch(/look who changed its limits/);
  });

  it('is on no node, or has no leader, is named', () => {
    const gone = sighting({ '* REV': null });
    expect(faultsIn(gone, gone)).toMatchObject([{ kind: 'no-stream', node: '', stream: 'REV' }]);
    const headless = sighting({ '* REV': { leader: null } });
    expect(faultsIn(headless, headless)).toMatchObject([{ kind: 'no-leader', stream: 'REV' }]);
  });

  it('was made anew has less than its copy', () => {
    const now = sighting({ '* OVR': { messages: 5, last: 5, places: 5 } });
    expect(faultsIn(now, now)).toMatchObject([
      { kind: 'copy-ahead', stream: 'OVR-MIRROR', from: 6, to: 100 },
    ]);
  });

  it('is further than its copy is told', () => {
    const now = sighting({ '* REV-MIRROR': { messages: 98, last: 98, places: 98 } });
    expect(faultsIn(now, now)).toMatchObject([
      { kind: 'copy-behind', stream: 'REV-MIRROR', from: 99, to: 100 },
    ]);
  });
});
