/** What a device remembers of the national rules that it rehearses, and what it takes as an answer. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Header } from '../../../core/ledger/header.ts';
import { readHeaders } from '../../../core/ledger/header-schema.ts';
import type { Pilot } from '../../../core/policy/pilots.ts';
import { needsReview } from '../../../core/review/cases.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { freshDatabase } from './over-indexeddb.ts';
import { area, type Background, background, override, record, stored } from './whole-background.ts';

const LOOKUP = 'victim-immigration-lookup-justify';
const PILOT: Pilot = { rule: LOOKUP, from: '2026-12-01', until: '2027-02-28' };
const AGAIN: Pilot = { rule: LOOKUP, from: '2027-03-01', until: '2027-05-20' };
const at = (day: string): number => Date.parse(`${day}T10:00:00Z`);

beforeEach(freshDatabase);

/** A background on a day, that has read its settings and given a sign of life. */
async function on(
  day: string,
  local = area(),
  pilots: readonly Pilot[] = [PILOT],
): Promise<Background & { clock: { day: string } }> {
  const clock = { day };
  const all = background({ ...testForce, pilots }, local, { now: () => at(clock.day) });
  await all.services.policy.changed();
  await all.services.beat();
  return { ...all, clock };
}

/** Rule and last day of each pilot that counts. */
function counting({ services }: Background) {
  const { policy } = services.policy.state;
  return policy.pilots.map(({ first, until }) => `${first} ${until}`);
}

/** How the rule counts: with one press, or enforced. */
function outcome({ services }: Background): string {
  const rule = services.policy.state.table.rules.find(({ id }) => id === LOOKUP);
  return `${rule?.outcome} ${rule?.pilot ?? 'enforced'}`;
}

async function headers({ services }: Background, kind: Header['kind']) {
  const { entries } = await services.ledger.all();
  return readHeaders(entries).headers.filter((header) => header.kind === kind);
}

const piloted = (number: number) =>
  override(number, {
    outcome: 'warn',
    choice: 'piloted',
    reason: null,
    explanation: '',
  });

describe('a device that rehearses a national rule', () => {
  it('begins on its first day and keeps that day', async () => {
    const local = area();
    expect(counting(await on('2026-11-30', local))).toEqual([]);
    expect(counting(await on('2026-12-20', local))).toEqual(['2026-12-20 2027-02-28']);
    expect(counting(await on('2027-02-28', local))).toEqual(['2026-12-20 2027-02-28']);
  });

  it('enforces it from the day after the last', async () => {
    const local = area();
    await on('2026-12-20', local);
    const after = await on('2027-03-01', local);
    expect(counting(after)).toEqual([]);
    expect(outcome(after)).toBe('justify enforced');
  });

  it('enforces it in pages that stay open over the last day', async () => {
    const all = await on('2027-02-28');
    expect(outcome(all)).toBe('warn 2027-02-28');
    all.told.length = 0;
    all.clock.day = '2027-03-01';
    expect(outcome(all)).toBe('justify enforced');
    await vi.waitFor(() => expect(all.told).toContain(7));
    expect(await record(all, piloted(1))).toMatchObject({ ok: false, code: 'stricter-outcome' });
  });

  it('begins in pages that are open on its first day', async () => {
    const all = await on('2026-11-30');
    expect(outcome(all)).toBe('justify enforced');
    all.clock.day = '2026-12-01';
    void all.services.policy.state;
    await vi.waitFor(() => expect(outcome(all)).toBe('warn 2027-02-28'));
  });
});

