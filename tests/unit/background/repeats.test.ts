import { beforeEach, describe, expect, it } from 'vitest';
import type { AttemptReport } from '../../../core/messages.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { freshDatabase, hexId } from './over-indexeddb.ts';
import { area, background, GUARD, override, PAGE, record, stored } from './whole-background.ts';

beforeEach(freshDatabase);

const MINUTE = 60_000;
const START = 1_790_000_000_000;

const repeated = (number: number, change: Partial<AttemptReport> = {}) =>
  override(number, {
    choice: 'repeated',
    reason: null,
    explanation: '',
    prompt: null,
    repeats: hexId(1),
    ...change,
  });

function police(settings: object = {}) {
  const clock = { now: START };
  const all = background({ ...testForce, ...settings }, area(), { now: () => clock.now });
  const repeatable = (recordReference: string) => all.ask('repeatable', { recordReference }, GUARD);
  return { all, clock, repeatable };
}

describe('the same attempt, on the same record, under the same rule and reason', () => {
  it('is asked once and counted ten times', async () => {
    const { all, clock } = police();
    await record(all, override(1));
    for (let number = 2; number <= 10; number++) {
      clock.now += MINUTE;
      expect(await record(all, repeated(number))).toMatchObject({ ok: true, seq: number - 1 });
    }
    expect((await stored(all, 10)).header).toMatchObject({
      choice: 'repeated',
      reason: 'RR-01',
      repeats: hexId(1),
    });
    const cases = await all.ask('cases', null, PAGE);
    expect(cases).toMatchObject({ rows: [{ id: hexId(1), repeats: 9 }] });
  });

  it.each<[string, Partial<AttemptReport>]>([
    ['another record', { recordReference: 'TF/99999/26' }],
    ['a page without a record', { recordReference: null }],
    ['another person', { slot: 2 }],
    ['another role', { role: 'witness' }],
    ['another kind', { signal: 'pnc-check', rule: 'victim-pnc-check-justify' }],
    ['a sensitive offence', { group: 'DA', outcome: 'approve' }],
    ['an attempt that nobody made', { repeats: hexId(9) }],
    ['no attempt', { repeats: null }],
  ])('does not count for %s', async (_, change) => {
    const { all } = police();
    await record(all, override(1));
    expect(await record(all, repeated(2, change))).toEqual({ ok: false, code: 'not-repeated' });
    expect((await all.services.ledger.head()).size).toBe(1);
  });

  it('does not count after its time, which a force may shorten and not lengthen', async () => {
    for (const [settings, minutes] of [
      [{}, 60],
      [{ repeatMinutes: 10 }, 10],
      [{ repeatMinutes: 0 }, 0],
      [{ repeatMinutes: 600 }, 60],
    ] as const) {
      await freshDatabase();
      const { all, clock, repeatable } = police(settings);
      await all.services.policy.ready();
      const { id } = all.services.policy.state.policy.identity;
      await record(all, override(1, id === '' ? { shownOfficer: 'TF4312' } : {}));
      clock.now += minutes * MINUTE;
      expect(await repeatable('TF/12345/26')).toEqual([]);
      expect(await record(all, repeated(2))).toMatchObject({ code: 'not-repeated' });
    }
  });

  it('does not count for another officer', async () => {
    const { all } = police();
    await record(all, override(1));
    const other = police({ identity: { id: 'TF-1' } });
    expect(await record(other.all, repeated(2))).toMatchObject({ code: 'not-repeated' });
  });

  it('does not count where it was let go on for a life at risk, or by a second person', async () => {
    const { all, repeatable } = police();
    await record(all, override(1, { choice: 'emergency', reason: 'RR-14' }));
    expect(await record(all, repeated(2))).toMatchObject({ code: 'not-repeated' });
    const authorisation = { status: 'claimed', by: 'TF-77', rank: 'sergeant' } as const;
    await record(all, override(3, { reason: 'RR-11', authorisation }));
    expect(await record(all, { ...repeated(4), repeats: hexId(3) })).toMatchObject({
      code: 'not-repeated',
    });
    expect(await repeatable('TF/12345/26')).toEqual([]);
  });

  it('is known to every page of the record, by closed terms alone', async () => {
    const { all, repeatable } = police();
    await record(all, override(1));
    const known = await repeatable('tf/12345/26');
    expect(known).toEqual([
      {
        id: hexId(1),
        signal: 'immigration-lookup',
        role: 'victim',
        slot: 1,
        group: 'OTHER',
        rule: 'victim-immigration-lookup-justify',
        until: START + 60 * MINUTE,
      },
    ]);
    expect(await repeatable('TF/99999/26')).toEqual([]);
    expect(await repeatable('Amina Khalil')).toEqual([]);
  });
});
