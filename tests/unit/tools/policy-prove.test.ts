/** Certificates, and the checker that shares no code with what writes them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Certificate, certifiedTables } from '../../../core/policy/certificate.ts';
import type { Rule, RulePack } from '../../../core/policy/model.ts';
import { prove } from '../../../core/policy/proof.ts';
import { baseline } from '../../../platform/baseline.ts';
import { verify } from '../../../tools/policy/checker.mjs';
import { sha256 } from '../../../tools/policy/sha256.ts';
import { baselineBytes } from '../../../tools/policy/shipped.ts';
import { policy } from '../../../tools/policy.ts';
import { anyPack } from '../policy/any-policy.ts';
import { fileOf, packOf, RULE } from '../policy/policy-files.ts';

// Many policies are tried; a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

let folder = '';
let national: Uint8Array;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'policy-'));
  national = await baselineBytes();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, name);

function put(name: string, value: unknown): string {
  writeFileSync(at(name), JSON.stringify(value, null, 2));
  return at(name);
}

const strict = packOf([
  {
    ...RULE,
    when: { kind: ['pnc-check'], role: ['victim'] },
    outcome: 'block',
    wording: 'pnc-check',
  },
]);

async function certify(value: unknown): Promise<{ certificate: Certificate; bytes: Uint8Array }> {
  const file = put('certified.json', value);
  const { code } = await policy(['prove', file, '--certificate', at('certificate.json')]);
  expect(code).toBe(0);
  return {
    certificate: JSON.parse(readFileSync(at('certificate.json'), 'utf8')),
    bytes: readFileSync(file),
  };
}

let sound: Certificate | undefined;

/** The certificate that somebody would write who wants it to hold. */
async function forged(pack: RulePack): Promise<{ certificate: Certificate; bytes: Uint8Array }> {
  sound ??= (await certify(strict)).certificate;
  const bytes = Buffer.from(JSON.stringify(pack));
  const replacesBaseline = pack.layer === 'national';
  const proof = prove(fileOf(pack), baseline);
  return {
    bytes,
    certificate: {
      ...sound,
      policy: {
        ...{ layer: pack.layer, version: pack.version },
        ...{ sha256: sha256(bytes), replacesBaseline },
      },
      ...certifiedTables(proof),
    },
  };
}

describe('a certificate', () => {
  it('is byte for byte the same each time', async () => {
    const file = put('a.json', strict);
    for (const name of ['one', 'two']) await policy(['prove', file, '--certificate', at(name)]);
    expect(readFileSync(at('one'))).toEqual(readFileSync(at('two')));
  });

  it('is found to hold by the checker as a program of its own', async () => {
    await certify(strict);
    const { code, out } = await policy([
      'verify-certificate',
      at('certificate.json'),
      at('certified.json'),
    ]);
    expect(out).toEqual([
      `${at('certificate.json')} holds: 3528 cells visited, none looser than the baseline`,
    ]);
    expect(code).toBe(0);
  });

  it('of settings holds as well, with their times and what profiles leave alone', async () => {
    const controls = [{ selector: '#plate', treat: 'ignore', because: 'A vehicle' }];
    const profile = {
      id: 'p',
      name: 'P',
      version: '1',
      hosts: ['rms.a.police.uk'],
      paths: ['/*'],
      controls,
    };
    const { certificate, bytes } = await certify({
      rules: [RULE],
      repeatMinutes: 5,
      profiles: [profile],
    });
    expect(verify(certificate, bytes, national)).toBe(3528);
    expect(certificate.limits.policy).toEqual({ reasonWithinHours: 24, repeatMinutes: 5 });
    expect(certificate.notCovered).toEqual({ ignoredControls: 1, settings: ['profiles'] });
  });

  it('holds by the checker for exactly the policies that are nowhere looser', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyPack('national', 5), anyPack('force', 5)), async (pack) => {
        const { certificate, bytes } = await forged(pack);
        const check = () => verify(certificate, bytes, national);
        if (prove(fileOf(pack), baseline).holds) expect(check()).toBe(3528);
        else expect(check).toThrow(/the policy is looser at cell/);
      }),
      { numRuns: 15 },
    );
  });
});

describe('a certificate for what is looser', () => {
  const changed = (id: string, change: Partial<Rule>): RulePack => ({
    ...baseline.pack,
    rules: baseline.pack.rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule)),
  });
  const referral = 'victim-immigration-referral-approve';

  it.each([
    [
      'a lower rank',
      changed(referral, { authoriser: 'sergeant' }),
      /sergeant instead of inspector/,
    ],
    ['another reason', changed(referral, { reasons: ['RR-04', 'RR-99'] }), /it takes RR-99/],
    ['a milder outcome', changed(referral, { outcome: 'justify' }), /justify instead of approve/],
  ])('does not hold, however it was made: %s', async (_, pack, reason) => {
    const { certificate, bytes } = await forged(pack);
    expect(() => verify(certificate, bytes, national)).toThrow(reason);
  });

  it.each([
    ['repeatMinutes', 61],
    ['reasonWithinHours', 48],
  ])('does not hold, however it was made: a longer %s', async (name, value) => {
    const { certificate } = await certify({ rules: [RULE] });
    const bytes = Buffer.from(JSON.stringify({ rules: [RULE], [name]: value }));
    const { policy: own, limits } = certificate;
    const forgery = {
      ...certificate,
      policy: { ...own, sha256: sha256(bytes) },
      limits: { ...limits, policy: { ...limits.policy, [name]: value } },
    };
    expect(() => verify(forgery, bytes, national)).toThrow(`looser in ${name}`);
  });
});