describe('ninety days in all', () => {
  it('are not begun again by another pilot of the same rule', async () => {
    const local = area();
    await on('2026-12-01', local);
    const again = await on('2027-03-01', local, [AGAIN]);
    expect(counting(again)).toEqual([]);
    expect(outcome(again)).toBe('justify enforced');
  });

  it('go on under another pilot only for what is left of them', async () => {
    const local = area();
    await on('2026-12-20', local);
    const again = await on('2027-03-01', local, [AGAIN]);
    // The ninetieth day from 20 December.
    expect(counting(again)).toEqual(['2026-12-20 2027-03-19']);
    expect(counting(await on('2027-03-20', local, [AGAIN]))).toEqual([]);
  });

  const forgetStored = (local: ReturnType<typeof area>): void => local.store.clear();
  const spoilt: readonly (readonly [string, (local: ReturnType<typeof area>) => void])[] = [
    ['was deleted', (local) => void local.store.delete('pilots')],
    ['was deleted with all else in storage', forgetStored],
    ['is no memory', (local) => void local.store.set('pilots', { rehearsed: 7 })],
    [
      'was moved to a later day',
      (local) =>
        void local.store.set('pilots', {
          rehearsed: [{ rule: LOOKUP, first: '2027-02-27', until: '2027-02-28' }],
          last: '2027-02-27',
        }),
    ],
  ];

  it.each(spoilt)(
    'are counted from the ledger where the first day in storage %s',
    async (_what, spoil) => {
      const local = area();
      await on('2026-12-01', local);
      spoil(local);
      expect(counting(await on('2027-03-01', local, [AGAIN]))).toEqual([]);
    },
  );

  it('are counted from storage where the ledger is gone', async () => {
    const local = area();
    await on('2026-12-01', local);
    freshDatabase();
    expect(counting(await on('2027-03-01', local, [AGAIN]))).toEqual([]);
  });

  it('are not made longer by a clock that is put back', async () => {
    const local = area();
    await on('2026-12-01', local);
    await on('2027-03-01', local);
    const back = await on('2026-12-15', local);
    expect(outcome(back)).toBe('justify enforced');
    local.store.clear();
    expect(outcome(await on('2026-12-15', local))).toBe('justify enforced');
  });

  it('can be begun anew on a device that lost everything, and its first entries say so', async () => {
    const local = area();
    await on('2026-12-01', local);
    local.store.clear();
    freshDatabase();
    const anew = await on('2027-03-01', local, [AGAIN]);
    expect(counting(anew)).toEqual(['2027-03-01 2027-05-20']);
    expect(await headers(anew, 'heartbeat')).toMatchObject([
      { pilots: [{ rule: LOOKUP, first: '2027-03-01', until: '2027-05-20' }] },
    ]);
  });

  it('do not begin where the first day cannot be kept', async () => {
    const local = area();
    const full = {
      ...local,
      set: async (items: Record<string, unknown>): Promise<void> => {
        if ('pilots' in items) throw new Error('full');
        await local.set(items);
      },
    };
    const all = await on('2026-12-01', full);
    expect(outcome(all)).toBe('justify enforced');
  });

  it('are not used up while the policy is suspended', async () => {
    const local = area();
    const all = background({ ...testForce, pilots: [PILOT], suspended: true }, local, {
      now: () => at('2026-12-05'),
    });
    await all.services.policy.changed();
    expect(outcome(all)).toBe('justify enforced');
    expect(local.store.has('pilots')).toBe(false);
  });
});

describe('a ledger that does not open', () => {
  it('keeps no policy waiting that rehearses nothing, and no copy of one that does', async () => {
    const local = area();
    await on('2026-12-05', local);
    for (const pilots of [[], [PILOT]]) {
      const all = background({ ...testForce, pilots }, local, {
        now: () => at('2026-12-06'),
        managed: async () => (pilots.length > 0 ? new Promise(() => {}) : testForce),
      });
      vi.spyOn(all.services.ledger, 'newest').mockImplementation(() => new Promise(() => {}));
      const begun = performance.now();
      void all.services.policy.ready();
      await vi.waitFor(() => expect(all.services.policy.state.settings).not.toBeNull());
      expect(performance.now() - begun).toBeLessThan(1_500);
      // Enforced until it is known what may be rehearsed.
      expect(outcome(all)).toBe('justify enforced');
    }
  });
});

describe('going on in a pilot', () => {
  it('is an entry of its own kind, without a reason, that no supervisor has to decide', async () => {
    const all = await on('2026-12-05');
    expect(await record(all, piloted(1))).toMatchObject({ ok: true });
    const { header } = await stored(all, 1);
    expect(header).toMatchObject({
      choice: 'piloted',
      outcome: 'warn',
      rule: LOOKUP,
      reason: null,
    });
    expect(needsReview(header)).toBe(false);
  });

  it('is refused where the rule is enforced, or is no rule of a pilot', async () => {
    const enforced = await on('2026-11-30');
    expect(await record(enforced, piloted(1))).toMatchObject({ code: 'stricter-outcome' });
    const all = await on('2026-12-05');
    for (const change of [
      { signal: 'pnc-check' as const, rule: 'victim-pnc-check-justify' },
      { group: 'DA' as const, rule: 'victim-immigration-lookup-approve' },
      { role: 'suspect' as const, rule: '' },
    ])
      expect(await record(all, { ...piloted(2), ...change })).toMatchObject({
        code: 'stricter-outcome',
      });
  });

  it('does not keep life at risk or leaving it from being recorded', async () => {
    const all = await on('2026-12-05');
    for (const [number, choice] of (['emergency', 'complied', 'abandoned'] as const).entries())
      expect(await record(all, { ...piloted(number + 10), choice })).toMatchObject({ ok: true });
  });
});

describe('what oversight reads of a pilot', () => {
  it('is the first and the last day in each sign of life, also after it', async () => {
    const local = area();
    await on('2026-12-20', local);
    const after = await on('2027-03-05', local);
    const told = { rule: LOOKUP, first: '2026-12-20', until: '2027-02-28' };
    expect(await headers(after, 'heartbeat')).toMatchObject([
      { pilots: [told] },
      { pilots: [told] },
    ]);
  });

  it('is an entry when it begins and when it ends', async () => {
    const local = area();
    for (const day of ['2026-11-30', '2026-12-01', '2027-02-01', '2027-03-01']) {
      const all = await on(day, local);
      await all.services.recordPolicy();
    }
    const all = await on('2027-03-02', local);
    expect(await headers(all, 'policy-change')).toHaveLength(3);
  });

  it('is nothing where nothing is rehearsed', async () => {
    const all = await on('2026-12-05', area(), []);
    const [beat] = await headers(all, 'heartbeat');
    expect(Object.keys(beat ?? {})).not.toContain('pilots');
    expect(all.local.store.has('pilots')).toBe(false);
  });
});
