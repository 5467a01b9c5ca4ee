/** A sealed segment is checked entry by entry once, signed for, and checked as a whole from then on. */
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseCheckpoint } from '../../../core/ledger/checkpoint.ts';
import { ledgerHealth } from '../../../entrypoints/background/ledger/health.ts';
import { sealedBreaks, wholeBreaks } from '../../../entrypoints/background/ledger/whole-ledger.ts';
import { makeSigningKey } from '../../../platform/ed25519.ts';
import * as hashes from '../../../platform/text-hashes.ts';
import { attemptDraft, freshDatabase, newStore } from './over-indexeddb.ts';
import { fill, heavyStore, stored } from './segmented.ts';
import { background } from './whole-background.ts';

beforeEach(freshDatabase);

const DEVICE = '00112233aabbccdd';

async function checked(count = 300) {
  const store = heavyStore();
  await fill(store, 0, count);
  const device = { id: DEVICE, signing: await makeSigningKey() };
  expect(await wholeBreaks(store, device)).toEqual([]);
  return { store, device };
}

type Part = 'segments' | 'entries' | 'meta';

/** Writes over what lies under a key, as whoever gets at the files of a profile can. */
async function writeOver(part: Part, key: IDBValidKey, to: (value: object) => unknown) {
  const db = await openDB('right-to-report');
  const value = to(Object(await db.get(part, key)));
  await (part === 'meta' ? db.put(part, value, key) : db.put(part, value));
  db.close();
}

async function notes(): Promise<readonly IDBValidKey[]> {
  const db = await openDB('right-to-report');
  const keys = await db.getAllKeys('meta');
  db.close();
  return keys.filter((key) => String(key).startsWith('segment:'));
}

/** The whole chain written anew with another officer in one entry: each line fits the one before. */
async function writeAnew(): Promise<void> {
  const kept = globalThis.indexedDB;
  freshDatabase();
  const other = heavyStore();
  for (let place = 0; place < 300; place++)
    await other.append(attemptDraft(place, place === 3 ? { officer: 'TF-9999' } : {}), null);
  const [segments, entries] = [await stored('segments'), await stored('entries')];
  const head = await other.head();
  globalThis.indexedDB = kept;
  const db = await openDB('right-to-report');
  for (const part of ['segments', 'entries', 'bodies']) await db.clear(part);
  for (const segment of segments) await db.put('segments', segment);
  for (const entry of entries) await db.put('entries', entry);
  await db.put('meta', head, 'head');
  db.close();
}

describe('a sealed segment that was checked', () => {
  it('is known by its digest: no entry of it is hashed again', async () => {
    const { store, device } = await checked();
    const each = vi.spyOn(hashes, 'textHashes');
    expect((await sealedBreaks(store, device)).breaks).toEqual([]);
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
    expect(await wholeBreaks(store, { id: DEVICE, signing: null })).toEqual([]);
    const breaks = await wholeBreaks(store, device);
    expect(breaks[0]).toEqual({ seq: 0, code: 'segment-differs' });
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
    expect((await wholeBreaks(store, other)).map(({ code }) => code)).toContain('segment-differs');
    expect(await wholeBreaks(store, device)).toEqual([]);
  });

  it('shows a note that was written over', async () => {
    const { store, device } = await checked();
    await writeOver('meta', 'segment:0', () => 'nothing of the kind');
    expect(await wholeBreaks(store, device)).toEqual([{ seq: 0, code: 'segment-differs' }]);
  });

  it('is missed where it is taken away with its note', async () => {
    const { store, device } = await checked();
    const db = await openDB('right-to-report');
    await db.delete('segments', 0);
    await db.delete('meta', 'segment:0');
    db.close();
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
  it('is never signed for', async () => {
    const store = heavyStore();
    await fill(store, 0, 300);
    await writeOver('segments', 0, (segment) => ({
      ...segment,
      lines: Reflect.get(segment, 'lines').replace('RR-01', 'RR-02'),
    }));
    const device = { id: DEVICE, signing: await makeSigningKey() };
    for (let time = 0; time < 2; time++)
      expect(await wholeBreaks(store, device)).toEqual([{ seq: 0, code: 'line-changed' }]);
    expect(await notes()).not.toContain('segment:0');
    expect((await notes()).length).toBe((await stored('segments')).length - 1);
  });

  it('is found entry by entry where the browser has no key to sign with', async () => {
    const store = heavyStore();
    await fill(store, 0, 300);
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
});