const aloneWith = (table: string) => [{ way: 'the policy alone', phases: [{ past: null, table }] }];

describe('a certificate that was changed', () => {
  const domainWithout = (domain: Certificate['domain']) => ({
    ...domain,
    role: (domain['role'] ?? []).slice(1),
  });

  it.each<[string, (whole: Certificate) => object, RegExp]>([
    ['another format', () => ({ format: 'x' }), /no certificate/],
    ['a weaker claim', () => ({ claim: 'It is fine.' }), /claims something else/],
    [
      'another baseline',
      ({ baseline: own }) => ({ baseline: { ...own, sha256: '0'.repeat(64) } }),
      /another baseline/,
    ],
    [
      'another policy',
      ({ policy: own }) => ({ policy: { ...own, sha256: '0'.repeat(64) } }),
      /another policy/,
    ],
    [
      'another layer',
      ({ policy: own }) => ({ policy: { ...own, layer: 'unit' } }),
      /another layer/,
    ],
    [
      'a claim to be no replacement',
      ({ policy: own }) => ({ policy: { ...own, replacesBaseline: true } }),
      /another layer/,
    ],
    [
      'another engine',
      ({ engine }) => ({ engine: { ...engine, sha256: '0'.repeat(64) } }),
      /another engine/,
    ],
    [
      'a part of the engine',
      ({ engine }) => ({ engine: { ...engine, files: engine.files.slice(0, 2) } }),
      /leaves out/,
    ],
    [
      'a file that is none of the engine',
      ({ engine }) => ({ engine: { ...engine, files: [...engine.files, '/etc/passwd'] } }),
      /no source/,
    ],
    ['a smaller domain', ({ domain }) => ({ domain: domainWithout(domain) }), /decision domain/],
    ['fewer cells', () => ({ cells: 3000 }), /other cells/],
    [
      'another table of the baseline',
      ({ tables }) => ({ tables: { ...tables, baseline: '0*3528' } }),
      /baseline is not so/,
    ],
    [
      'another table of the policy',
      ({ tables }) => ({ tables: { ...tables, policy: aloneWith('0*3528') } }),
      /policy is not so/,
    ],
    [
      'a table that is cut off',
      ({ tables }) => ({ tables: { ...tables, policy: aloneWith('0*3527') } }),
      /3527 cells of 3528/,
    ],
    [
      'a table of nonsense',
      ({ tables }) => ({ tables: { ...tables, policy: aloneWith('0*x') } }),
      /garbled/,
    ],
    [
      'a table without end',
      ({ tables }) => ({
        tables: { ...tables, policy: aloneWith('0*999999999999') },
      }),
      /garbled/,
    ],
    [
      'other demands',
      ({ demands }) => ({ demands: demands.map((each) => ({ ...each, outcome: 'block' })) }),
      /is not so/,
    ],
    [
      'other limits',
      ({ limits }) => ({ limits: { ...limits, policy: { ...limits.policy, repeatMinutes: 1 } } }),
      /limits/,
    ],
    [
      'ignored controls that it keeps quiet about',
      ({ notCovered }) => ({ notCovered: { ...notCovered, ignoredControls: 4 } }),
      /does not cover/,
    ],
  ])('does not hold: %s', async (_, change, reason) => {
    const { certificate, bytes } = await certify(strict);
    expect(() => verify({ ...certificate, ...change(certificate) }, bytes, national)).toThrow(
      reason,
    );
  });

  it.each([
    ['a part that the checker does not know', { ...RULE, ring: 2 }, /part that is not known: ring/],
    ['a trial without an end', { ...RULE, mode: 'observe' }, /without an end/],
    [
      'a trial that it leaves out',
      { ...RULE, mode: 'observe', until: '2026-12-31' },
      /day on which/,
    ],
    [
      'a condition that it does not know',
      { ...RULE, when: { shift: ['night'] } },
      /condition that is not known/,
    ],
    ['a role that it does not know', { ...RULE, when: { role: ['judge'] } }, /value of "role"/],
    ['an outcome that it does not know', { ...RULE, outcome: 'skip' }, /outcome/],
    [
      'a prototype for conditions',
      JSON.parse(JSON.stringify(RULE).replace('"kind"', '"__proto__"')),
      /condition that is not known/,
    ],
  ])('does not hold for a policy with %s', async (_, rule, reason) => {
    const { certificate } = await certify(strict);
    const bytes = Buffer.from(JSON.stringify({ ...strict, rules: [rule] }));
    const changed = { ...certificate, policy: { ...certificate.policy, sha256: sha256(bytes) } };
    expect(() => verify(changed, bytes, national)).toThrow(reason);
  });

  it('ends with 1 where it does not hold and with 2 where it cannot be read', async () => {
    await certify(strict);
    const other = put('other.json', packOf([RULE]));
    expect((await policy(['verify-certificate', at('certificate.json'), other])).code).toBe(1);
    expect((await policy(['verify-certificate', at('none.json'), other])).code).toBe(2);
    const none = put('null.json', null);
    const told = await policy(['verify-certificate', at('certificate.json'), none]);
    expect(told.out.join()).not.toMatch(/Cannot read/);
    writeFileSync(at('broken.json'), '{');
    expect((await policy(['verify-certificate', at('broken.json'), other])).code).toBe(2);
  });
});
