/** Rank, unit, several people, and who is on a case, in the whole background and over a force's store. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import type { AssignReply } from '../../../core/review/assign-messages.ts';
import { SIGNAL_KINDS } from '../../../core/vocabulary.ts';
import { LedgerError } from '../../../entrypoints/background/ledger/error.ts';
import { type MadeLedger, makeLedger } from '../ledger/made-ledger.ts';
import {
  caseOf,
  comes,
  type Device,
  decides,
  device,
  ForceStore,
  lyingOf,
  settingsOf,
} from './force-store.ts';
import { history, OFFICER } from './officers.ts';
import { freshDatabase, hexId } from './over-indexeddb.ts';
import {
  type Background,
  background,
  GUARD,
  headersIn,
  override,
  PAGE,
  SUPERVISOR,
  supervisorAs,
} from './whole-background.ts';

let ledger: MadeLedger;
let id: string;
beforeAll(async () => {
  ledger = await makeLedger(3, 'abcdef0123456789', undefined, 500);
  id = parseHeader(ledger.entries[1]?.line)?.id ?? '';
});
beforeEach(freshDatabase);

const FROM = '2026-01-01';
const TWO = { deciding: [{ from: FROM, people: 2 }] };
const RANKED = { deciding: [{ from: FROM, rank: 'inspector' }] };

async function recorded(): Promise<void> {
  await background().ask('record', override(1), GUARD);
}

async function of(kind: string, all: Background) {
  return (await headersIn(all)).filter((each) => each.kind === kind);
}

describe('a reviewer of too low a rank', () => {
  it('is told before the form, is refused, and an inspector decides', async () => {
    await recorded();
    const sergeant = supervisorAs('TF-9001', RANKED, { rank: 'sergeant' });
    expect(await caseOf(sergeant, hexId(1))).toMatchObject({
      ...{ row: { bar: 'needs-inspector', state: 'open' }, needs: { rank: 'inspector' } },
    });
    expect(await decides(sergeant, hexId(1))).toEqual({ ok: false, code: 'needs-inspector' });
    expect(await of('review', sergeant)).toEqual([]);
    const inspector = supervisorAs('TF-9002', RANKED, { rank: 'inspector' });
    expect(await decides(inspector, hexId(1))).toMatchObject({ ok: true });
    expect(await of('review', inspector)).toMatchObject([{ rank: 'inspector', unit: 'PPU' }]);
    expect((await caseOf(sergeant, hexId(1))).row).toMatchObject({ state: 'decided' });
  });

  it('who decided where policy asked for none shows as not counting where it does', async () => {
    await recorded();
    expect(await decides(supervisorAs('TF-9001'), hexId(1))).toMatchObject({ ok: true });
    const strict = supervisorAs('TF-9002', RANKED, { rank: 'inspector' });
    const { row, decisions } = await caseOf(strict, hexId(1));
    expect(row).toMatchObject({ state: 'open', bar: null });
    expect(decisions).toMatchObject([{ reviewer: 'TF-9001', status: 'barred' }]);
  });

  it('whose decision was made before it was asked for has decided', async () => {
    await recorded();
    await decides(supervisorAs('TF-9001'), hexId(1));
    const later = { deciding: [{ from: '2026-12-01', rank: 'inspector' }] };
    expect((await caseOf(supervisorAs('TF-9002', later), hexId(1))).row.state).toBe('decided');
  });

  it('leaves a decision as it always was where policy asks for nothing', async () => {
    await recorded();
    const all = supervisorAs('TF-9001', {}, { rank: 'inspector' });
    await decides(all, hexId(1));
    const [header] = await of('review', all);
    expect(Object.keys(header ?? {})).not.toContain('rank');
    expect(Object.keys(header ?? {})).not.toContain('unit');
  });
});

describe('a reviewer of the officer’s unit, where policy asks for another', () => {
  it('is refused, and somebody of another unit decides', async () => {
    await recorded();
    const more = { deciding: [{ from: FROM, otherUnit: true }] };
    const near = supervisorAs('TF-9001', more, { unit: 'cid north' });
    expect(await decides(near, hexId(1))).toEqual({ ok: false, code: 'other-unit' });
    expect(await decides(supervisorAs('TF-9002', more), hexId(1))).toMatchObject({ ok: true });
  });
});

describe('two who have to decide alike, each on a device of their own', () => {
  async function reviewer(store: ForceStore, id: string): Promise<Device> {
    const all = await device(store, id, { managed: { ...settingsOf(id), ...TWO } });
    await comes(all, 'ledger', lyingOf(ledger, 'overrides'));
    return all;
  }

  it('leave it open after the first, who is told, and close it with the second', async () => {
    const store = new ForceStore();
    const [ann, bob] = [await reviewer(store, 'TF-9001'), await reviewer(store, 'TF-9002')];
    expect(await decides(ann, id)).toMatchObject({ ok: true, quorum: { have: 1, need: 2 } });
    expect((await caseOf(ann, id)).row).toMatchObject({
      ...{ state: 'open', bar: 'awaits-others', quorum: { have: 1, need: 2 } },
    });
    expect(await decides(ann, id)).toMatchObject({ ok: false, code: 'awaits-others' });

    await comes(bob, 'reviews', store.places);
    expect((await caseOf(bob, id)).row).toMatchObject({
      ...{ state: 'open', bar: null, decision: { reviewer: 'TF-9001' } },
    });
    expect(await decides(bob, id, 'RV-4')).toEqual({ ok: false, code: 'note-needed' });
    const last = await decides(bob, id);
    expect(last).toMatchObject({ ok: true });
    expect(last).not.toHaveProperty('quorum');
    expect(store.deciders()).toEqual(['TF-9001', 'TF-9002']);
    await comes(ann, 'reviews', store.places);
    for (const each of [ann, bob]) {
      const { row, decisions } = await caseOf(each, id);
      expect(row).toMatchObject({ state: 'decided', quorum: null });
      expect(decisions.map(({ status }) => status)).toEqual(['stands', 'stands']);
    }
  });

  it('who decide at once: one is first, the other is told and then agrees', async () => {
    const store = new ForceStore();
    const [ann, bob] = [await reviewer(store, 'TF-9001'), await reviewer(store, 'TF-9002')];
    expect(await decides(ann, id)).toMatchObject({ ok: true });
    expect(await decides(bob, id)).toMatchObject({ ok: false, code: 'decided-before' });
    expect(await decides(bob, id)).toMatchObject({ ok: true });
    expect((await caseOf(bob, id)).row).toMatchObject({ state: 'decided' });
  });

  it('tell the officer of the first that it closes nothing by itself', async () => {
    await recorded();
    expect(await decides(supervisorAs('TF-9001', TWO), hexId(1))).toMatchObject({
      ...{ ok: true, quorum: { have: 1, need: 2 } },
    });
    const [row] = (await history(background({ ...OFFICER, ...TWO }))).rows;
    expect(row).toMatchObject({ state: 'waiting', turns: [{ outcome: 'RV-1', isPartial: true }] });
    await decides(supervisorAs('TF-9002', TWO), hexId(1));
    const [closed] = (await history(background({ ...OFFICER, ...TWO }))).rows;
    expect(closed).toMatchObject({ state: 'decided', turns: [{ isPartial: false }, {}] });
  });
});

describe('who is on a case', () => {
  const LEAD = { reviewers: [{ id: 'TF-9001' }, { id: 'TF-9002' }, { id: 'TF-4312' }] };
  const assign = async ({ ask }: Background, to: string | null): Promise<AssignReply> => {
    const reply: unknown = await ask('assign', { id: hexId(1), to }, PAGE);
    if (!isReply(reply)) throw new Error('no answer');
    return reply;
  };
  const isReply = (value: unknown): value is AssignReply =>
    typeof value === 'object' && value !== null && 'ok' in value;

  it('is shown to every reviewer, bars nobody, and is over when they decide', async () => {
    await recorded();
    const ann = supervisorAs('TF-9001');
    expect(await assign(ann, 'TF-9001')).toEqual({ ok: true });
    expect(await of('assignment', ann)).toMatchObject([
      { of: hexId(1), to: 'TF-9001', by: 'TF-9001', body: null },
    ]);
    expect((await caseOf(ann, hexId(1))).row.assigned).toMatchObject({ isMine: true });
    const bob = supervisorAs('TF-9002');
    const seen = await caseOf(bob, hexId(1));
    expect(seen).toMatchObject({
      row: { bar: null, assigned: { to: 'TF-9001', isMine: false } },
      assignments: [{ to: 'TF-9001', by: 'TF-9001' }],
    });
    expect(await decides(bob, hexId(1))).toMatchObject({ ok: true });
    expect((await caseOf(ann, hexId(1))).row).toMatchObject({ state: 'decided', assigned: null });
  });

  it('is one entry, however often it is said', async () => {
    await recorded();
    const ann = supervisorAs('TF-9001');
    await Promise.all([assign(ann, 'TF-9001'), assign(ann, 'TF-9001')]);
    expect(await of('assignment', ann)).toHaveLength(1);
  });

  it('may be said again when its time is over, and counts until then', async () => {
    await recorded();
    let now = 1_790_000_000_000;
    const ann = background(SUPERVISOR, undefined, { now: () => now });
    await assign(ann, 'TF-9001');
    const { assigned } = (await caseOf(ann, hexId(1))).row;
    expect((assigned?.until ?? 0) - (assigned?.at ?? 0)).toBe(72 * 3_600_000);
    now += 72 * 3_600_000;
    expect(await assign(ann, 'TF-9001')).toEqual({ ok: true });
    expect(await of('assignment', ann)).toHaveLength(2);
  });

  it('hands it back, and nobody else does', async () => {
    await recorded();
    await assign(supervisorAs('TF-9001'), 'TF-9001');
    expect(await assign(supervisorAs('TF-9002'), null)).toEqual({ ok: false, code: 'not-yours' });
    expect(await assign(supervisorAs('tf-9001'), null)).toEqual({ ok: true });
    expect((await caseOf(supervisorAs('TF-9002'), hexId(1))).row.assigned).toBeNull();
    expect(await assign(supervisorAs('TF-9001'), null)).toEqual({ ok: false, code: 'not-yours' });
  });

  it('is said by a lead, of a reviewer whom settings name and who may decide', async () => {
    await recorded();
    const lead = supervisorAs('TF-9001', { ...LEAD, reviewLeads: ['TF-9001'] });
    expect((await caseOf(lead, hexId(1))).givesTo).toEqual(['TF-9001', 'TF-9002', 'TF-4312']);
    expect(await assign(lead, 'TF-9002')).toEqual({ ok: true });
    const { row } = await caseOf(supervisorAs('TF-9002', LEAD), hexId(1));
    expect(row.assigned).toMatchObject({ to: 'TF-9002', by: 'TF-9001', isMine: true });
    // The officer’s own number is among the reviewers.
    expect(await assign(lead, 'TF-4312')).toEqual({ ok: false, code: 'own-override' });
    expect(await assign(lead, 'TF-7777')).toEqual({ ok: false, code: 'not-named' });
    expect(await assign(lead, null)).toEqual({ ok: true });
  });

  it('is said of somebody else by no other reviewer', async () => {
    await recorded();
    const ann = supervisorAs('TF-9001', LEAD);
    expect((await caseOf(ann, hexId(1))).givesTo).toEqual([]);
    expect(await assign(ann, 'TF-9002')).toEqual({ ok: false, code: 'not-a-lead' });
    expect(await of('assignment', ann)).toEqual([]);
  });

  it('is nobody who may not decide on it, or does not review', async () => {
    await recorded();
    expect(await assign(supervisorAs('TF-4312'), 'TF-4312')).toEqual({
      ok: false,
      code: 'own-override',
    });
    expect(await assign(supervisorAs('TF-9001', RANKED), 'TF-9001')).toEqual({
      ...{ ok: false, code: 'needs-inspector' },
    });
    const other = supervisorAs('TF-5000', {}, { reviewer: false });
    expect(await assign(other, 'TF-5000')).toEqual({ ok: false, code: 'not-a-reviewer' });
    expect(await of('read-refused', other)).toHaveLength(1);
    expect(await of('assignment', other)).toEqual([]);
  });

  it('is told where it could not be written down, or there is no such case', async () => {
    await recorded();
    const ann = supervisorAs('TF-9001');
    expect(await ann.ask('assign', { id: hexId(77), to: 'TF-9001' }, PAGE)).toEqual({
      ...{ ok: false, code: 'not-found' },
    });
    await ann.services.device();
    ann.services.ledger.append = () => Promise.reject(new LedgerError('storage-failed', 'full'));
    expect(await assign(ann, 'TF-9001')).toEqual({ ok: false, code: 'failed' });
  });

  it('comes to another device with the ledger of whoever said so', async () => {
    const store = new ForceStore();
    const ann = await device(store, 'TF-9001');
    await comes(ann, 'ledger', lyingOf(ledger, 'overrides'));
    expect(await ann.ask('assign', { id, to: 'TF-9001' }, PAGE)).toEqual({ ok: true });
    const lines = (await ann.services.ledger.all()).entries;
    const bob = await device(store, 'TF-9002');
    await comes(bob, 'ledger', lyingOf(ledger, 'overrides'));
    const own = { device: (await ann.services.device()).id, entries: lines, checkpoints: [] };
    await comes(bob, 'ledger', lyingOf({ ...ledger, ...own }, 'overrides'));
    expect((await caseOf(bob, id)).row.assigned).toMatchObject({ to: 'TF-9001', isMine: false });
  });

  it('is for our own pages to say, and no page of the records system', async () => {
    await recorded();
    const ann = supervisorAs('TF-9001');
    expect(await ann.ask('assign', { id: hexId(1), to: 'TF-9001' }, GUARD)).toBeUndefined();
  });
});

describe('a planted case', () => {
  it('is never one that its reviewer could not close', async () => {
    await recorded();
    const planted = { plantedPercent: 100, reviewLeads: ['TF-9001'] };
    const now = 1_790_000_000_000;
    const of = async (more: object) => {
      const all = background({ ...SUPERVISOR, ...planted, ...more }, undefined, { now: () => now });
      return all.ask('planted', { known: [] }, PAGE);
    };
    await decides(supervisorAs('TF-9001', planted), hexId(1));
    const cases = [{ needs: { rank: null }, assignedHours: 72, assignments: [], givesTo: [] }];
    expect(await of({})).toMatchObject({ ok: true, cases });
    const later = {
      deciding: [{ from: '2026-09-21', rank: 'superintendent', kinds: [...SIGNAL_KINDS] }],
    };
    expect(await of(later)).toEqual({ ok: true, cases: [], answered: [] });
  });
});
