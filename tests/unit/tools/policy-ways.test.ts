/** A policy is proved in each way in which it can be in force, and the separate checker finds them too. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { assemblePolicy } from '../../../core/policy/assemble.ts';
import { certifiedTables } from '../../../core/policy/certificate.ts';
import { looserCells } from '../../../core/policy/demand.ts';
import { prove } from '../../../core/policy/proof.ts';
import { managedSettings } from '../../../core/policy/schema.ts';
import { compileTable } from '../../../core/policy/table.ts';
import { onDay } from '../../../core/policy/trial.ts';
import { baseline } from '../../../platform/baseline.ts';
import { verify } from '../../../tools/policy/checker.mjs';
import { sha256 } from '../../../tools/policy/sha256.ts';
import { policy } from '../../../tools/policy.ts';
import { anyPack } from '../policy/any-policy.ts';
import { fileOf, RULE } from '../policy/policy-files.ts';

// Many policies are tried; a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

const folder = mkdtempSync(path.join(os.tmpdir(), 'policy-ways-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, name);
const national = readFileSync('policies/national/baseline.json');

const block = (id: string, role = 'witness') => ({
  ...{ ...RULE, id, when: { kind: ['pnc-check'], role: [role] } },
  ...{ outcome: 'block', wording: 'pnc-check' },
});
const looser = {
  ...block('looser', 'victim'),
  ...{ outcome: 'approve', reasons: ['RR-10'], authoriser: 'sergeant' },
};
const unit = (name: string, ...rules: readonly object[]) => ({ unit: name, rules });
const ring = (...rules: readonly object[]) => ({ id: 'r', percent: 10, rules });
const PILOT = { rule: 'victim-pnc-check-justify', from: '2099-01-01', until: '2099-03-31' };

async function proved(value: unknown) {
  writeFileSync(at('force.json'), JSON.stringify(value, null, 2));
  const { code, out } = await policy([
    ...['prove', at('force.json'), '--certificate', at('certificate.json')],
  ]);
  if (code !== 0) return { code, out, certificate: null, verify: () => 0 };
  const certificate = JSON.parse(readFileSync(at('certificate.json'), 'utf8'));
  const bytes = readFileSync(at('force.json'));
  const names: string[] = certificate.tables.policy.map(({ way }: { way: string }) => way);
  return {
    code,
    out,
    certificate,
    bytes,
    names,
    verify: () => verify(certificate, bytes, national),
  };
}

describe('a proof and its certificate', () => {
  it('visit the force alone, each unit, the ring, and each unit in the ring', async () => {
    const value = {
      rules: [RULE],
      units: [unit('CID-North', block('a')), unit('Caf\u00e9', block('b')), unit(' cid-north ')],
      rollout: ring(block('c', 'reporting')),
    };
    const { out, names, certificate, verify: check } = await proved(value);
    expect(names).toEqual([
      'the policy alone',
      'unit cid-north',
      'unit caf\u00e9',
      'ring r',
      'ring r, unit cid-north',
      'ring r, unit caf\u00e9',
    ]);
    expect(out[1]).toBe(`so in each way in which it can be in force: ${names?.join('; ')}`);
    expect(check()).toBe(3528);
    // What is as in the table before is not said again.
    const [first, ...more] = certificate.tables.policy;
    for (const { phases } of more) expect(phases[0].table.length).toBeLessThan(160);
    expect(first.phases[0].table.length).toBeLessThan(160);
  });

  it.each<[string, object]>([
    ['a unit of its own', { identity: { id: 'TF-1', unit: 'CID-North' } }],
    [
      'a unit by the list of reviewers',
      {
        identity: { id: 'TF-1' },
        reviewers: [{ id: 'TF-1', unit: 'CID-North', rank: 'inspector' }],
      },
    ],
    ['no unit', {}],
  ])('are the same whoever is signed in: %s', async (_, identity) => {
    const value = { ...identity, rules: [RULE], units: [unit('CID-North', block('a'))] };
    const { names, certificate, verify: check } = await proved(value);
    expect(names).toEqual(['the policy alone', 'unit cid-north']);
    const alone = prove(fileOf({ ...value, identity: undefined }), baseline);
    expect(certificate.tables).toEqual(certifiedTables(alone).tables);
    expect(check()).toBe(3528);
  });

  it('of a policy that is suspended are of the baseline, without times, pilots and profiles', async () => {
    const value = {
      ...{ suspended: true, rules: [RULE], units: [unit('A', block('a'))], repeatMinutes: 5 },
      pilots: [PILOT],
    };
    const { out, names, certificate, verify: check } = await proved(value);
    expect(names).toEqual(['suspended']);
    expect(out.join()).toContain('prove it again when that is taken out');
    expect(out.join()).not.toContain('but for a pilot');
    expect(certificate.rehearsed).toEqual([]);
    expect(certificate.limits.policy.repeatMinutes).toBe(60);
    expect(check()).toBe(3528);
  });

  it.each<[string, object, string]>([
    ['a unit', { units: [unit('A', block('a')), unit('B', looser)] }, 'unit b'],
    ['a ring', { rollout: ring(looser), units: [unit('A', block('a'))] }, 'ring r'],
    [
      'a unit while a rule of the force is on trial',
      {
        rules: [{ ...block('stop', 'victim'), mode: 'observe', until: '2099-01-31' }],
        units: [unit('B', looser)],
      },
      'unit b',
    ],
  ])('fail where only %s is looser, and say where', async (_, value, where) => {
    const { code, out } = await proved(value);
    expect(code).toBe(1);
    expect(out).toContain(`  where this is in force: ${where}`);
    expect(out).toContain(
      '  looser: RR-10 is taken as a reason, which the baseline does not take there',
    );
  });
});

describe('the separate checker', () => {
  /** The certificate of one file, made out to another. */
  async function madeOutTo(value: unknown, other: unknown) {
    const { certificate } = await proved(value);
    const bytes = Buffer.from(JSON.stringify(other));
    const to = { ...certificate.policy, sha256: sha256(bytes) };
    return () => verify({ ...certificate, policy: to }, bytes, national);
  }

  it.each<[string, object, RegExp]>([
    ['a unit', { units: [unit('A', looser)] }, /ways in force are other than: .*unit a/],
    ['a ring', { rollout: ring(looser) }, /ways in force are other than: .*ring r/],
    ['a suspension', { suspended: true }, /ways in force are other than: suspended/],
    ['a suspension that is none', { suspended: 'yes' }, /neither true nor false/],
    ['units that are no list', { units: {} }, /no list/],
    ['a ring whose rules are no list', { rollout: { id: 'r', rules: 7 } }, /no list/],
    [
      'a unit with what it does not know',
      { units: [unit('A', { ...RULE, ring: 1 })] },
      /not known/,
    ],
  ])('finds what a certificate leaves out: %s', async (_, more, said) => {
    expect(await madeOutTo({ rules: [RULE] }, { rules: [RULE], ...more })).toThrow(said);
  });

  it('finds a unit whose rules are others than those that were proved', async () => {
    const value = { units: [unit('A', block('a'))] };
    expect(await madeOutTo(value, { units: [unit('A', looser)] })).toThrow(
      /looser at cell \d+ \(pnc-check, victim.*RR-10 as a reason; unit a/,
    );
    expect(await madeOutTo(value, { units: [unit('A')] })).toThrow(/policy is not so .*; unit a/);
  });

  it('takes what was proved where a pilot was suspended, and not where it counts', async () => {
    const value = { suspended: true, pilots: [PILOT] };
    expect(await madeOutTo(value, { pilots: [PILOT] })).toThrow(/ways in force/);
  });
});

