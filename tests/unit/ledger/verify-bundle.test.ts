import { describe, expect, it } from 'vitest';
import {
  endLine,
  endText,
  entryLine,
  LinesHash,
  publicKeyText,
  startLine,
} from '../../../core/ledger/bundle.ts';
import { deviceKey } from '../../../core/ledger/checkpoint.ts';
import { type StoredEntry, sealEntry } from '../../../core/ledger/entry.ts';
import { edgeOf } from '../../../core/ledger/tree.ts';
import { isSound } from '../../../core/ledger/verify-bundle.ts';
import { bundleLines } from '../../../core/ledger/write-bundle.ts';
import { signNote } from '../../../core/notes/signed-note.ts';
import { type SigningKey, signWith } from '../../../platform/ed25519.ts';
import { attemptDraft } from '../background/over-indexeddb.ts';
import { bundleOf, collected, noteOf, tipOver } from './made-ledger.ts';
import { check, found, one, other, whole } from './two-devices.ts';

/** The line of an entry of the first device: one line before it begins the file, one the device. */
const at = (seq: number) => 2 + seq;

/** The file as somebody makes it who can write it and has some key, but not the devices'. */
async function resealed(lines: readonly string[], key: SigningKey): Promise<string[]> {
  const inner = lines.slice(1, -1);
  const hash = new LinesHash();
  const start = startLine({ v: 1, made: 1, by: one.device, key: publicKeyText(key.publicKey) });
  for (const line of [start, ...inner]) hash.add(line);
  const so = hash.so();
  const note = await signNote(endText(one.device, so), deviceKey(one.device, key.publicKey), (m) =>
    signWith(key, m),
  );
  return [start, ...inner, endLine({ ...so, note })];
}

/** The same by the device's own key: the file then holds, and only the ledger in it can tell. */
const asIfMade = (lines: readonly string[]) => resealed(lines, one.key);

function edited(seq: number, change: (line: string) => string): string[] {
  return whole.with(at(seq), change(whole[at(seq)] ?? ''));
}

const toSuspect = (line: string) =>
  line.replace('\\"role\\":\\"victim\\"', '\\"role\\":\\"suspect\\"');

