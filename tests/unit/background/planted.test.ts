/** Planted cases in the whole background: in the list of one reviewer, and nowhere that counts. */
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Ask } from '../../../core/ask.ts';
import { HANDED_IN } from '../../../core/ledger/disclosure.ts';
import { isSound, verifyBundle } from '../../../core/ledger/verify-bundle.ts';
import { PLANTED_FOR_MS } from '../../../core/review/planted.ts';
import { rowsIn } from '../../../core/review/row-columns.ts';
import type { CaseDetail } from '../../../core/review/rows.ts';
import { makeBundle } from '../../../platform/bundle-file.ts';
import { verifyEd25519 } from '../../../platform/ed25519.ts';
import { PLANTED_SET } from '../../../platform/planted-set.ts';
import { holds } from '../ledger/second-verifier.mjs';
import { decides } from './force-store.ts';
import { freshDatabase, hexId } from './over-indexeddb.ts';
import { ALWAYS, afterDecision, at, clock, headersOf, reply, START } from './planted-visit.ts';
import { type Background, GUARD, override, PAGE, SUPERVISOR } from './whole-background.ts';

beforeEach(freshDatabase);

async function plantedIn(all: Background): Promise<readonly CaseDetail[]> {
  const asked = await reply(all, 'planted', { known: [] });
  if (!asked.ok) throw new Error(asked.code);
  return asked.cases;
}
async function one(all: Background): Promise<CaseDetail> {
  const [detail, ...others] = await plantedIn(all);
  if (detail === undefined || others.length > 0) throw new Error('one was expected');
  return detail;
}
const answers = (all: Background, id: string, outcome: string, dwellMs = 41_000.6) =>
  reply(all, 'planted-answer', { id, outcome, dwellMs });

describe('a planted case', () => {
  it('follows a decision, and looks like an override of the same unit and device', async () => {
    const all = await afterDecision();
    const { row, attempt, body, proof } = await one(all);
    expect(row).toMatchObject({
      ...{ state: 'open', bar: null, why: 'all', unit: 'CID', standing: null, decision: null },
      device: attempt.device,
    });
    expect(row.at).toBeGreaterThan(START);
    expect(row.dueBy).toBeGreaterThan(row.at);
    expect(row.officer).toMatch(/^TF-\d{4}$/);
    expect(['TF-4312', 'TF-9001']).not.toContain(row.officer);
    expect(body?.explanation.length).toBeGreaterThan(9);
    expect(body?.prompt?.title).toMatch(/\S/);
    // It could be the record of somebody.
    expect([body?.recordReference, attempt.record]).toEqual([null, null]);
    expect(proof).toEqual({ state: 'unsigned' });
  });

  it('is the same each time that it is asked for', async () => {
    const all = await afterDecision();
    expect(await one(all)).toEqual(await one(all));
  });

  it('has the number of no override, also of one that was recorded right after', async () => {
    await afterDecision();
    const officer = at({ ...SUPERVISOR, identity: { id: 'TF-4312', unit: 'CID' } });
    await officer.ask('record', override(2), GUARD);
    await officer.ask('record', override(3), GUARD);
    const all = at(ALWAYS);
    await decides(all, hexId(2), 'RV-1');
    const real = (await headersOf(all)).flatMap((each) =>
      each?.kind === 'attempt' ? each.seq : [],
    );
    const made = (await plantedIn(all)).map(({ row }) => row.seq);
    expect(made.length).toBeGreaterThan(0);
    expect(made.filter((seq) => real.includes(seq))).toEqual([]);
  });

  it('is not told what it is before it is answered', async () => {
    const { ask } = await afterDecision();
    const text = JSON.stringify(await ask('planted', { known: [] }, PAGE));
    expect(text).not.toMatch(/planted|pc-\d\d|"answers"/);
    for (const { why } of PLANTED_SET) expect(text).not.toContain(why.en);
  });

  it('is in no list, no export and no entry, and cannot be opened or decided as an override', async () => {
    const all = await afterDecision();
    const { row } = await one(all);
    const before = (await headersOf(all)).length;
    const queue = await reply(all, 'queue', { reading: '', after: 0, count: 100 });
    expect(rowsIn(queue.rows).map(({ id }) => id)).toEqual([hexId(1)]);
    expect(queue.all).toBe(1);
    expect(await all.ask('cases', null, PAGE)).toMatchObject({ rows: [{ id: hexId(1) }] });
    expect(await all.ask('case', { id: row.id }, PAGE)).toBeNull();
    expect(await decides(all, row.id, 'RV-1')).toEqual({ ok: false, code: 'not-found' });
    const history = await all.ask('history', { show: 'all', page: 0 }, PAGE);
    expect(JSON.stringify(history)).not.toContain(row.id);
    const headers = await headersOf(all);
    expect(JSON.stringify(headers)).not.toContain(row.id);
    // Reading the list is one.
    expect(headers).toHaveLength(before + 1);
  });

  it.each([
    ['policy plants nothing', SUPERVISOR],
    ['nobody reviews', { ...ALWAYS, identity: { id: 'TF-9001', unit: 'PPU' } }],
    ['somebody else reviews', { ...ALWAYS, identity: { ...SUPERVISOR.identity, id: 'TF-9002' } }],
    ['the force has suspended its policy', { ...ALWAYS, suspended: true }],
  ])('does not come where %s', async (_where, managed) => {
    await afterDecision();
    expect(await plantedIn(at(managed))).toEqual([]);
  });

  it('goes when nobody answered it for a week', async () => {
    const all = await afterDecision();
    clock.now = (await one(all)).row.at + PLANTED_FOR_MS - 1_000;
    expect(await plantedIn(all)).toHaveLength(1);
    clock.now += 2_000;
    expect(await plantedIn(all)).toEqual([]);
  });
});

