/** `npm run policy` over settings that rehearse a national rule: proved, certified, said. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { verify } from '../../../tools/policy/checker.mjs';
import { sha256 } from '../../../tools/policy/sha256.ts';
import { policy } from '../../../tools/policy.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'policy-pilots-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, name);
const national = readFileSync('policies/national/baseline.json');

const PILOT = {
  rule: 'victim-pnc-check-justify',
  from: '2099-01-01',
  until: '2099-03-31',
};

function put(value: unknown, name = 'force.json'): string {
  writeFileSync(at(name), JSON.stringify(value, null, 2));
  return at(name);
}

async function certified() {
  const file = put({ pilots: [PILOT] });
  const { code, out } = await policy(['prove', file, '--certificate', at('certificate.json')]);
  const certificate = JSON.parse(readFileSync(at('certificate.json'), 'utf8'));
  return { code, out, certificate, bytes: readFileSync(file) };
}

describe('a proof of settings that rehearse a national rule', () => {
  it('holds and says which rule, from when, until when and for how long', async () => {
    const { code, out } = await certified();
    expect(code).toBe(0);
    expect(out.join('\n')).toContain(
      'but for a pilot: national rule victim-pnc-check-justify is rehearsed from 2099-01-01 until 2099-03-31, 90 days',
    );
  });

  it('is certified with the rule by name, which the separate checker compares', async () => {
    const { certificate, bytes } = await certified();
    expect(certificate.rehearsed).toEqual([PILOT]);
    expect(certificate.claim).toContain('but for the national rules listed as rehearsed');
    expect(verify(certificate, bytes, national)).toBe(3528);
  });

  it.each<readonly [string, unknown]>([
    ['none', []],
    ['nothing', undefined],
    ['a shorter one', [{ ...PILOT, until: '2099-01-31' }]],
    ['another rule', [{ ...PILOT, rule: 'victim-immigration-lookup-approve' }]],
    ['one more', [PILOT, { ...PILOT, rule: 'victim-immigration-lookup-approve' }]],
  ])('is not certified by a list that has %s', async (_what, rehearsed) => {
    const { certificate, bytes } = await certified();
    expect(() => verify({ ...certificate, rehearsed }, bytes, national)).toThrow(
      /lists other rules as rehearsed/,
    );
  });

  it.each<readonly [string, readonly unknown[]]>([
    ['91 days', [{ ...PILOT, until: '2099-04-01' }]],
    ['no end', [{ rule: PILOT.rule, from: PILOT.from }]],
    ['no beginning', [{ rule: PILOT.rule, until: PILOT.until }]],
    ['an end before its beginning', [{ ...PILOT, until: '2098-12-31' }]],
    ['a rule that is not national', [{ ...PILOT, rule: 'own' }]],
    ['one rule twice', [PILOT, PILOT]],
    ['more to it', [{ ...PILOT, forever: true }]],
  ])('fails with %s, and no certificate of it holds by the checker', async (_what, pilots) => {
    const { certificate } = await certified();
    const file = put({ pilots }, 'wrong.json');
    expect((await policy(['prove', file])).code).not.toBe(0);
    const bytes = readFileSync(file);
    const forged = {
      ...certificate,
      rehearsed: pilots,
      policy: { ...certificate.policy, sha256: sha256(bytes) },
    };
    expect(() => verify(forged, bytes, national)).toThrow(/pilots\[\d\] may not be/);
  });
});

describe('what is said of a pilot', () => {
  it('is in both languages what changes for officers, with both days, until it is over', async () => {
    const [none, pilot] = [put({}, 'none.json'), put({ pilots: [PILOT] })];
    const stated = {
      en: 'National rule victim-pnc-check-justify is a pilot from 2099-01-01 until 2099-03-31',
      cy: 'rheol genedlaethol victim-pnc-check-justify yn beilot o 2099-01-01 tan 2099-03-31',
    };
    for (const lang of ['en', 'cy'] as const) {
      const said = async (day: string, files = [none, pilot]) =>
        (await policy(['diff', ...files, '--on', day, '--lang', lang])).out;
      const before = await said('2098-12-31');
      expect(before.join()).toContain(stated[lang]);
      expect(before).toHaveLength(1);
      const during = await said('2099-02-01');
      expect(during.at(-1)).toContain(stated[lang]);
      expect(during.length).toBeGreaterThan(1);
      expect((await said('2099-04-01')).join()).not.toContain('victim-pnc-check-justify');
      const longer = put({ pilots: [{ ...PILOT, from: '2099-01-02' }] }, 'moved.json');
      expect((await said('2098-12-31', [pilot, longer])).join()).toMatch(
        /from 2099-01-02 until 2099-03-31, instead of from 2099-01-01|o 2099-01-02 tan 2099-03-31, yn lle o 2099-01-01/,
      );
      const over = await said('2098-12-31', [pilot, none]);
      expect(over.join()).toMatch(/is a pilot no more; it was one|beilot mwyach; bu'n un/);
      const suspended = put({ pilots: [PILOT], suspended: true }, 'suspended.json');
      expect((await said('2098-12-31', [none, suspended])).join()).not.toContain('2099');
    }
  });

  it('is in an explanation with what will hold afterwards', async () => {
    const file = put({ pilots: [PILOT] });
    const asked = ['explain', file, '--kind', 'pnc-check', '--role', 'victim', '--group', 'OTHER'];
    const during = (await policy([...asked, '--on', '2099-02-01'])).out.join('\n');
    expect(during).toContain('is a pilot until 2099-03-31');
    const after = (await policy([...asked, '--on', '2099-04-01'])).out.join('\n');
    expect(after).not.toContain('2099-03-31');
    expect(after).toContain('RR-03');
  });
});
