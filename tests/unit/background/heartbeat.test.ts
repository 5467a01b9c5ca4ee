/** A device that lives says so once an hour, and which policy it goes by when that changes. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Header } from '../../../core/ledger/header.ts';
import { readHeaders } from '../../../core/ledger/header-schema.ts';
import type { Services } from '../../../entrypoints/background/handlers.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { freshDatabase } from './over-indexeddb.ts';
import { area, type Background, background } from './whole-background.ts';

const MINUTE = 60_000;

beforeEach(freshDatabase);

async function headers({ services }: Background, kind: Header['kind']) {
  const { entries } = await services.ledger.all();
  return readHeaders(entries).headers.filter((header) => header.kind === kind);
}

function recording({ recordPolicy }: Services): void {
  void recordPolicy();
}

function at(local: ReturnType<typeof area>, minutes: number, managed: unknown = testForce) {
  return background(managed, local, {
    now: () => 1_790_000_000_000 + minutes * MINUTE,
    policyChanged: recording,
  });
}

describe('a sign of life', () => {
  it('says what is in force, whether the guard may work, and what does not fit', async () => {
    const local = area();
    const all = background(testForce, local, { permissions: { contains: async () => false } });
    await all.services.beat();
    const [beat] = await headers(all, 'heartbeat');
    expect(beat).toMatchObject({ origin: 'managed', hosts: false, drift: 0, waiting: 0 });
    expect(beat?.policy).toBe(all.services.policy.state.policy.hash);
  });

  it('is written once an hour, however often the background starts', async () => {
    const local = area();
    const first = at(local, 0);
    await first.services.beat();
    await at(local, 3).services.beat();
    await at(local, 54).services.beat();
    expect(await headers(first, 'heartbeat')).toHaveLength(1);
    await at(local, 60).services.beat();
    expect(await headers(first, 'heartbeat')).toHaveLength(2);
  });

  it('is one entry where the alarm rings while the background starts', async () => {
    const all = at(area(), 0);
    await Promise.all([all.services.beat(), all.services.beat()]);
    expect(await headers(all, 'heartbeat')).toHaveLength(1);
  });

  it('is not silenced by a clock that was put back', async () => {
    const local = area();
    const first = at(local, 600);
    await first.services.beat();
    await at(local, 0).services.beat();
    expect(await headers(first, 'heartbeat')).toHaveLength(2);
  });
});

describe('another policy', () => {
  /** Until it is written down which policy is in force, and for a moment longer. */
  const settled = async ({ services, local }: Background) => {
    const { hash } = services.policy.state.policy;
    await vi.waitFor(() => expect(local.store.get('policy-recorded')).toBe(hash));
    await new Promise((resolve) => setTimeout(resolve, 50));
  };

  it('is an entry with the one before, and only once', async () => {
    const local = area();
    const first = at(local, 0);
    await first.services.policy.ready();
    await settled(first);
    const again = at(local, 1);
    await again.services.policy.ready();
    await settled(again);
    const [change, ...others] = await headers(first, 'policy-change');
    expect(change).toMatchObject({ origin: 'managed', was: '' });
    expect(others).toEqual([]);
  });

  it('is an entry also where IT took the policy away', async () => {
    const local = area();
    const first = at(local, 0);
    await first.services.policy.ready();
    await settled(first);
    const before = first.services.policy.state.policy.hash;
    const without = at(local, 1, {});
    await without.services.policy.changed();
    await settled(without);
    expect((await headers(first, 'policy-change')).at(-1)).toMatchObject({
      origin: 'baseline-none-configured',
      was: before,
    });
  }, 15_000);

  it('is none where only the language changes', async () => {
    const local = area();
    const first = at(local, 0);
    await first.services.policy.ready();
    await settled(first);
    const welsh = at(local, 1, { ...testForce, language: 'cy' });
    await welsh.services.policy.changed();
    await settled(welsh);
    expect(await headers(first, 'policy-change')).toHaveLength(1);
  });
});
