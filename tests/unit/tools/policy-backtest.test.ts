/** `npm run policy -- backtest`: what a policy would have asked of officers who have worked already. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  EMPTY_TIP,
  type StoredEntry,
  sealEntry,
  type Tip,
  tipAfter,
} from '../../../core/ledger/entry.ts';
import type { AttemptHeader } from '../../../core/ledger/header.ts';
import { makeSigningKey } from '../../../platform/ed25519.ts';
import { backtestFile } from '../../../tools/policy/backtest.ts';
import { policy } from '../../../tools/policy.ts';
import { attemptDraft } from '../background/over-indexeddb.ts';
import { bundleOf, noteOf } from '../ledger/made-ledger.ts';
import { RULE } from '../policy/policy-files.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 2, 8);
const DEVICE = '00112233aabbccdd';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backtest-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
}

const settings = (name: string, more: object) =>
  file(name, JSON.stringify({ force: { code: 'TF', name: 'Test Force' }, ...more }));

/** A bundle with these attempts. */
async function bundleWith(name: string, attempts: readonly Partial<AttemptHeader>[]) {
  const key = await makeSigningKey();
  const entries: StoredEntry[] = [];
  let tip: Tip = EMPTY_TIP;
  for (const [number, change] of attempts.entries()) {
    const entry = sealEntry(attemptDraft(number, { at: START, ...change }), null, tip, 'ab');
    entries.push(entry);
    tip = tipAfter(tip, entry);
  }
  const checkpoints = [await noteOf(DEVICE, tip, key)];
  const lines = await bundleOf([{ device: DEVICE, key, entries, checkpoints }]);
  return file(name, `${lines.join('\n')}\n`);
}

const observed = { signal: 'immigration-context', outcome: 'observe', choice: 'unasked' } as const;

describe('past attempts', () => {
  it('under the policy that they were made under are decided as they were', async () => {
    const bundle = await bundleWith('same.jsonl', [{}, { choice: 'complied' }, observed]);
    const { code, out } = await policy(['backtest', settings('none.json', {}), bundle]);
    expect(code).toBe(0);
    expect(out[0]).toBe('Attempts in the bundle: 3, from 2 November 2026 to 2 November 2026.');
    expect(out).toContain('No decision would have been another.');
    expect(out).toContain('Prompts: 2 then, 2 under this policy.');
  });

  it('name what a stricter rule would have asked, of whom, and how much in a shift', async () => {
    const attempts = [
      observed,
      { ...observed, at: START + HOUR },
      { ...observed, at: START + 24 * HOUR },
      { at: START + 2 * HOUR },
      { ...observed, officer: 'TF-0001' },
    ];
    const bundle = await bundleWith('stricter.jsonl', attempts);
    const rule = {
      ...RULE,
      id: 'ask',
      when: { kind: ['immigration-context'] },
      outcome: 'warn',
      reasons: [],
    };
    const proposed = settings('stricter.json', { policyVersion: '1', rules: [rule] });
    const { code, out } = await policy(['backtest', proposed, bundle]);
    expect(code).toBe(0);
    expect(out).toContain('Decisions that would have been others: 4 of 5.');
    expect(out.join('\n')).toContain(
      '4: Entering nationality or a travel document, on the record of a victim, for an offence that is not sensitive: from “record only” to “ask to confirm”.',
    );
    expect(out).toContain('Prompts: 1 then, 5 under this policy.');
    expect(out.join('\n')).toContain('0.3 then, 1.7 forecast.');
    expect(out.join('\n')).toContain(
      'TF-4312: shifts: 2; prompts: 1 then, 4 under this policy; in the shift with most: 1 then, 3 under this policy.',
    );
    const [text = ''] = (await policy(['backtest', proposed, bundle, '--json'])).out;
    expect(JSON.parse(text)).toMatchObject({
      holds: true,
      attempts: 5,
      shifts: 3,
      changed: [{ before: 'observe', after: 'warn', count: 4 }],
      prompts: { before: 1, after: 5 },
    });
  });

  it('are asked again where the policy shortens the time of one reason', async () => {
    const id = '0'.repeat(32);
    const again = {
      choice: 'repeated',
      repeats: id,
      reason: null,
      at: START + 20 * 60_000,
    } as const;
    const bundle = await bundleWith('again.jsonl', [
      { id },
      again,
      { ...again, at: START + 5 * 60_000 },
    ]);
    const shorter = settings('shorter.json', { repeatMinutes: 10 });
    expect((await policy(['backtest', shorter, bundle])).out).toContain(
      'Prompts: 1 then, 2 under this policy.',
    );
  });

  it('count a national rule that the policy rehearses on the day that is asked about', async () => {
    const pnc = { signal: 'pnc-check', outcome: 'justify' } as const;
    const bundle = await bundleWith('pilot.jsonl', [pnc, pnc]);
    const rule = 'victim-pnc-check-justify';
    const pilots = [{ rule, from: '2026-12-01', until: '2026-12-31' }];
    const proposed = settings('pilot.json', { policyVersion: '1', pilots });
    const on = async (day: string) =>
      (await policy(['backtest', proposed, bundle, '--on', day])).out;
    expect((await on('2026-12-15')).join('\n')).toContain(
      'from “ask for a recorded reason” to “ask to confirm”',
    );
    for (const day of ['2026-11-30', '2027-01-01'])
      expect(await on(day)).toContain('No decision would have been another.');
  });

  it('are told in Welsh', async () => {
    const bundle = await bundleWith('cy.jsonl', [{}]);
    const { out } = await policy(['backtest', settings('cy.json', {}), bundle, '--lang', 'cy']);
    expect(out[0]).toContain('2 Tachwedd 2026');
    expect(out.join('\n')).not.toMatch(/\b(?:Prompts|Attempts|under this|shift:)\b/);
  });
});

describe('a bundle', () => {
  it('that does not hold gives figures with a warning, and exit code 1', async () => {
    const bundle = await bundleWith('whole.jsonl', [{}, {}, {}]);
    const text = readFileSync(bundle, 'utf8').replace(
      '\\"role\\":\\"victim\\"',
      '\\"role\\":\\"suspect\\"',
    );
    const { code, out } = await policy([
      'backtest',
      settings('x.json', {}),
      file('altered.jsonl', text),
    ]);
    expect(code).toBe(1);
    expect(out[0]).toContain('cannot be relied on');
    expect(out.join('\n')).toContain('entry 0: changed after it was recorded');
  });

  it('that is none, or is not there, is an error', async () => {
    const none = file('none.jsonl', 'Dear Sir,\n');
    const proposed = settings('y.json', {});
    await expect(policy(['backtest', proposed, none])).rejects.toThrow('no ledger bundle');
    await expect(policy(['backtest', proposed, `${none}.gone`])).rejects.toThrow(
      'cannot be opened',
    );
  });

  it('says at every ten thousandth entry how far it is', async () => {
    const attempts = Array.from({ length: 20_000 }, (_, number) => ({
      at: START + number * 60_000,
    }));
    const bundle = await bundleWith('long.jsonl', attempts);
    const told: number[] = [];
    const manner = { language: 'en', day: '2026-11-30', json: true } as const;
    const { code } = await backtestFile(settings('z.json', {}), bundle, manner, (n) =>
      told.push(n),
    );
    expect(code).toBe(0);
    expect(told).toEqual([10_000, 20_000]);
  }, 60_000);
});
