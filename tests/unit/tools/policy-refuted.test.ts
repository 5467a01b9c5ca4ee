/** What a policy leaves that is looser than the baseline. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { RulePack } from '../../../core/policy/model.ts';
import { siteProfile } from '../../../core/sites/schema.ts';
import { baseline } from '../../../platform/baseline.ts';
import { policy } from '../../../tools/policy.ts';
import { packOf, RULE } from '../policy/policy-files.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'policy-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, name);

function put(name: string, value: unknown): string {
  writeFileSync(at(name), JSON.stringify(value, null, 2));
  return at(name);
}

describe('a policy that is looser', () => {
  const without = (id: string): RulePack => ({
    ...baseline.pack,
    rules: baseline.pack.rules.filter((rule) => rule.id !== id),
  });

  it('leaves a page beside it and no certificate', async () => {
    const file = put('loose.json', without('victim-pnc-check-justify'));
    const { code, out } = await policy(['prove', file, '--certificate', at('loose.cert.json')]);
    expect(code).toBe(1);
    expect(out).toContain('  looser: allow instead of justify');
    expect(existsSync(at('loose.cert.json'))).toBe(false);
    expect(readFileSync(at('loose.cert.counterexample.html'), 'utf8')).toMatch(
      /<legend>Victim<\/legend>\s*<button[^>]*>PNC check/,
    );
  });

  it('leaves the profile too where only a page with one shows the case', async () => {
    const rule = baseline.pack.rules.find(({ id }) => id === 'victim-pnc-check-justify');
    if (!rule) throw new Error('no such rule');
    const milder = { ...rule, when: { ...rule.when, trust: ['generic' as const] } };
    const pack = without(rule.id);
    const file = put('trusting.json', { ...pack, rules: [...pack.rules, milder] });
    const { code, out } = await policy(['prove', file, '--json']);
    expect(code).toBe(1);
    const told = z.object({
      written: z.array(z.string()),
      counterexample: z.object({ cell: z.object({ trust: z.string() }) }),
    });
    const { written, counterexample } = told.parse(JSON.parse(out[0] ?? ''));
    expect(counterexample.cell.trust).toBe('profile');
    expect(written).toEqual([
      at('trusting.counterexample.html'),
      at('trusting.counterexample.profile.json'),
    ]);
    expect(siteProfile.safeParse(JSON.parse(readFileSync(written[1] ?? '', 'utf8'))).success).toBe(
      true,
    );
  });

  it('is not proved while something else is wrong with it', async () => {
    const file = put('wrong.json', packOf([{ ...RULE, wording: 'none' }]));
    const { code, out } = await policy(['prove', file]);
    expect(code).toBe(1);
    expect(out.at(-1)).toContain('is not proved');
    const told = z.object({
      holds: z.boolean(),
      problems: z.array(z.object({ code: z.string() })),
    });
    const json = (await policy(['prove', file, '--json'])).out[0] ?? '';
    expect(told.parse(JSON.parse(json))).toEqual({
      holds: false,
      problems: [{ code: 'unknown-wording' }],
    });
  });

  it('says so where what it leaves cannot be written', async () => {
    const file = put('strict.json', packOf([RULE]));
    await expect(policy(['prove', file, '--certificate', at('none/cert.json')])).rejects.toThrow(
      /cannot be written \(ENOENT\)/,
    );
  });
});
