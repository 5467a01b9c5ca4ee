/** A build that pins a key: nobody without the key changes, takes away or brings back a policy. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Header } from '../../../core/ledger/header.ts';
import { readHeaders } from '../../../core/ledger/header-schema.ts';
import type { StatusReply } from '../../../core/messages.ts';
import type { Platform } from '../../../entrypoints/background/platform.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { FORCE, NATION, STRANGER, signed } from '../policy/signing.ts';
import { freshDatabase } from './over-indexeddb.ts';
import { area, type Background, background, PAGE } from './whole-background.ts';

const FORCE_RULE = 'testforce-victim-context-inform';
const OLD = { ...testForce, policyVersion: 'old', rules: [] };

beforeEach(freshDatabase);

/** A background of a build with the force's key that has read its settings and written them down. */
async function started(
  managed: unknown,
  local = area(),
  change: Partial<Platform> = {},
): Promise<Background> {
  const all = background(managed, local, { policyKeys: [FORCE.key, NATION.key], ...change });
  await all.services.policy.changed();
  await all.services.recordPolicy();
  return all;
}

async function status(all: Background): Promise<StatusReply> {
  const reply = await all.ask('status', null, PAGE);
  // Our own handler, asked as its page asks it.
  return reply as StatusReply;
}

function rules({ services }: Background): readonly string[] {
  return services.policy.state.table.rules.map(({ id }) => id);
}

function refusal({ services }: Background): string {
  const { errors } = services.policy.state;
  expect(errors.map(({ field }) => field)).toEqual(['signature']);
  return errors[0]?.reason ?? '';
}

async function headers({ services }: Background, kind: Header['kind']) {
  const { entries } = await services.ledger.all();
  return readHeaders(entries).headers.filter((header) => header.kind === kind);
}

describe('a device whose build pins a key', () => {
  it('takes settings that the key signed, and says which and by whom', async () => {
    const all = await started(signed(testForce, 7));
    const { origin, policyKeys, signed: by, errors } = await status(all);
    expect({ origin, errors }).toEqual({ origin: 'managed', errors: [] });
    expect(policyKeys).toEqual([FORCE.key.name, NATION.key.name]);
    expect(by).toMatchObject({ version: 7, by: FORCE.key.name });
    expect(rules(all)).toContain(FORCE_RULE);
  });

  it.each([
    ['unsigned ones', testForce, /^is missing/],
    ['ones of an unknown key', signed(testForce, 7, STRANGER), /^is by another key/],
    ['ones changed after signing', { ...signed(testForce, 7), repeatMinutes: 5 }, /^is over other/],
    ['ones suspended after signing', { ...signed(testForce, 7), suspended: true }, /^is over oth/],
    ['ones with an unreadable signature', { ...testForce, signature: 'x' }, /^is no signed note/],
  ])('refuses %s whole, holds the baseline, and says so', async (_what, managed, reason) => {
    const all = await started(managed);
    expect(refusal(all)).toMatch(reason);
    expect(all.services.policy.state.origin).toBe('baseline-rejected');
    expect(rules(all)).not.toContain(FORCE_RULE);
    expect((await headers(all, 'fault')).map((each) => 'code' in each && each.code)).toEqual([
      'policy-rejected',
    ]);
  });

  it('keeps the last good policy where what comes next is refused', async () => {
    const local = area();
    await started(signed(testForce, 7), local);
    const all = await started({ ...signed(OLD, 8), policyVersion: 'forged' }, local);
    expect(refusal(all)).toMatch(/^is over other settings/);
    expect(all.services.policy.state.origin).toBe('last-good');
    expect(rules(all)).toContain(FORCE_RULE);
  });

  it('takes who is signed in from settings of the person, which nobody signs', async () => {
    const { identity: _, ...ofComputer } = testForce;
    const ofPerson = { identity: { id: 'TF-77', reviewer: false }, language: 'cy' };
    const all = await started({ ...signed(ofComputer, 7), ...ofPerson });
    expect(all.services.policy.state.policy.identity.id).toBe('TF-77');
  });

  it('refuses settings of the person that add to or replace those of the computer', async () => {
    for (const ofPerson of [{ rules: [] }, { repeatMinutes: 60 }, { sites: ['x.police.uk'] }]) {
      freshDatabase();
      const all = await started({ ...signed(testForce, 7), ...ofPerson });
      expect(refusal(all)).toMatch(/^is over other settings/);
    }
  });

  it('is suspended by signed settings only', async () => {
    const all = await started(signed({ ...testForce, suspended: true }, 8));
    expect(all.services.policy.state.policy.suspended).toBe(true);
    expect(rules(all)).not.toContain(FORCE_RULE);
  });
});

type Spoil = (store: Map<string, unknown>) => void;

const SPOILT: readonly (readonly [string, Spoil])[] = [
  ['is deleted', (store) => store.delete('policy-accepted')],
  [
    'is lowered',
    (store) =>
      store.set('policy-accepted', { version: 1, hash: 'a'.repeat(64), keys: [FORCE.key.id] }),
  ],
  ['is no number', (store) => store.set('policy-accepted', { version: 'NaN' })],
  ['is negative', (store) => store.set('policy-accepted', { version: -1, hash: '', keys: [] })],
  [
    'names another key',
    (store) =>
      store.set('policy-accepted', { version: 99, hash: 'a'.repeat(64), keys: ['00000000'] }),
  ],
  ['is gone with the whole storage', (store) => store.clear()],
];

