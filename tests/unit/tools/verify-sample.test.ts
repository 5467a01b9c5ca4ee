/** `npm run verify -- BUNDLE --sample`: somebody outside of the force picks the same. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  EMPTY_TIP,
  type StoredEntry,
  sealEntry,
  type Tip,
  tipAfter,
} from '../../../core/ledger/entry.ts';
import type { HeaderDraft } from '../../../core/ledger/header.ts';
import { plantsAfter } from '../../../core/review/planted.ts';
import { CHOICES } from '../../../core/vocabulary.ts';
import { makeSigningKey } from '../../../platform/ed25519.ts';
import { PLANTED_SET } from '../../../platform/planted-set.ts';
import { verify } from '../../../tools/verify.ts';
import { attemptDraft, hexId } from '../background/over-indexeddb.ts';
import { bundleOf, type MadeLedger, noteOf } from '../ledger/made-ledger.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sample-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
}

const DEVICE = '00112233aabbccdd';
const COUNT = 600;
const SEED = 'c0ffee42'.repeat(8);
/** 2026-09, by the drafts' clock. */
const MONTH = new Date(attemptDraft(0).at).toISOString().slice(0, 7);

async function ledgerOf(drafts: readonly HeaderDraft[]): Promise<MadeLedger> {
  const entries: StoredEntry[] = [];
  let tip: Tip = EMPTY_TIP;
  for (const draft of drafts) {
    const entry = sealEntry(draft, null, tip, 'ab');
    entries.push(entry);
    tip = tipAfter(tip, entry);
  }
  const key = await makeSigningKey();
  return { device: DEVICE, key, entries, checkpoints: [await noteOf(DEVICE, tip, key)] };
}

async function saidOf(drafts: readonly HeaderDraft[]): Promise<readonly string[]> {
  const text = (await bundleOf([await ledgerOf(drafts)])).join('\n');
  const { code, out } = await verify([file('planted.jsonl', `${text}\n`), '--sample']);
  expect(code).toBe(0);
  return out;
}

/** Attempts of every choice, then a decision on each override, all of them for a wrong match. */
async function madeLedger(): Promise<MadeLedger> {
  const attempts = Array.from({ length: COUNT }, (_, number) => {
    const choice = CHOICES[number % CHOICES.length] ?? 'complied';
    return attemptDraft(number, { choice, reason: choice === 'overridden' ? 'RR-13' : null });
  });
  const { at, device, extension, policy } = attemptDraft(0);
  const common = { at, device, extension, policy, kind: 'review' } as const;
  const decisions = attempts
    .filter(({ choice }) => choice === 'overridden')
    .map(({ id }, number): HeaderDraft => {
      const decided = { of: id, outcome: 'RV-1', reviewer: 'TF-9001' };
      return { ...common, ...decided, id: hexId(COUNT + number) };
    });
  return ledgerOf([...attempts, ...decisions]);
}

const SHARES = { heeded: 5, passed: 2, second: 10 };
const KIND_OF: Readonly<Record<string, keyof typeof SHARES>> = {
  ...{ complied: 'heeded', asked: 'heeded', abandoned: 'heeded', corrected: 'heeded' },
  ...{ unasked: 'passed', repeated: 'passed', piloted: 'passed' },
};

/** What docs/sampling.md says, from the lines of the file alone: none of our code. */
function pickedAgain(lines: readonly string[], seeds: readonly string[], shares = SHARES) {
  const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest();
  return lines.flatMap((text) => {
    const line: unknown = JSON.parse(text)?.entry?.line;
    if (typeof line !== 'string') return [];
    const { kind: is, choice, seq } = JSON.parse(line);
    const kind = is === 'review' ? 'second' : is === 'attempt' ? KIND_OF[choice] : undefined;
    if (kind === undefined) return [];
    const leaf = sha256(`\u0000${line}`).toString('hex');
    const isPicked = seeds.some((seed) => {
      const said = `right-to-report/sampling/1\n${kind}\n${seed}\n${leaf}\n`;
      return sha256(said).readUInt32BE() * 100 < shares[kind] * 2 ** 32;
    });
    return isPicked ? [`${seq} ${kind}`] : [];
  });
}

