/** A sealed segment is checked entry by entry once, signed for, and checked as a whole from then on. */
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseCheckpoint } from '../../../core/ledger/checkpoint.ts';
import { checkpointNow } from '../../../entrypoints/background/ledger/checkpoints.ts';
import { LedgerError } from '../../../entrypoints/background/ledger/error.ts';
import { ledgerHealth } from '../../../entrypoints/background/ledger/health.ts';
import {
  sealedBreaks,
  signSealed,
  wholeBreaks,
} from '../../../entrypoints/background/ledger/whole-ledger.ts';
import { makeSigningKey } from '../../../platform/ed25519.ts';
import * as hashes from '../../../platform/text-hashes.ts';
import { freshDatabase, newStore, nobody } from './over-indexeddb.ts';
import { fill, stored } from './segmented.ts';
import {
  checked,
  DEVICE,
  endedEarlier,
  filled,
  notes,
  takeAway,
  writeAnew,
  writeOver,
} from './signed-segments.ts';
import { background } from './whole-background.ts';

beforeEach(freshDatabase);

describe('a sealed segment that was checked', () => {
  it('is known by its digest: no entry of it is hashed again', async () => {
    const { store, device } = await checked();
    const each = vi.spyOn(hashes, 'textHashes');
    expect(await sealedBreaks(store, device)).toEqual([]);
    expect(each).not.toHaveBeenCalled();
    each.mockRestore();
  });

  it('still shows a line that is changed later, and which', async () => {
    const { store, device } = await checked();
    await writeOver('segments', 0, (segment) => ({
      ...segment,
      lines: Reflect.get(segment, 'lines').replace('RR-01', 'RR-02'),
    }));
    expect(await wholeBreaks(store, device)).toEqual([{ seq: 0, code: 'line-changed' }]);
  });

  it('shows entries that were all written anew, which no link and no hash shows', async () => {
    const { store, device } = await checked();
    await writeAnew();
    expect(await wholeBreaks(store, null)).toEqual([]);
    const breaks = await wholeBreaks(store, device);
    expect(breaks[0]).toEqual({ seq: 0, code: 'segment-differs' });
    // On the status page of a ledger of any length.
    expect(await ledgerHealth(store, 0, async () => device)).toMatchObject({
      state: 'broken',
      breaks,
    });
  });

  it('is not vouched for by the note of another segment, or of another device', async () => {
    const { store, device } = await checked();
    const db = await openDB('right-to-report');
    const [first, second] = await notes();
    if (!first || !second) throw new Error('two segments were expected');
    const kept = await db.get('meta', first);
    await db.put('meta', await db.get('meta', second), first);
    db.close();
    expect(await wholeBreaks(store, device)).toEqual([{ seq: 0, code: 'segment-differs' }]);
    await writeOver('meta', first, () => kept);
    const other = { id: DEVICE, signing: await makeSigningKey() };
    expect((await wholeBreaks(store, other)).map(({ code }) => code)).toContain('note-differs');
    expect(await wholeBreaks(store, device)).toEqual([]);
  });

  it('shows a note that was written over', async () => {
    const { store, device } = await checked();
    await writeOver('meta', 'segment:0', () => 'nothing of the kind');
    expect(await wholeBreaks(store, device)).toEqual([{ seq: 0, code: 'note-differs' }]);
  });

  it('shows a note that was taken away, and is not signed for anew', async () => {
    const { store, device } = await checked();
    await takeAway('meta', 'segment:0');
    for (let time = 0; time < 2; time++)
      expect(await wholeBreaks(store, device)).toEqual([{ seq: 0, code: 'note-differs' }]);
  });

  it('shows what was signed also where the key that signed it was taken away', async () => {
    const { store } = await checked();
    const [first] = await wholeBreaks(store, { id: DEVICE, signing: null });
    expect(first).toEqual({ seq: 0, code: 'note-differs' });
  });

  it('shows a boundary between its lines and their hashes that was moved', async () => {
    const { store, device } = await checked();
    await writeOver('segments', 0, (segment) => {
      const { lines, hashes } = Object(segment);
      const all: string[] = `${lines}\n${hashes}`.split('\n');
      return { ...segment, lines: all[0], hashes: all.slice(1).join('\n') };
    });
    expect(await wholeBreaks(store, device)).toEqual([{ seq: 0, code: 'unreadable' }]);
  });

  it.each([
    ['hashes that are no text', { hashes: 7 }],
    ['lines that are a list', { lines: ['{}'] }],
    ['no size', { size: undefined }],
  ])('with %s is told as unreadable, and the page is answered', async (_what, change) => {
    const { store, device } = await checked();
    await writeOver('segments', 0, (segment) => ({ ...segment, ...change }));
    const { state, breaks } = await ledgerHealth(store, 0, async () => device, 50);
    expect(state).toBe('broken');
    expect(breaks[0]).toEqual({ seq: 0, code: 'unreadable' });
  });

  it.each([1e300, 2 ** 53, Number.POSITIVE_INFINITY, -3, 0.5, 'next', [0]])(
    'is told beside one under a key that no ledger writes: %s',
    async (first) => {
      const { store, device } = await checked();
      const db = await openDB('right-to-report');
      await db.put('segments', { first, size: 1, lines: '{}', hashes: 'a'.repeat(64) });
      db.close();
      const codes = (await wholeBreaks(store, device)).map(({ code }) => code);
      expect(codes.some((code) => code === 'sequence-gap' || code === 'unreadable')).toBe(true);
    },
  );

  it('is missed where it is taken away with its note', async () => {
    const { store, device } = await checked();
    await takeAway('segments', 0);
    await takeAway('meta', 'segment:0');
    const [gap] = await wholeBreaks(store, device);
    expect(gap?.code).toBe('sequence-gap');
  });

  it('is not taken for a checkpoint by whoever reads those', async () => {
    await checked();
    const db = await openDB('right-to-report');
    expect(parseCheckpoint(await db.get('meta', 'segment:0'))).toBeNull();
    db.close();
  });
});

