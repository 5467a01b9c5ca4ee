import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { freshDatabase, hexId } from './over-indexeddb.ts';
import { area, background, diskIsFull, override, PAGE, record } from './whole-background.ts';

beforeEach(freshDatabase);
afterEach(() => vi.restoreAllMocks());

const HOUR = 3_600_000;
const EXPLANATION = 'Her brother stood outside with a knife; the result decided where she slept.';

const emergency = (number: number) =>
  override(number, { choice: 'emergency', reason: 'RR-14', explanation: '' });
const given = (number: number, change: Readonly<Record<string, string>> = {}) => ({
  id: hexId(number),
  reason: 'RR-01',
  explanation: EXPLANATION,
  ...change,
});

type All = ReturnType<typeof background>;
const owed = async (all: All) => {
  const reply: unknown = await all.ask('owed', null, PAGE);
  return reply;
};

describe('a life at risk', () => {
  it('owes a reason within a day, and is owed by nobody else', async () => {
    const all = background();
    await record(all, emergency(1));
    await record(all, override(2));
    const entry = await all.services.ledger.entry(hexId(1));
    const { at } = JSON.parse(entry?.line ?? '{}');
    expect(await owed(all)).toMatchObject({
      owed: [{ id: hexId(1), at, owedBy: at + 24 * HOUR, signal: 'immigration-lookup' }],
    });
    const other = background({ ...testForce, identity: { id: 'TF-1', reviewer: true } });
    expect(await owed(other)).toMatchObject({ owed: [] });
    expect(await other.ask('give-reason', given(1), PAGE)).toMatchObject({ code: 'not-yours' });
  });

  it('is nobody else’s where the page said whose it is, and policy names another', async () => {
    const unnamed = background({ ...testForce, identity: undefined });
    await record(unnamed, { ...emergency(1), shownOfficer: 'TF-4312' });
    expect(await owed(unnamed)).toMatchObject({ owed: [{ id: hexId(1) }] });
    const another = background({
      ...testForce,
      identity: { id: 'TF-1', unit: 'X', reviewer: false },
    });
    expect(await owed(another)).toMatchObject({ owed: [] });
    const own = background({ ...testForce, identity: { id: '4312', unit: 'X', reviewer: false } });
    expect(await owed(own)).toMatchObject({ owed: [{ id: hexId(1) }] });
  });

  it('owes it within fewer hours where the force says so, and never within more', async () => {
    const sooner = background({ ...testForce, reasonWithinHours: 4 });
    await record(sooner, emergency(1));
    const [first] = (
      (await sooner.ask('cases', null, PAGE)) as { rows: { at: number; owedBy: number }[] }
    ).rows;
    expect(first && first.owedBy - first.at).toBe(4 * HOUR);
    const later = background({ ...testForce, reasonWithinHours: 48 });
    await later.services.policy.ready();
    expect(later.services.policy.state.errors).toMatchObject([{ field: 'reasonWithinHours' }]);
    expect(later.services.policy.state.policy.limits.reasonWithinHours).toBe(24);
  });

  it('is explained once, by an entry of its own that leaves the first as it was', async () => {
    const all = background();
    await record(all, emergency(1));
    const before = await all.services.ledger.entry(hexId(1));
    expect(await all.ask('give-reason', given(1), PAGE)).toEqual({ ok: true, seq: 1 });
    expect(await all.ask('give-reason', given(1), PAGE)).toEqual({ ok: false, code: 'given' });
    expect(await all.services.ledger.entry(hexId(1))).toEqual(before);
    expect(await owed(all)).toMatchObject({ owed: [] });
    expect(await all.ask('case', { id: hexId(1) }, PAGE)).toMatchObject({
      row: { owedBy: null },
      followUp: { reason: 'RR-01', explanation: EXPLANATION },
    });
  });

  it('has two windows give one reason', async () => {
    const all = background();
    await record(all, emergency(1));
    const replies = await Promise.all([1, 1].map((n) => all.ask('give-reason', given(n), PAGE)));
    expect(replies).toContainEqual({ ok: true, seq: 1 });
    expect((await all.services.ledger.head()).size).toBe(2);
  });

  it.each([
    ['no reason', { reason: '' }, 'no-reason-code'],
    ['"to follow" again', { reason: 'RR-14' }, 'no-reason-code'],
    ['no words', { explanation: ' ' }, 'empty'],
    ['a date of birth', { explanation: `${EXPLANATION} Born 12/03/1984.` }, 'holds-identifier'],
  ])('is not explained by %s', async (_, change, code) => {
    const all = background();
    await record(all, emergency(1));
    expect(await all.ask('give-reason', given(1, change), PAGE)).toMatchObject({
      ok: false,
      code: 'reason-refused',
      fault: { code },
    });
    expect((await all.services.ledger.head()).size).toBe(1);
  });

  it('is never refused for a reason that is still owed, however late', async () => {
    let now = 1_790_000_000_000;
    const all = background(testForce, area(), { now: () => now });
    await record(all, emergency(1));
    now += 30 * 24 * HOUR;
    expect(await record(all, emergency(2))).toMatchObject({ ok: true, seq: 1 });
    expect(await owed(all)).toMatchObject({ owed: [{ id: hexId(1) }, { id: hexId(2) }] });
  });

  it('goes on owing where the ledger does not take the reason', async () => {
    const all = background();
    await record(all, emergency(1));
    diskIsFull();
    expect(await all.ask('give-reason', given(1), PAGE)).toMatchObject({ code: 'failed' });
    expect(await owed(all)).toMatchObject({ owed: [{ id: hexId(1) }] });
  });
});

it('an override owes nothing more, and cannot be explained anew', async () => {
  const all = background();
  await record(all, override(1));
  expect(await all.ask('give-reason', given(1), PAGE)).toMatchObject({ code: 'not-found' });
});