const lines = await bundleOf([await madeLedger()]);
const bundle = file('bundle.jsonl', `${lines.join('\n')}\n`);
const NATIONAL = createHash('sha256')
  .update('Giving Everyone the Confidence and Safety to Report Offences')
  .digest('hex');

const inOrder = (picked: readonly string[]) => [...picked].sort();

async function pickedBy(args: readonly string[]): Promise<readonly string[]> {
  const { code, out } = await verify([bundle, '--sample', '--json', ...args]);
  expect(code).toBe(0);
  const { sample } = JSON.parse(out.join('\n'));
  return sample.picked.map(({ seq, kind }: { seq: number; kind: string }) => `${seq} ${kind}`);
}

describe('somebody outside of the force', () => {
  it('picks the same from the file and the published seed, and none of our code', async () => {
    const again = pickedAgain(lines, [NATIONAL]);
    expect(again.length).toBeGreaterThan(10);
    expect(inOrder(await pickedBy([]))).toEqual(inOrder(again));
  });

  it('picks the same with the shares and the seed that the force published, and more', async () => {
    const hash = createHash('sha256').update(SEED).digest('hex');
    const sampling = {
      ...{ heededPercent: 20, passedPercent: 2, wrongMatchPercent: 50, secondPercent: 0 },
    };
    const published = { sampling, sampleSeeds: [{ month: MONTH, hash, seed: SEED }] };
    const settings = file('force.json', JSON.stringify(published));
    const shares = { heeded: 20, passed: 2, second: 50 };
    const picked = await pickedBy(['--settings', settings]);
    expect(inOrder(picked)).toEqual(inOrder(pickedAgain(lines, [NATIONAL, SEED], shares)));
    const national = pickedAgain(lines, [NATIONAL]);
    expect(national.filter((each) => !picked.includes(each))).toEqual([]);
    expect(picked.length).toBeGreaterThan(national.length);
  });

  it('is told in words how many there are of each kind, which are picked, and which are done', async () => {
    const { code, out } = await verify([bundle, '--sample']);
    expect(code).toBe(0);
    const count = (...choices: string[]) =>
      lines.filter((line) => choices.some((choice) => line.includes(`\\"choice\\":\\"${choice}`)))
        .length;
    const heeded = count('complied', 'asked', 'abandoned', 'corrected');
    const passed = count('unasked', 'repeated', 'piloted');
    const told = out.find((line) => line.startsWith('picked for review'));
    expect(told).toContain(`of ${heeded} that were heeded and ${passed} that went on`);
    expect(told).toContain(`of ${count('overridden', 'emergency', 'unheld')} overrides`);
    expect(out.filter((line) => line.includes('second reviewer'))).not.toEqual([]);
    expect(out.join('\n')).toContain('not seen to be done in this file');
  });

  it('is told whether answers to planted cases are to what was drawn', async () => {
    const { at, device, extension, policy } = attemptDraft(0);
    const common = { at, device, extension, policy };
    const [one, other] = [hexId(1), hexId(2)];
    const decision: HeaderDraft = {
      ...{ ...common, kind: 'review', id: other, of: one, outcome: 'RV-1', reviewer: 'TF-9001' },
    };
    const first = sealEntry(attemptDraft(1), null, EMPTY_TIP, 'ab');
    const second = sealEntry(decision, null, tipAfter(EMPTY_TIP, first), 'ab');
    const drawn = { id: other, of: one, at, leaf: second.hash };
    const [plant] = plantsAfter([drawn], PLANTED_SET, 100);
    if (plant === undefined) throw new Error('nothing is drawn');
    const answer = (id: string, planted: string, after: string): HeaderDraft => ({
      ...{ ...common, kind: 'planted', id, planted, after },
      ...{ outcome: 'RV-1', reviewer: 'TF-9001', dwellMs: 9 },
    });
    const name = PLANTED_SET.find((each) => each !== plant.planted)?.name ?? '';
    const said = await saidOf([
      attemptDraft(1),
      decision,
      answer(plant.id, plant.planted.name, other),
      answer(hexId(7), plant.planted.name, other),
      answer(hexId(8), name, other),
      answer(hexId(9), name, hexId(99)),
    ]);
    const counted = (lines: readonly string[]) =>
      lines.find((line) => line.startsWith('planted cases answered'))?.match(/\d+/g);
    expect(counted(said)).toEqual(['4', '2', '0', '1']);
    expect(said.filter((line) => line.includes('is not the case'))).toHaveLength(2);
    // Another version may have had another set; of what leaf it is, it does not change.
    const earlier = await saidOf([
      attemptDraft(1),
      decision,
      { ...answer(plant.id, name, other), extension: '0.0.9' },
      { ...answer(hexId(8), plant.planted.name, other), extension: '0.0.9' },
    ]);
    expect(counted(earlier)).toEqual(['2', '1', '1', '0']);
    expect(earlier.filter((line) => line.includes('is not the case'))).toHaveLength(1);
    expect((await verify([bundle, '--sample'])).out.join()).not.toContain('planted');
  });

  it('is told what is wrong with settings that lower a share', async () => {
    const low = { heededPercent: 1, passedPercent: 2, wrongMatchPercent: 10, secondPercent: 0 };
    const settings = file('low.json', JSON.stringify({ sampling: low }));
    const { code, out } = await verify([bundle, '--sample', '--settings', settings]);
    expect(code).toBe(2);
    expect(out[0]).toContain('sampling.heededPercent');
  });
});

