/** Bundles that are signed by the wrong hand, twice, or not at all. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkpointLine, publicKeyText } from '../../../core/ledger/bundle.ts';
import { type StoredEntry, sealEntry } from '../../../core/ledger/entry.ts';
import { isSound } from '../../../core/ledger/verify-bundle.ts';
import { makeSigningKey } from '../../../platform/ed25519.ts';
import { attemptDraft } from '../background/over-indexeddb.ts';
import { bundleOf, type MadeLedger, makeLedger, noteOf, tipOver } from './made-ledger.ts';
import { check, found, one, other, whole } from './two-devices.ts';

describe('a bundle that somebody signed', () => {
  it('with a key of their own is named, where it does not say so', async () => {
    const forger = await makeSigningKey();
    const note = await noteOf(one.device, tipOver(one.entries), forger);
    const lines = whole.map((line) =>
      line === checkpointLine(one.checkpoints.at(-1) ?? '') ? checkpointLine(note) : line,
    );
    expect(await found(lines)).toContainEqual({
      device: one.device,
      code: 'unknown-key',
      first: 24,
      last: 24,
    });
  });

  it('with a key of their own is named, where the file calls it the device’s', async () => {
    const forger = await makeSigningKey();
    const [, from = ''] = whole;
    const lines = whole.with(
      1,
      from.replace(publicKeyText(one.key.publicKey), publicKeyText(forger.publicKey)),
    );
    expect((await found(lines)).map(({ code }) => code)).toContain('unknown-key');
  });

  it('over a ledger that was made anew from its beginning holds in itself, and is named by what is known', async () => {
    const forged: MadeLedger = await makeLedger(25, one.device);
    const lines = await bundleOf([forged]);
    expect(isSound(await check(lines))).toBe(true);
    const byKey = new Map([[one.device, { key: one.key.publicKey, checkpoints: [] }]]);
    expect((await found(lines, byKey)).map(({ code }) => code)).toContain('unknown-key');
  });

  it('and that was altered in the signature is named', async () => {
    const last = one.checkpoints.at(-1) ?? '';
    const broken = last.slice(0, -12) + (last.at(-12) === 'A' ? 'B' : 'A') + last.slice(-11);
    const lines = whole.map((line) =>
      line === checkpointLine(last) ? checkpointLine(broken) : line,
    );
    expect(await found(lines)).toContainEqual({
      device: one.device,
      code: 'signature-wrong',
      first: 24,
      last: 24,
    });
  });

  it('not at all is named', async () => {
    const lines = whole.filter((line) => !line.startsWith('{"checkpoint"'));
    expect(await found(lines)).toEqual([
      { device: one.device, code: 'unsigned', first: 0, last: 24 },
      { device: other.device, code: 'unsigned', first: 0, last: 11 },
    ]);
  });
});

describe('a device that went on twice from one place', () => {
  it('is named: a profile that was restored, or copied', async () => {
    const first = await makeLedger(20, one.device, one.key);
    const second = await makeLedger(20, one.device, one.key);
    const common = first.entries.slice(0, 14);
    const again: StoredEntry[] = [...common];
    for (let number = 14; number < 20; number++)
      again.push(sealEntry(attemptDraft(700 + number), null, tipOver(again), 'ab'));
    const lines = await bundleOf([
      {
        ...second,
        entries: [...first.entries, ...again.slice(14)],
        checkpoints: [...first.checkpoints, await noteOf(one.device, tipOver(again), one.key)],
      },
    ]);
    const names = await found(lines);
    expect(names).toContainEqual({ device: one.device, code: 'forked', first: 14, last: 19 });
    expect(names.every(({ device }) => device === one.device)).toBe(true);
  });

  it('is named by two checkpoints alone', async () => {
    const again = [
      ...one.entries.slice(0, 24),
      sealEntry(attemptDraft(800), null, tipOver(one.entries.slice(0, 24)), 'ab'),
    ];
    const known = new Map([
      [one.device, { key: null, checkpoints: [await noteOf(one.device, tipOver(again), one.key)] }],
    ]);
    expect((await found(whole, known)).map(({ code }) => code)).toEqual(
      expect.arrayContaining(['forked']),
    );
  });
});

describe('any change', () => {
  it('of any one character anywhere is found', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.nat(),
        fc.constantFrom('a', '0', '"', ' ', 'é'),
        async (row, column, letter) => {
          const number = row % whole.length;
          const line = whole[number] ?? '';
          const place = column % line.length;
          fc.pre(line[place] !== letter);
          const changed = line.slice(0, place) + letter + line.slice(place + 1);
          return !isSound(await check(whole.with(number, changed)));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of lines taken out or doubled is found', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (row, count, isDouble) => {
          const number = row % whole.length;
          const slice = whole.slice(number, number + count);
          const lines = whole.toSpliced(number, isDouble ? 0 : count, ...(isDouble ? slice : []));
          return !isSound(await check(lines));
        },
      ),
      { numRuns: 100 },
    );
  });
});