describe('a sealed segment that does not hold', () => {
  it('is never signed for, nor is what follows it', async () => {
    const { store, device } = await filled();
    await writeOver('segments', 0, (segment) => ({
      ...segment,
      lines: Reflect.get(segment, 'lines').replace('RR-01', 'RR-02'),
    }));
    for (let time = 0; time < 2; time++)
      expect(await wholeBreaks(store, device)).toEqual([{ seq: 0, code: 'line-changed' }]);
    expect(await notes()).toEqual([]);
  });

  it('is never signed for where it was written anew behind a checkpoint of the device', async () => {
    const { store, device } = await filled();
    await checkpointNow(store, { ...device, recordHandle: () => '' }, 1_790_000_000_000);
    await fill(store, 300, 100);
    await writeAnew(400);
    const [first] = await wholeBreaks(store, device);
    expect(first?.code).toBe('segment-differs');
    const signed = await notes();
    expect(signed.length).toBeLessThan((await stored('segments')).length);
    // Nor is anything behind it.
    expect(signed).not.toContain(`segment:${first?.seq}`);
  });

  it('is told also where the disk takes no note of what holds', async () => {
    const { store, device } = await filled();
    vi.spyOn(store.parts, 'keepNote').mockRejectedValue(new LedgerError('storage-full', 'full'));
    await writeOver('entries', 299, (entry) => ({ ...entry, line: '{}' }));
    const { breaks } = await ledgerHealth(store, 0, async () => device);
    expect(breaks).toEqual([{ seq: 299, code: 'unreadable' }]);
  });

  it('is told also where the key of the device cannot be read', async () => {
    const { store } = await filled();
    await writeOver('entries', 299, (entry) => ({ ...entry, line: '{}' }));
    const broken = () => Promise.reject(new LedgerError('storage-failed', 'no key'));
    expect((await ledgerHealth(store, 0, broken)).breaks).toEqual([
      { seq: 299, code: 'unreadable' },
    ]);
  });

  it('has no note of another ledger that was begun meanwhile', async () => {
    const { store } = await filled();
    const other = { id: 'ffeeddccbbaa9988', signing: await makeSigningKey() };
    expect(await wholeBreaks(store, other)).toEqual([]);
    expect(await notes()).toEqual([]);
  });

  it('is found entry by entry where the browser has no key to sign with', async () => {
    const { store } = await filled();
    expect(await wholeBreaks(store, { id: DEVICE, signing: null })).toEqual([]);
    expect(await notes()).toEqual([]);
  });
});