describe('whatever the rules of units and ring', () => {
  const packs = fc.tuple(anyPack('force', 3), anyPack('force', 2), anyPack('force', 2));

  it('a proof holds exactly where no device comes to anything looser, and the checker agrees', async () => {
    const template = (await proved({ rules: [RULE] })).certificate;
    fc.assert(
      fc.property(packs, fc.boolean(), ([own, ofUnit, ofRing], isSuspended) => {
        const value = {
          ...{
            rules: own.rules,
            units: [unit('A', ...ofUnit.rules)],
            rollout: ring(...ofRing.rules),
          },
          ...(isSuspended ? { suspended: true } : {}),
        };
        const proof = prove(fileOf(value), baseline);
        const settings = managedSettings.parse(value);
        const onDevices = ['2026-11-30', '2026-12-15', '2027-01-15', '2027-03-01'].flatMap((day) =>
          [0, 99].flatMap((bucket) =>
            ['', 'A'].map((name) => {
              const identity = { id: 'X-1', unit: name };
              const given = { ...settings, identity };
              const { packs: inForce } = assemblePolicy(
                ...([baseline, given, () => '', onDay(day), () => bucket] as const),
              );
              return looserCells(compileTable([baseline.pack]), compileTable(inForce)).length;
            }),
          ),
        );
        expect(proof.holds).toBe(onDevices.every((count) => count === 0));
        const bytes = Buffer.from(JSON.stringify(value));
        const certificate = {
          ...{ ...template, ...certifiedTables(proof) },
          policy: { ...template.policy, sha256: sha256(bytes) },
        };
        const check = () => verify(certificate, bytes, national);
        if (proof.holds) expect(check()).toBe(3528);
        else expect(check).toThrow(/the policy is looser at cell/);
      }),
      { numRuns: 15 },
    );
  });
});