describe('a bundle that nobody touched', () => {
  it('holds, for each device, under its own key', async () => {
    const result = await check(whole);
    expect(isSound(result)).toBe(true);
    expect(result.devices).toMatchObject([
      { device: one.device, first: 0, size: 25, entries: 25, signed: 25, withoutBody: 0 },
      { device: other.device, size: 12, signed: 12 },
    ]);
  });

  it('holds against what is known from elsewhere', async () => {
    const known = new Map([
      [one.device, { key: one.key.publicKey, checkpoints: [one.checkpoints[0] ?? ''] }],
    ]);
    expect(isSound(await check(whole, known))).toBe(true);
  });

  it('holds where it begins in the middle of a ledger', async () => {
    const later = one.entries.slice(13);
    const from = {
      device: one.device,
      key: publicKeyText(one.key.publicKey),
      prev: one.entries[12]?.hash ?? '',
      edge: edgeOf(one.entries.slice(0, 13).map(({ hash }) => hash)),
    };
    const lines = await collected(
      bundleLines(
        {
          device: one.device,
          made: 1,
          key: { publicKey: one.key.publicKey, sign: (m) => signWith(one.key, m) },
        },
        [{ from, entries: later, checkpoints: one.checkpoints }],
      ),
    );
    const result = await check(lines);
    expect(result.devices).toMatchObject([{ first: 13, size: 25, entries: 12, findings: [] }]);
    expect(result.findings).toEqual([]);
    const wrongEdge = lines.with(1, (lines[1] ?? '').replace(/"nodes":\["../, '"nodes":["00'));
    expect(await found(wrongEdge)).toMatchObject([{ code: 'checkpoint-differs', first: 13 }]);
  });

  it('holds after retention dropped words and said so', async () => {
    const bare = one.entries.map((entry): StoredEntry => ({ ...entry, salt: null, body: null }));
    const end = tipOver(bare);
    const { id, at: when, device, extension, policy } = attemptDraft(900);
    const said = sealEntry(
      {
        ...{ id, at: when, device, extension, policy },
        kind: 'retention',
        why: 'time-over',
        first: 0,
        last: 24,
        dropped: 16,
      },
      null,
      end,
      'ab',
    );
    const entries = [...bare, said];
    const checkpoints = [await noteOf(one.device, tipOver(entries), one.key)];
    const result = await check(await bundleOf([{ ...one, entries, checkpoints }]));
    expect(result.devices).toMatchObject([{ withoutBody: 16, findings: [] }]);
  });
});

describe('a bundle that somebody altered', () => {
  it('names the file, before anything else', async () => {
    const { findings } = await check(edited(4, toSuspect));
    expect(findings).toEqual([
      { device: '', code: 'file-changed', first: whole.length, last: whole.length },
    ]);
  });

  it('names an edited role by device and entry, also where the file was made anew', async () => {
    const lines = await asIfMade(edited(4, toSuspect));
    expect((await check(lines)).findings).toEqual([]);
    expect(await found(lines)).toEqual([
      { device: one.device, code: 'changed', first: 4, last: 4 },
    ]);
  });

  it('names an edit of the last entry, for which nothing follows', async () => {
    expect(await found(edited(24, toSuspect))).toEqual([
      { device: one.device, code: 'checkpoint-differs', first: 20, last: 24 },
    ]);
  });

  it('names an entry that was taken out', async () => {
    expect(await found(whole.toSpliced(at(7), 3))).toEqual([
      { device: one.device, code: 'missing', first: 7, last: 9 },
    ]);
  });

  it('names entries that changed places in the file', async () => {
    const [a = '', b = ''] = [whole[at(5)], whole[at(6)]];
    expect(await found(whole.with(at(5), b).with(at(6), a))).toEqual([
      { device: one.device, code: 'reordered', first: 5, last: 5 },
    ]);
  });

  it('names entries whose numbers were exchanged', async () => {
    const renumber = (from: number, to: number) => (line: string) =>
      line.replace(`\\"seq\\":${from},`, `\\"seq\\":${to},`);
    const lines = edited(5, renumber(5, 6)).with(at(6), renumber(6, 5)(whole[at(6)] ?? ''));
    const names = await found(lines);
    expect(
      names.some(({ code, first, last }) => code === 'changed' && first <= 5 && last >= 5),
    ).toBe(true);
  });

  it('names an entry that was put in', async () => {
    const before = tipOver(one.entries.slice(0, 8));
    const forged = sealEntry(attemptDraft(500), null, before, 'ab');
    expect(await found(whole.toSpliced(at(9), 0, entryLine(forged)))).toEqual([
      { device: one.device, code: 'inserted', first: 8, last: 8 },
    ]);
  });

  it('names an entry that was put at the end, and not signed for', async () => {
    const forged = sealEntry(attemptDraft(500), null, tipOver(one.entries), 'ab');
    expect(await found(whole.toSpliced(at(25), 0, entryLine(forged)))).toEqual([
      { device: one.device, code: 'unsigned', first: 25, last: 25 },
    ]);
  });

  it('names a tail that was cut off', async () => {
    expect(await found(whole.toSpliced(at(22), 3))).toEqual([
      { device: one.device, code: 'cut-off', first: 22, last: 24 },
    ]);
  });

  it('names a file that ends before its end', async () => {
    const { findings } = await check(whole.slice(0, 30));
    expect(findings).toEqual([{ device: '', code: 'file-cut', first: 30, last: 30 }]);
  });

  it('names an entry that comes twice', async () => {
    const lines = whole.toSpliced(at(9), 0, whole[at(8)] ?? '');
    expect(await found(lines)).toEqual([
      { device: one.device, code: 'repeated', first: 8, last: 8 },
    ]);
  });

  it('names an old file in the place of a newer one, by what is known', async () => {
    const older = {
      ...one,
      entries: one.entries.slice(0, 10),
      checkpoints: one.checkpoints.slice(0, 1),
    };
    const known = new Map([
      [one.device, { key: null, checkpoints: [one.checkpoints.at(-1) ?? ''] }],
    ]);
    const lines = await bundleOf([older]);
    expect(isSound(await check(lines))).toBe(true);
    expect(await found(lines, known)).toEqual([
      { device: one.device, code: 'cut-off', first: 10, last: 24 },
    ]);
  });

  it('names words that were exchanged between two entries', async () => {
    const [a, b] = [one.entries[4], one.entries[5]];
    if (!a || !b) throw new Error('entries were expected');
    const lines = whole
      .with(at(4), entryLine({ ...a, body: b.body, salt: b.salt }))
      .with(at(5), entryLine({ ...b, body: a.body, salt: a.salt }));
    expect(await found(lines)).toEqual([
      { device: one.device, code: 'body-changed', first: 4, last: 5 },
    ]);
  });

  it('names words that are gone without a word', async () => {
    const [entry] = one.entries.slice(4);
    if (!entry) throw new Error('an entry was expected');
    expect(await found(whole.with(at(4), entryLine({ ...entry, body: null, salt: null })))).toEqual(
      [{ device: one.device, code: 'body-missing', first: 4, last: 4 }],
    );
  });

  it('names what lies before a number that no device reaches, and does not count up to it', async () => {
    const far = whole[at(24)]?.replace('\\"seq\\":24', '\\"seq\\":9007199254740990') ?? '';
    expect(await found(whole.toSpliced(at(25), 0, far))).toContainEqual({
      device: one.device,
      code: 'missing',
      first: 25,
      last: 9007199254740989,
    });
  });

  it('names lines that are none', async () => {
    const { findings } = await check(whole.with(at(3), '{"entry":5}'));
    expect(findings[0]).toEqual({
      device: '',
      code: 'unreadable',
      first: at(3) + 1,
      last: at(3) + 1,
    });
  });
});
