/** Whatever stands in a certificate, the separate checker has a clear answer. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Certificate } from '../../../core/policy/certificate.ts';
import { verify } from '../../../tools/policy/checker.mjs';
import { policy } from '../../../tools/policy.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'policy-doubted-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
}

const FORCE = 'policies/forces/test-force.json';
const national = readFileSync('policies/national/baseline.json');

async function certify(): Promise<{
  readonly certificate: Certificate;
  readonly bytes: Uint8Array;
}> {
  const to = path.join(folder, 'certificate.json');
  expect((await policy(['prove', path.resolve(FORCE), '--certificate', to])).code).toBe(0);
  return { certificate: JSON.parse(readFileSync(to, 'utf8')), bytes: readFileSync(FORCE) };
}

/** The kind of error: a part of the wrong shape must not end in one of the language. */
function thrownBy(certificate: unknown, bytes: Uint8Array): string {
  try {
    verify(certificate, bytes, national);
    return 'nothing';
  } catch (error) {
    return error instanceof Error ? error.constructor.name : String(error);
  }
}

describe('a certificate', () => {
  it('is doubted part by part: whatever stands in it instead, the answer is clear', async () => {
    const { certificate, bytes } = await certify();
    const replace = (value: unknown, path: readonly string[], by: unknown): unknown => {
      const [key, ...rest] = path;
      if (key === undefined) return by;
      if (typeof value !== 'object' || value === null) return value;
      const inner = replace(Reflect.get(value, key), rest, by);
      return Array.isArray(value)
        ? value.map((each, index) => (String(index) === key ? inner : each))
        : { ...value, [key]: inner };
    };
    const paths = (value: unknown, from: readonly string[]): readonly (readonly string[])[] =>
      typeof value === 'object' && value !== null && from.length < 5
        ? [from, ...Object.entries(value).flatMap(([key, each]) => paths(each, [...from, key]))]
        : [from];
    // One of a list stands for all of them.
    const places = paths(certificate, []).filter(
      ([first, ...rest]) => first !== 'domain' && rest.every((key) => !/^[1-9]/.test(key)),
    );
    for (const place of places)
      for (const by of [null, 'x', [null]]) {
        const forged = replace(certificate, place, by);
        if (JSON.stringify(forged) === JSON.stringify(certificate)) continue;
        expect(thrownBy(forged, bytes), `${place.join('.')}: ${by}`).toBe('DoesNotHold');
      }
  });

  it.each([
    ['a time', '"repeatMinutes": 10', '"repeatMinutes": 9999, "repeatMinutes": 10'],
    ['an outcome', '"outcome": "inform"', '"outcome": "allow", "outcome": "inform"'],
    ['an escaped name', '"role": [', '"r\\u006fle": ["suspect"], "role": ['],
  ])(
    'says nothing of a policy in which some readers find the first and others the last of two: %s',
    async (_, once, twice) => {
      const text = readFileSync(FORCE, 'utf8').replace('{', '{ "repeatMinutes": 10,');
      expect(text).toContain(once);
      const [honest, forged] = [
        put('once.json', text),
        put('twice.json', text.replace(once, twice)),
      ];
      const to = path.join(folder, 'twice.certificate.json');
      expect((await policy(['prove', honest, '--certificate', to])).code).toBe(0);
      const certificate: Certificate = JSON.parse(readFileSync(to, 'utf8'));
      const bytes = readFileSync(forged);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const about = { ...certificate, policy: { ...certificate.policy, sha256 } };
      expect(() => verify(about, bytes, national)).toThrow('the policy gives a name twice');
      expect(verify(certificate, readFileSync(honest), national)).toBe(certificate.cells);
    },
  );

  it.each<[string, (whole: Certificate) => object, RegExp]>([
    [
      'another version of the policy',
      ({ policy: own }) => ({ policy: { ...own, version: 'lie' } }),
      /another version of the policy/,
    ],
    [
      'another version of the baseline',
      ({ baseline: own }) => ({ baseline: { ...own, version: '9999' } }),
      /another file or version of the baseline/,
    ],
    [
      'another file of the baseline',
      ({ baseline: own }) => ({ baseline: { ...own, file: 'other.json' } }),
      /another file or version of the baseline/,
    ],
    [
      'a way in force that there is not',
      ({ tables }) => ({
        tables: { ...tables, policy: tables.policy.map((each) => ({ ...each, way: 'ring x' })) },
      }),
      /ways in force/,
    ],
    [
      'a first table that is as one before it',
      ({ tables }) => ({ tables: { ...tables, baseline: '-*3528' } }),
      /baseline is not so/,
    ],
  ])('does not hold: %s', async (_, change, reason) => {
    const { certificate, bytes } = await certify();
    const changed = { ...certificate, ...change(certificate) };
    expect(() => verify(changed, bytes, national)).toThrow(reason);
  });

  it.each<[string, object, RegExp]>([
    ['a setting that nobody knows', { loosen: true }, /not known: loosen/],
    ['clocks of which the certificate says nothing', { clocks: { soonHours: 999 } }, /not cover/],
    ['a time below nothing', { repeatMinutes: -5 }, /looser in repeatMinutes/],
    ['a time as text', { repeatMinutes: '5' }, /looser in repeatMinutes/],
  ])('does not hold for settings with %s', async (_, added, reason) => {
    const { certificate, bytes } = await certify();
    const changed = Buffer.from(JSON.stringify({ ...JSON.parse(String(bytes)), ...added }));
    const hash = createHash('sha256').update(changed).digest('hex');
    const about = { ...certificate, policy: { ...certificate.policy, sha256: hash } };
    expect(() => verify(about, changed, national)).toThrow(reason);
  });
});
