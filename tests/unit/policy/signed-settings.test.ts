/** Signed settings: the same settings give the same text, and whatever was changed shows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalText,
  readSignature,
  readSigned,
  rollbackFault,
  settingsHash,
  signedText,
} from '../../../core/policy/signed-settings.ts';
import { verifyEd25519 } from '../../../platform/ed25519.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { fittingSettings } from '../../settings/arbitrary.ts';
import { FORCE, NATION, STRANGER, signatureOver, signed, signer } from './signing.ts';

type Settings = Readonly<Record<string, unknown>>;

/** What is said against settings; empty where they hold. */
async function fault(settings: Settings, keys = [FORCE.key]): Promise<string> {
  const reading = await readSigned(settings, keys, verifyEd25519);
  return reading.ok ? '' : reading.reason;
}

function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([name, each]) => [name, reordered(each)]));
}

describe('the canonical text', () => {
  it('is the same whatever the order of names, and another for other settings', () => {
    fc.assert(
      fc.property(fittingSettings, fittingSettings, (one, other) => {
        const back = Object(reordered(one));
        expect(canonicalText(back)).toBe(canonicalText(one));
        const isSame =
          JSON.stringify(JSON.parse(canonicalText(one))) ===
          JSON.stringify(JSON.parse(canonicalText(other)));
        expect(settingsHash(one) === settingsHash(other)).toBe(isSame);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it('keeps the order of lists, in which rules stand', () => {
    expect(canonicalText({ sites: ['a', 'b'] })).not.toBe(canonicalText({ sites: ['b', 'a'] }));
  });

  it('leaves out who uses the browser and what a template writes by itself', () => {
    const { identity: _, ...rest } = testForce;
    const own = { ...rest, identity: { id: 'X-1' }, language: 'cy', contains: ['force'] };
    expect(canonicalText(own)).toBe(canonicalText(testForce));
  });

  it('has no empty list, which no registry can carry', () => {
    expect(canonicalText({ policyVersion: '1', sites: [], rules: [] })).toBe(
      '{"policyVersion":"1"}',
    );
    expect(canonicalText({ rules: [{ reasons: [] }] })).toBe('{"rules":[{"reasons":[]}]}');
  });
});

describe('a signature over settings', () => {
  it('holds for the settings that were signed', async () => {
    const reading = await readSigned(signed(testForce, 7), [FORCE.key], verifyEd25519);
    expect(reading).toEqual({
      ok: true,
      signed: {
        version: 7,
        hash: settingsHash(testForce),
        by: FORCE.key.name,
        keys: [FORCE.key.id],
      },
    });
  });

  it('holds whoever is signed in, in each language, with and without the list of settings', async () => {
    const one = signed(testForce, 7);
    const two = { ...one, identity: { id: 'TF-1' }, language: 'cy', contains: Object.keys(one) };
    expect(await fault(two)).toBe('');
  });

  it.each<readonly [string, Settings]>([
    ['a rule taken out', { rules: [] }],
    ['another version of the policy', { policyVersion: 'other' }],
    ['a time made longer', { repeatMinutes: 59 }],
    ['the force suspended', { suspended: true }],
    ['the whole of a rollout', { rollout: { id: 'x', percent: 100, rules: [] } }],
    ['another force', { force: { code: 'XX', name: 'Other' } }],
    ['a host added', { sites: ['x.police.uk'] }],
  ])('does not hold after a change: %s', async (_what, change) => {
    expect(await fault({ ...signed(testForce, 7), ...change })).toMatch(/^is over other settings/);
  });

  it('does not hold where a setting was withheld', async () => {
    for (const name of Object.keys(testForce).filter((each) => each !== 'identity')) {
      const { [name]: _, ...rest }: Record<string, unknown> = signed(testForce, 7);
      expect([name, await fault(rest)]).toEqual([name, expect.stringMatching(/^is over other/)]);
    }
  });

  it('is missing where there is none, and says who has to sign', async () => {
    expect(await fault(testForce)).toBe(
      'is missing: this build takes only settings that are signed by testforce.police.uk/policy',
    );
  });

  it('by an unknown key does not count', async () => {
    expect(await fault(signed(testForce, 7, STRANGER))).toMatch(/^is by another key/);
  });

  it('by an unknown key that takes a trusted name does not count', async () => {
    const namesake = signer(FORCE.key.name, 9);
    expect(await fault(signed(testForce, 7, namesake))).toMatch(/^is by another key/);
  });

  it('under a trusted name and id by an unknown key is called wrong', async () => {
    const forger = { key: FORCE.key, sign: STRANGER.sign };
    expect(await fault(signed(testForce, 7, forger))).toMatch(/^is wrong/);
    expect(await fault(signed(testForce, 7, FORCE, forger))).toMatch(/^is wrong/);
  });

  it('holds with signatures of others beside it, and names the trusted ones only', async () => {
    const both = signed(testForce, 7, STRANGER, NATION, FORCE);
    expect(await fault(both)).toBe('');
    const reading = await readSigned(both, [FORCE.key, NATION.key], verifyEd25519);
    expect(reading.ok && reading.signed.keys).toEqual([NATION.key.id, FORCE.key.id]);
  });

  it.each([
    ['over another canonical form', signedText(7, settingsHash(testForce)).toUpperCase()],
    ['about something else', `right-to-report/0011223344556677\n7\n${settingsHash(testForce)}\n`],
    ['with something more to say', `${signedText(7, settingsHash(testForce))}more\n`],
    ['without a version', `right-to-report managed settings\n\n${settingsHash(testForce)}\n`],
    ['with version 0', signedText(0, settingsHash(testForce))],
    ['with a version that is no whole number', signedText(7.5, settingsHash(testForce))],
    ['with a version of sixteen digits', signedText(1e15, settingsHash(testForce))],
    ['with a version that begins with 0', signedText(7, '').replace('7', '07')],
  ])('does not count %s, though the force signed it', async (_what, text) => {
    const setting = signatureOver(text, FORCE);
    expect(readSignature(setting)).toBeNull();
    expect(await fault({ ...testForce, signature: setting })).toBe(
      'is no signed note about managed settings',
    );
  });

  it('over the plain JSON of the settings is over other settings', async () => {
    const plain = Buffer.from(JSON.stringify(testForce));
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256').update(plain).digest('hex');
    const signature = signatureOver(signedText(7, hash), FORCE);
    expect(await fault({ ...testForce, signature })).toMatch(/^is over other settings/);
  });

  it.each(['', '?', 'AAAA', '____', Buffer.from([0xff, 0xfe]).toString('base64'), 7, null, {}])(
    'is none that reads %j',
    async (signature) => {
      expect(await fault({ ...testForce, signature })).toBe(
        'is no signed note about managed settings',
      );
    },
  );
});

describe('settings that follow others', () => {
  const hash = 'a'.repeat(64);
  const last = { version: 7, hash, keys: [FORCE.key.id] };
  const next = (version: number, change = {}) =>
    rollbackFault({ version, hash, by: FORCE.key.name, keys: [FORCE.key.id], ...change }, last);

  it('are taken with the same version or a higher one', () => {
    expect([next(7), next(8), next(900)]).toEqual([null, null, null]);
    expect(rollbackFault({ ...last, by: '', version: 1 }, null)).toBeNull();
  });

  it('are refused with a lower one, whoever signed', () => {
    expect(next(6)).toBe('has version 6, and version 7 was taken on this device before');
    expect(next(6, { keys: [NATION.key.id] })).toMatch(/^has version 6/);
  });

  it('are refused where one version stands for two sets of settings', () => {
    expect(next(7, { hash: 'b'.repeat(64) })).toMatch(/^has version 7, under which other settings/);
  });
});