describe('an answer to a planted case', () => {
  it('is an entry of its own kind with the time on card, and then the reviewer is told', async () => {
    const all = await afterDecision();
    const { row } = await one(all);
    const given = await answers(all, row.id, 'RV-3');
    if (!given.ok) throw new Error(given.code);
    const entry = (await headersOf(all)).at(-1);
    const decision = (await headersOf(all)).find((each) => each?.kind === 'review');
    expect(entry).toMatchObject({
      ...{ kind: 'planted', id: row.id, outcome: 'RV-3', reviewer: 'TF-9001', dwellMs: 41_001 },
      ...{ after: decision?.id, seq: given.seq, body: null },
    });
    const name = entry?.kind === 'planted' ? entry.planted : '';
    const planted = PLANTED_SET.find((each) => each.name === name);
    expect(given.told).toEqual({
      ...{ answers: planted?.answers, why: planted?.why },
      agrees: planted?.answers.includes('RV-3'),
    });
  });

  it('is given once: of two windows the second is told, and it does not come back', async () => {
    const all = await afterDecision();
    const { row } = await one(all);
    const [first, second] = await Promise.all([
      answers(all, row.id, 'RV-1'),
      answers(all, row.id, 'RV-3'),
    ]);
    expect([first, second]).toMatchObject([{ ok: true }, { ok: false, code: 'already-decided' }]);
    expect(await answers(all, row.id, 'RV-3')).toMatchObject({ code: 'already-decided' });
    expect(await plantedIn(all)).toEqual([]);
    expect(await plantedIn(at(ALWAYS))).toEqual([]);
    expect((await headersOf(all)).filter((each) => each?.kind === 'planted')).toHaveLength(1);
  });

  it('is told again to whoever gave it, in another window, and to nobody else', async () => {
    const all = await afterDecision();
    const { row } = await one(all);
    const known = [row.id, hexId(1), hexId(77)];
    const toldTo = (managed: unknown) => reply(at(managed), 'planted', { known });
    expect(await toldTo(ALWAYS)).toMatchObject({ answered: [] });
    const given = await answers(all, row.id, 'RV-3');
    if (!given.ok) throw new Error(given.code);
    const { seq, told } = given;
    const answered = [{ id: row.id, seq, outcome: 'RV-3', told }];
    expect(await toldTo(ALWAYS)).toEqual({ ok: true, cases: [], answered });
    // Also where nothing is planted any more.
    expect(await toldTo(SUPERVISOR)).toMatchObject({ answered });
    const other = { ...ALWAYS, identity: { ...SUPERVISOR.identity, id: 'TF-9002' } };
    expect(await toldTo(other)).toMatchObject({ answered: [] });
  });

  it('keeps the case away where it is drawn again, also where policy plants less often since', async () => {
    await afterDecision();
    const numbers = Array.from({ length: 24 }, (_, n) => n + 2);
    const officer = at({ ...SUPERVISOR, identity: { id: 'TF-4312', unit: 'CID' } });
    for (const n of numbers) await officer.ask('record', override(n), GUARD);
    const all = at(ALWAYS);
    for (const n of numbers) {
      expect(await decides(all, hexId(n), 'RV-1')).toMatchObject({ ok: true });
    }
    for (const { row } of await plantedIn(all)) await answers(all, row.id, 'RV-1');
    expect(await plantedIn(all)).toEqual([]);
    for (const plantedPercent of [75, 50, 25])
      expect(await plantedIn(at({ ...ALWAYS, plantedPercent }))).toEqual([]);
  });

  it('leaves every list and count as it was', async () => {
    const all = await afterDecision();
    const before = await all.ask('cases', null, PAGE);
    await answers(all, (await one(all)).row.id, 'RV-1');
    expect(await all.ask('cases', null, PAGE)).toEqual(before);
    const counted = z.object({ found: z.unknown() });
    const patterns = async () => counted.parse(await all.ask('patterns', null, PAGE)).found;
    clock.now = START + 8 * 86_400_000;
    expect(await patterns()).toMatchObject({ held: 1, people: [] });
  });

  it('holds for two verifiers as any entry, beside the one override that there was', async () => {
    const all = await afterDecision();
    await answers(all, (await one(all)).row.id, 'RV-1');
    const ask: Ask = (name, body) => reply(all, name, body);
    const chosen = { scope: 'own', since: null, disclosure: HANDED_IN } as const;
    const text = await (await makeBundle(ask, chosen, () => undefined)).blob.text();
    const result = await verifyBundle(text.split('\n').slice(0, -1), verifyEd25519);
    expect([isSound(result), holds(text)]).toEqual([true, true]);
    const kinds = text.match(/\\"kind\\":\\"(?:attempt|review|planted)\\"/g);
    expect(kinds?.map((each) => each.replace(/.*:/, ''))).toEqual(
      ['attempt', 'review', 'planted'].map((kind) => `\\"${kind}\\"`),
    );
  });

  it.each([
    ['an outcome that there is not', 'RV-9', 'no-outcome'],
    ['what is stated beside an outcome', 'RV-8', 'no-outcome'],
  ])('is refused for %s, and nothing is told', async (_what, outcome, code) => {
    const all = await afterDecision();
    const { row } = await one(all);
    expect(await answers(all, row.id, outcome)).toEqual({ ok: false, code });
    expect(await one(all)).toMatchObject({ row: { id: row.id } });
  });

  it('is refused to what was never planted, and from a guard', async () => {
    const all = await afterDecision();
    expect(await answers(all, hexId(77), 'RV-1')).toEqual({ ok: false, code: 'not-found' });
    const body = { id: (await one(all)).row.id, outcome: 'RV-1', dwellMs: 1 };
    expect(await all.ask('planted-answer', body, GUARD)).toBeUndefined();
  });
});

describe('how review is going', () => {
  const shownTo = async (managed: unknown) =>
    z.object({ quality: z.unknown() }).parse(await at(managed).ask('patterns', null, PAGE)).quality;

  it('is shown to whoever leads it, and says how much is planted', async () => {
    await afterDecision();
    clock.now = START + 8 * 86_400_000;
    expect(await shownTo(ALWAYS)).toMatchObject({
      ...{ shown: true, plantedPercent: 100 },
      quality: { all: null, reviewers: [], tooFew: { reviewers: 0 } },
    });
  });

  it.each([
    ['no-leads', SUPERVISOR],
    ['not-a-lead', { ...ALWAYS, reviewLeads: ['TF-1'] }],
  ])('is shown to nobody else: %s', async (why, managed) => {
    expect(await shownTo(managed)).toEqual({ shown: false, why });
  });

  it('is not asked of whoever does not review, though they lead', async () => {
    const lead = { ...ALWAYS, identity: { id: 'TF-9001', unit: 'PPU' } };
    expect(await at(lead).ask('patterns', null, PAGE)).toMatchObject({ code: 'not-a-reviewer' });
  });
});
