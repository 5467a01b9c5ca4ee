/** The closed network, and what opens it: one request of one tab, for a few seconds. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { GATE_MS } from '../../../core/network/gates.ts';
import { noteStopped } from '../../../entrypoints/background/gate-requests.ts';
import type { SeenRequest } from '../../../entrypoints/background/network-gate.ts';
import { wake } from '../../../entrypoints/background/services.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { networkInMemory } from './network-in-memory.ts';
import { freshDatabase } from './over-indexeddb.ts';
import { area, background, diskIsFull, GUARD, override, PAGE } from './whole-background.ts';

const HOST = 'rms.testforce.police.uk';
const PROFILE = {
  id: 'testforce-addresses',
  name: 'Look-ups',
  version: '1',
  hosts: [HOST],
  paths: ['/*'],
  lookups: [
    { address: '/api/immigration-status', kind: 'immigration-lookup' },
    { address: '/api/pnc', kind: 'pnc-check' },
  ],
};
const MANAGED = { ...testForce, profiles: [PROFILE] };

beforeEach(() => {
  freshDatabase();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function guarded(managed: unknown = MANAGED, local = area(), network = networkInMemory()) {
  let see: ((request: SeenRequest) => void) | null = null;
  const all = background(managed, local, {
    network: network.filter,
    watchRequests: (_hosts, listener) => {
      see = listener;
      return () => {
        see = null;
      };
    },
    now: Date.now,
  });
  return {
    all,
    network,
    local,
    sees: (request: SeenRequest) => see?.(request),
    isWatching: () => see !== null,
  };
}

const allowed = {
  signal: 'pnc-check',
  role: 'suspect',
  dual: false,
  group: 'OTHER',
  trust: 'generic',
  emergency: false,
} as const;
const PNC: SeenRequest = { tabId: 7, url: `http://${HOST}/api/pnc?x=1`, method: 'POST' };

async function closed(world: ReturnType<typeof guarded>): Promise<void> {
  await world.all.services.policy.ready();
  await world.all.services.closeNetwork();
}

describe('the network', () => {
  it('is closed to what the settings of the force name', async () => {
    const world = guarded();
    await closed(world);
    const filters = world.network.lasting().map(({ condition }) => condition.regexFilter);
    expect(filters.filter((filter) => filter?.includes('+pnc'))).toHaveLength(3);
    expect(world.network.session()).toEqual([]);
  });

  it('stays closed by the last good rules where settings cannot be read', async () => {
    const first = guarded();
    await closed(first);
    const before = first.network.lasting();
    const broken = guarded({ ...MANAGED, profiles: [{ id: 'BAD' }] }, area(), first.network);
    await closed(broken);
    expect(broken.all.services.policy.state.origin).toBe('baseline-rejected');
    expect(first.network.lasting()).toEqual(before);
  });

  it('stays closed while settings have not answered', async () => {
    const first = guarded();
    await closed(first);
    const before = first.network.lasting();
    const silent = background(null, area(), {
      network: first.network.filter,
      managed: () => new Promise(() => {}),
    });
    wake(silent.services);
    await vi.advanceTimersByTimeAsync(6000);
    expect(first.network.lasting()).toEqual(before);
  });

  it('opens to what is no longer named once the settings say so', async () => {
    const first = guarded();
    await closed(first);
    await closed(guarded(testForce, area(), first.network));
    expect(first.network.lasting()).toEqual([]);
  });
});

describe('an opening', () => {
  it('is made for a suspect, for the tab that asks and for this kind of check', async () => {
    const world = guarded();
    await closed(world);
    expect(await world.all.ask('gate', allowed, GUARD)).toBe(true);
    for (const { action, condition } of world.network.session()) {
      expect(action.type).toBe('allow');
      expect(condition.tabIds).toEqual([7]);
      expect(condition.regexFilter).toContain('pnc');
    }
    expect(world.network.session()).not.toEqual([]);
  });

  it.each(['victim', 'witness', 'reporting', 'other-protected'] as const)(
    'is not made for a %s on the word of the guard',
    async (role) => {
      const world = guarded();
      await closed(world);
      expect(await world.all.ask('gate', { ...allowed, role }, GUARD)).toBe(false);
      expect(world.network.session()).toEqual([]);
    },
  );

  it('is not made for what nothing is closed to', async () => {
    const world = guarded(testForce);
    await closed(world);
    expect(await world.all.ask('gate', allowed, GUARD)).toBe(false);
    expect(world.network.session()).toEqual([]);
  });

  it('is made for life at risk, whatever policy says and before it has answered', async () => {
    const local = area();
    await closed(guarded(MANAGED, local));
    const world = guarded(MANAGED, local);
    const silent = background(null, local, {
      network: world.network.filter,
      managed: () => new Promise(() => {}),
    });
    const asked = silent.ask('gate', { ...allowed, role: 'victim', emergency: true }, GUARD);
    await vi.advanceTimersByTimeAsync(400);
    expect(await asked).toBe(true);
    expect(world.network.session()).not.toEqual([]);
  });

  it('is there when the guard learns that an override is recorded', async () => {
    const world = guarded();
    await closed(world);
    expect(await world.all.ask('record', override(1), GUARD)).toMatchObject({ ok: true });
    expect(world.network.session()[0]?.condition.regexFilter).toContain('immigration');
  });

  it.each([
    ['was heeded', { choice: 'complied', reason: null, explanation: '' }],
    ['has no reason', { reason: null }],
  ] as const)('is not made where a hold %s', async (_, change) => {
    const world = guarded();
    await closed(world);
    await world.all.ask('record', override(1, change), GUARD);
    expect(world.network.session()).toEqual([]);
  });

  it('is not made where an override could not be recorded', async () => {
    const world = guarded();
    await closed(world);
    diskIsFull();
    expect(await world.all.ask('record', override(1), GUARD)).toMatchObject({ ok: false });
    expect(world.network.session()).toEqual([]);
  });

  it('is gone with its request, and then nobody watches requests any more', async () => {
    const world = guarded();
    await closed(world);
    await world.all.ask('gate', allowed, GUARD);
    world.sees({ ...PNC, method: 'OPTIONS' });
    world.sees({ ...PNC, tabId: 8 });
    world.sees({ ...PNC, url: `http://${HOST}/reports` });
    world.sees({ ...PNC, url: `http://${HOST}/api/immigration-status` });
    expect(world.network.session()).not.toEqual([]);
    world.sees(PNC);
    expect(world.network.session()).toEqual([]);
    expect(world.isWatching()).toBe(false);
  });

  it('is one for each request that was let go', async () => {
    const world = guarded();
    await closed(world);
    await world.all.ask('gate', allowed, GUARD);
    await world.all.ask('gate', allowed, GUARD);
    world.sees(PNC);
    expect(world.network.session()).not.toEqual([]);
    world.sees(PNC);
    expect(world.network.session()).toEqual([]);
  });

  it('is gone with its time', async () => {
    const world = guarded();
    await closed(world);
    await world.all.ask('gate', allowed, GUARD);
    await vi.advanceTimersByTimeAsync(GATE_MS - 1);
    expect(world.network.session()).not.toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(world.network.session()).toEqual([]);
  });

  it('that a killed background left behind is gone when the next one starts', async () => {
    const first = guarded();
    await closed(first);
    await first.all.ask('gate', allowed, GUARD);
    const left = networkInMemory(first.network.session());
    expect(left.session()).not.toEqual([]);
    const next = guarded(MANAGED, area(), left);
    await closed(next);
    expect(left.session()).toEqual([]);
    expect(await next.all.ask('gate', allowed, GUARD)).toBe(true);
  });
});

describe('a tab that was opened from another', () => {
  it('takes over what the other was let go, and leaves it nothing', async () => {
    const world = guarded();
    await closed(world);
    await world.all.ask('gate', allowed, GUARD);
    expect(await world.all.ask('hand', { tabId: 9, kind: 'pnc-check' }, PAGE)).toBe(true);
    for (const { condition } of world.network.session()) expect(condition.tabIds).toEqual([9]);
    expect(await world.all.ask('hand', { tabId: 9, kind: 'pnc-check' }, PAGE)).toBe(false);
  });

  it.each([
    ['by nobody', { tabId: 8, kind: 'pnc-check' }],
    ['for another kind of check', { tabId: 9, kind: 'immigration-lookup' }],
  ] as const)('%s takes nothing over', async (_, asked) => {
    const world = guarded();
    await closed(world);
    await world.all.ask('gate', allowed, GUARD);
    expect(await world.all.ask('hand', asked, PAGE)).toBe(false);
    for (const { condition } of world.network.session()) expect(condition.tabIds).toEqual([7]);
  });
});

describe('a page load that was stopped', () => {
  const ask = (world: ReturnType<typeof guarded>, change: Parameters<typeof override>[1]) =>
    world.all.ask('proceed', { tabId: 12, report: override(3, { act: 'open', ...change }) }, PAGE);

  it('goes on in its tab after its reason is recorded', async () => {
    const world = guarded();
    await closed(world);
    expect(await ask(world, {})).toMatchObject({ ok: true });
    for (const { condition } of world.network.session()) expect(condition.tabIds).toEqual([12]);
    expect(world.network.session()).not.toEqual([]);
  });

  it.each([
    ['without a reason', { reason: null }],
    ['as not held, where it is', { choice: 'unasked', reason: null, explanation: '' }],
    ['where the officer goes back', { choice: 'complied', reason: null, explanation: '' }],
  ] as const)('stays stopped %s', async (_, change) => {
    const world = guarded();
    await closed(world);
    await ask(world, change);
    expect(world.network.session()).toEqual([]);
  });

  it('goes on at once for life at risk, also where the ledger is full', async () => {
    const world = guarded();
    await closed(world);
    diskIsFull();
    expect(await ask(world, { choice: 'emergency', reason: 'RR-14' })).toMatchObject({ ok: true });
    expect(world.network.session()).not.toEqual([]);
  });
});

describe('a request that the network stopped', () => {
  it('is one entry a minute, and only where it was a named look-up', async () => {
    const world = guarded();
    await closed(world);
    await noteStopped(world.all.services, { ...PNC, tabId: 31, url: `http://${HOST}/reports` });
    await noteStopped(world.all.services, { ...PNC, tabId: 31 });
    await noteStopped(world.all.services, { ...PNC, tabId: 31 });
    const { entries } = await world.all.services.ledger.all();
    expect(entries.map(({ line }) => parseHeader(line))).toMatchObject([
      { kind: 'fault', code: 'network-stopped' },
    ]);
    expect(entries[0]?.line).not.toContain('pnc');
  });
});