describe('a ledger that is checked as a whole', () => {
  it('raises no alarm while others append and seal', async () => {
    const { store, device } = await checked(200);
    const growing = fill(store, 200, 300);
    for (let time = 0; time < 5; time++) expect(await wholeBreaks(store, device)).toEqual([]);
    await growing;
    expect(await wholeBreaks(store, device)).toEqual([]);
  });

  it('shows an entry that lies where a segment has its place', async () => {
    const { store, device } = await checked();
    const db = await openDB('right-to-report');
    await db.put('entries', { seq: 5, line: '{"x":1}', hash: 'a'.repeat(64) });
    db.close();
    expect(await wholeBreaks(store, device)).toEqual([{ seq: 5, code: 'sequence-gap' }]);
  });

  it('shows an end before what was signed, though the head fits it', async () => {
    const { store, device } = await checked();
    const other = await endedEarlier(100);
    await writeOver('meta', 'head', () => other.head);
    const db = await openDB('right-to-report');
    for (const part of ['segments', 'entries']) await db.clear(part);
    for (const entry of other.entries) await db.put('entries', entry);
    db.close();
    expect((await wholeBreaks(store, device)).at(-1)?.code).toBe('head-differs');
    expect((await ledgerHealth(store, 0, async () => device)).state).toBe('broken');
  });

  it('shows what is wrong far behind the newest entries also where nothing was ever sealed', async () => {
    const { store } = await filled(70);
    await writeOver('entries', 3, (entry) => ({ ...entry, line: '{}' }));
    const { breaks } = await ledgerHealth(store, 0, nobody, 20);
    expect(breaks).toEqual([{ seq: 3, code: 'unreadable' }]);
  });

  it('shows a tail that was cut off, and a loose entry that was changed', async () => {
    const { store, device } = await checked();
    await writeOver('entries', 299, (entry) => ({ ...entry, line: '{}' }));
    expect(await wholeBreaks(store, device)).toEqual([{ seq: 299, code: 'unreadable' }]);
    const db = await openDB('right-to-report');
    await db.delete('entries', 299);
    db.close();
    expect(await wholeBreaks(store, device)).toEqual([{ seq: 299, code: 'head-differs' }]);
  });

  it('says on the status page what is wrong far behind the newest entries', async () => {
    const { store, device } = await checked();
    const now = (most: number) => ledgerHealth(store, 0, async () => device, most);
    expect(await now(50)).toMatchObject({ state: 'ok', entries: 300, breaks: [] });
    await writeOver('segments', 0, (segment) => ({
      ...segment,
      lines: Reflect.get(segment, 'lines').replace('RR-01', 'RR-02'),
    }));
    expect(await now(50)).toMatchObject({
      state: 'broken',
      breaks: [{ seq: 0, code: 'line-changed' }],
    });
  });

  it('has the words of its newest entries checked as well, and names each place once', async () => {
    const { store, device } = await checked();
    await writeOver('entries', 298, (entry) => ({ ...entry, body: '{"explanation":"other"}' }));
    await writeOver('entries', 299, (entry) => ({ ...entry, line: '{}' }));
    const { breaks } = await ledgerHealth(store, 0, async () => device, 50);
    expect(breaks).toEqual([
      { seq: 298, code: 'body-changed' },
      { seq: 299, code: 'unreadable' },
    ]);
  });
});

describe('a background that has filled a segment', () => {
  it('checks and signs it once whoever woke it was answered', async () => {
    const { services } = background();
    await fill(services.ledger, 0, 1_500);
    expect(await stored('segments')).toHaveLength(1);
    await vi.waitFor(async () => expect(await notes()).toEqual(['segment:0']), 10_000);
    const own = await services.device();
    expect(await wholeBreaks(newStore(), own)).toEqual([]);
  });

  it('does so at its next start where it was ended before', async () => {
    // Of that background there is nothing left that would do it later.
    await fill(newStore(), 0, 1_500);
    expect(await stored('segments')).toHaveLength(1);
    expect(await notes()).toEqual([]);
    const { services } = background();
    // Of all that a background does at its start: the rest would go on beside other tests.
    await signSealed(services.ledger, services.device);
    expect(await notes()).toEqual(['segment:0']);
  });
});