describe('who closes what, by the settings of the force', () => {
  const shares = { heededPercent: 5, passedPercent: 2, wrongMatchPercent: 100 };
  const sampling = { ...shares, secondPercent: 100 };
  const TWO = { deciding: [{ from: '2026-01-01', people: 2 }], sampling };
  const { at, device, extension, policy } = attemptDraft(0);
  const decided = (number: number, reviewer: string, outcome = 'RV-1') => {
    const said = { id: hexId(9_000 + number), of: hexId(1), outcome, reviewer };
    return { at: at + number, device, extension, policy, kind: 'review', ...said } as const;
  };
  async function sampleOf(drafts: readonly HeaderDraft[], settings: object) {
    const made = await ledgerOf([attemptDraft(1), ...drafts]);
    const text = (await bundleOf([made])).join('\n');
    const args = ['--sample', '--json', '--settings', file('two.json', JSON.stringify(settings))];
    const { code, out } = await verify([file('two.jsonl', `${text}\n`), ...args]);
    expect(code).toBe(0);
    return JSON.parse(out.join('\n')).sample;
  }

  it('is more than one person: half of what it takes is no decision, and both look at it', async () => {
    const half = await sampleOf([decided(1, 'TF-9001')], TWO);
    expect(half).toMatchObject({ of: { all: 1, decided: 0, second: 0 }, picked: [] });
    const other = await sampleOf([decided(1, 'TF-9001'), decided(2, 'TF-9002', 'RV-4')], TWO);
    expect(other.of.decided).toBe(0);
    const both = await sampleOf([decided(1, 'TF-9001'), decided(2, 'TF-9002')], TWO);
    expect(both).toMatchObject({ of: { decided: 1, second: 0 }, picked: [] });
  });

  it('is any one reviewer where they ask for nothing, and a second look is owed', async () => {
    const alone = await sampleOf([decided(1, 'TF-9001')], { sampling });
    expect(alone).toMatchObject({ of: { decided: 1, second: 1 }, picked: [{ reviewed: false }] });
  });

  it('is nobody who made the override', async () => {
    const own = await sampleOf([decided(1, 'TF-4312')], { sampling });
    expect(own.of.decided).toBe(0);
  });
});
