/** A planted case in one visit to the review page: as any override until it is answered, then told. */
import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../core/ask.ts';
import type { PlantedAnswered, PlantedReply } from '../../../core/review/planted-messages.ts';
import { FIRST_VIEW } from '../../../core/review/queue-view.ts';
import { rowsText } from '../../../core/review/row-columns.ts';
import type { CaseDetail, CaseRow } from '../../../core/review/rows.ts';
import { ReviewSession } from '../../../entrypoints/review/load.ts';
import type { ReviewState } from '../../../entrypoints/review/state.ts';
import { detailOf, rowOf } from './samples.ts';

const identity = { id: 'TF-9001', unit: '', reviewer: true };
const PLANTED = detailOf({ id: 'planted-1', at: 1_000 });
const TOLD = { answers: ['RV-3'], agrees: false, why: { en: 'Why.', cy: 'Pam.' } };
const TOLD_REPLY: PlantedReply = { ok: true, seq: 7, told: TOLD };

class NoReply extends Error {
  readonly code = 'no-reply';
}

/** A background that plants one case until it is answered. */
function visit(reply: PlantedReply | null = TOLD_REPLY, real: readonly CaseRow[] = [rowOf()]) {
  const asked: unknown[] = [];
  let states: readonly ReviewState[] = [];
  let cases: readonly CaseDetail[] = [PLANTED];
  let answered: readonly PlantedAnswered[] = [];
  let now = 2_000;
  // One name after the other: what is not named here, this page may not ask of a planted case.
  const answer = (name: string, body: unknown): unknown => {
    if (name === 'planted') return { ok: true, cases, answered };
    if (name === 'queue')
      return {
        ...{ identity, language: null, failure: null, reading: 'r', hasMore: false },
        ...{ rows: rowsText(real), next: real.length, all: real.length },
      };
    if (name === 'case') return null;
    if (name !== 'planted-answer' || reply === null) throw new NoReply(name);
    asked.push(body);
    if (reply.ok) cases = [];
    return reply;
  };
  // As a message: a copy.
  const ask: Ask = async (name, body) => JSON.parse(JSON.stringify(answer(name, body)));
  const session = new ReviewSession(
    ask,
    () => now,
    (state) => {
      states = [...states, state];
    },
  );
  const listed = () => session.queue.part(FIRST_VIEW, (_facet, term) => term);
  return {
    session,
    asked,
    listed,
    /** In another window; or it leaves the list without an answer. */
    gone: (how: readonly PlantedAnswered[]) => {
      cases = [];
      answered = how;
    },
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe('a planted case', () => {
  it('stands in the list and in its counts, and in nothing that is made of overrides', async () => {
    const { session, listed } = visit();
    await session.loadList();
    expect(
      listed()
        .rows.map(({ id }) => id)
        .sort(),
    ).toEqual(['case-1', 'planted-1']);
    expect(listed().counts.state.get('open')).toBe(2);
    expect(session.state.cases?.rows.map(({ id }) => id)).toEqual(['case-1']);
    expect([...session.state.planted]).toEqual(['planted-1']);
  });

  it('is listed once it is time, and not before', async () => {
    const { session, listed, wait } = visit();
    wait(-1_500);
    await session.loadList();
    expect(listed().rows.map(({ id }) => id)).toEqual(['case-1']);
    wait(120_000);
    await session.loadList();
    expect(listed().rows).toHaveLength(2);
  });

  it('is opened without an entry, and was opened by this reader as any other', async () => {
    const { session, wait } = visit();
    await session.loadList();
    await session.open('planted-1');
    expect(session.state.selection).toMatchObject({ kind: 'shown', id: 'planted-1' });
    expect(await session.reads('planted-1')).toEqual([{ at: 2_000, reader: 'TF-9001' }]);
    wait(60_000);
    await session.open('planted-1');
    expect(await session.reads('planted-1')).toEqual([
      { at: 2_000, reader: 'TF-9001' },
      { at: 62_000, reader: 'TF-9001' },
    ]);
    expect(
      await session.passedOn('planted-1', {
        passed: 'no',
        recipient: null,
        basis: null,
        told: null,
        consent: null,
      }),
    ).toEqual({ ok: false, code: 'failed' });
  });

  it('is answered with the time since it was opened, told, and gone from the list', async () => {
    const { session, asked, listed, wait } = visit();
    await session.loadList();
    await session.open('planted-1');
    wait(41_000);
    expect(await session.decide('RV-1', 'A note about nobody')).toMatchObject({ ok: true });
    expect(asked).toEqual([{ id: 'planted-1', outcome: 'RV-1', dwellMs: 41_000 }]);
    expect(session.state).toMatchObject({
      confirmation: { id: 'planted-1', outcome: 'RV-1', told: TOLD },
      selection: { kind: 'shown', detail: { row: { state: 'decided', bar: 'already-decided' } } },
    });
    expect(listed().rows.map(({ id }) => id)).toEqual(['case-1']);
    // It is told, and still nobody's override: nothing of it is printed.
    expect([...session.state.planted]).toEqual(['planted-1']);
    await session.open(null);
    await session.open('planted-1');
    expect(session.state).toMatchObject({
      confirmation: { outcome: 'RV-1', told: TOLD },
      selection: { kind: 'shown', detail: { row: { state: 'decided' } } },
    });
  });

  it.each([
    ['was answered in another window', { ok: false, code: 'already-decided' }],
    ['could not be recorded', null],
  ] as const)('that %s is told as any other, and the draft stays', async (_what, reply) => {
    const { session } = visit(reply);
    await session.loadList();
    await session.open('planted-1');
    session.drafts.keep('planted-1', { ...session.drafts.of('planted-1'), note: 'Kept' });
    const code = reply?.code ?? 'failed';
    expect(await session.decide('RV-1', 'Kept')).toEqual({ ok: false, code });
    expect(session.drafts.of('planted-1').note).toBe('Kept');
    expect(session.state.confirmation).toBeNull();
  });
});

describe('a planted case that was answered in another window', () => {
  const THERE = { id: 'planted-1', seq: 6, outcome: 'RV-3', told: { ...TOLD, agrees: true } };

  async function openIn(reply: PlantedReply | null) {
    const all = visit(reply);
    await all.session.loadList();
    await all.session.open('planted-1');
    all.session.drafts.keep('planted-1', { ...all.session.drafts.of('planted-1'), note: 'Kept' });
    all.gone([THERE]);
    return all;
  }

  it.each([
    ['before', false],
    ['after', true],
  ])(
    'is told with that answer %s the list followed, and nothing else is asked',
    async (_when, follows) => {
      const { session } = await openIn({ ok: false, code: 'already-decided' });
      if (follows) await session.follow();
      expect(session.state.stale).toBe(follows);
      await session.decide('RV-1', 'Kept');
      expect(session.state).toMatchObject({
        confirmation: { id: 'planted-1', outcome: 'RV-3', told: { agrees: true }, isBefore: true },
        selection: { kind: 'shown', detail: { row: { state: 'decided' } } },
      });
      expect(session.drafts.of('planted-1').note).toBe('Kept');
    },
  );

  it('is told when it is opened again', async () => {
    const { session } = await openIn(null);
    await session.follow();
    await session.open('planted-1');
    expect(session.state.confirmation).toEqual(THERE);
  });

  it('is not told where it left the list without an answer', async () => {
    const { session, gone } = await openIn({ ok: false, code: 'not-found' });
    gone([]);
    await session.follow();
    expect(session.state).toMatchObject({ stale: false, confirmation: null });
    expect(await session.decide('RV-1', '')).toEqual({ ok: false, code: 'not-found' });
    expect(session.state.confirmation).toBeNull();
    await session.open('planted-1');
    expect(session.state.selection.kind).toBe('missing');
  });
});

describe('taking a planted case', () => {
  it('looks as with any override, for as long as the page is open, and asks nobody', async () => {
    const { session, asked, listed } = visit();
    await session.loadList();
    const row = () => listed().rows.find(({ id }) => id === 'planted-1');
    expect(row()?.assigned).toBeNull();
    await session.assign('planted-1', 'TF-9001');
    expect(session.state.assignTold).toEqual({ id: 'planted-1', to: 'TF-9001', fault: null });
    expect(row()?.assigned).toMatchObject({ to: 'TF-9001', isMine: true });
    await session.loadList();
    expect(row()?.assigned).toMatchObject({ isMine: true });
    await session.assign('planted-1', null);
    expect(row()?.assigned).toBeNull();
    expect(asked).toEqual([]);
  });
});