describe('going back to an earlier policy', () => {
  it('is refused with the settings as they were then', async () => {
    const local = area();
    await started(signed(OLD, 6), local);
    await started(signed(testForce, 7), local);
    const all = await started(signed(OLD, 6), local);
    expect(refusal(all)).toBe('has version 6, and version 7 was taken on this device before');
    expect(rules(all)).toContain(FORCE_RULE);
  });

  it('is taken where the old settings are signed again with a higher version', async () => {
    const local = area();
    await started(signed(testForce, 7), local);
    const all = await started(signed(OLD, 8), local);
    expect(all.services.policy.state).toMatchObject({ origin: 'managed', errors: [] });
    expect(rules(all)).not.toContain(FORCE_RULE);
  });

  it('is refused whatever the clock says', async () => {
    const local = area();
    await started(signed(testForce, 7), local);
    for (const now of [0, 4_000_000_000_000]) {
      const all = await started(signed(OLD, 6), local, { now: () => now });
      expect(refusal(all)).toMatch(/^has version 6/);
    }
  });

  it('is refused where the other of two keys signed it', async () => {
    const local = area();
    await started(signed(testForce, 7, FORCE), local);
    const all = await started(signed(OLD, 3, NATION), local);
    expect(refusal(all)).toMatch(/^has version 3/);
  });

  it('is refused where one version is used for two policies', async () => {
    const local = area();
    await started(signed(testForce, 7), local);
    expect(refusal(await started(signed(OLD, 7), local))).toMatch(/^has version 7, under which/);
  });

  it.each(SPOILT)('is refused where the number kept in storage %s', async (_what, spoil) => {
    const local = area();
    await started(signed(testForce, 7), local);
    local.store.delete('policy-last-good');
    spoil(local.store);
    const all = await started(signed(OLD, 6), local);
    expect(refusal(all)).toMatch(/^has version 6, and version 7/);
    expect(all.services.policy.state.origin).toBe('baseline-rejected');
  });

  it('is refused by the number kept in storage where the ledger is gone', async () => {
    const local = area();
    await started(signed(testForce, 7), local);
    freshDatabase();
    expect(refusal(await started(signed(OLD, 6), local))).toMatch(/^has version 6, and version 7/);
  });

  it('cannot be seen on a device that lost everything, and stands in its first entries', async () => {
    const local = area();
    await started(signed(testForce, 7), local);
    local.store.clear();
    freshDatabase();
    const all = await started(signed(OLD, 6), local);
    expect(all.services.policy.state.origin).toBe('managed');
    expect((await headers(all, 'policy-change')).at(0)).toMatchObject({
      signed: { version: 6, key: FORCE.key.id },
    });
  });

  it('is not done through the copy that is kept for when the browser does not answer', async () => {
    const local = area();
    await started(signed(testForce, 7), local);
    local.store.set('policy-last-good', signed(OLD, 6));
    const old = await started({ rules: 7 }, local);
    expect(old.services.policy.state.origin).toBe('baseline-rejected');
    local.store.set('policy-last-good', testForce);
    const bare = await started({ rules: 7 }, local);
    expect(bare.services.policy.state.origin).toBe('baseline-rejected');
  });
});

describe('a build with new keys', () => {
  it('begins anew, and takes nothing that the key of before signed', async () => {
    const local = area();
    await started(signed(testForce, 7), local);
    const only = { policyKeys: [NATION.key] };
    expect(refusal(await started(signed(testForce, 8), local, only))).toMatch(/^is by another key/);
    const anew = await started(signed(OLD, 1, NATION), local, only);
    expect(anew.services.policy.state.origin).toBe('managed');
  });

  it('goes on counting where a policy was signed by the old key and the new one', async () => {
    const local = area();
    await started(signed(testForce, 7, FORCE, NATION), local);
    const only = { policyKeys: [NATION.key] };
    expect(refusal(await started(signed(OLD, 1, NATION), local, only))).toMatch(/^has version 1/);
  });
});

describe('a ledger that does not open', () => {
  const never = () => new Promise<never>(() => {});

  it('keeps neither the copy nor the policy of the browser waiting for long', async () => {
    const local = area();
    await started(signed(testForce, 7), local);
    const all = background(signed(testForce, 7), local, { policyKeys: [FORCE.key] });
    vi.spyOn(all.services.ledger, 'newest').mockImplementation(never);
    const begun = performance.now();
    void all.services.policy.ready();
    await vi.waitFor(() => expect(all.services.policy.state.origin).toBe('last-good'));
    expect(performance.now() - begun).toBeLessThan(1_500);
    await vi.waitFor(() => expect(all.services.policy.state.origin).toBe('managed'), 4_000);
  });
});

describe('taking a signed policy away', () => {
  it('is refused without the key: the policy holds, and nobody is signed in by it', async () => {
    const local = area();
    await started(signed(testForce, 7), local);
    const all = await started({}, local);
    expect(refusal(all)).toMatch(/^is missing with all other settings/);
    expect(all.services.policy.state).toMatchObject({ origin: 'last-good' });
    expect(all.services.policy.state.policy.identity.id).toBe('');
    expect(rules(all)).toContain(FORCE_RULE);
  });

  it('shows also where the copy was deleted before', async () => {
    const local = area();
    await started(signed(testForce, 7), local);
    local.store.delete('policy-last-good');
    const all = await started({}, local);
    expect(refusal(all)).toMatch(/^is missing with all other settings/);
    expect(all.services.policy.state.origin).toBe('baseline-rejected');
  });

  it('is no fault on a device that never had any', async () => {
    const all = await started({});
    expect(all.services.policy.state).toMatchObject({
      origin: 'baseline-none-configured',
      errors: [],
    });
  });
});
