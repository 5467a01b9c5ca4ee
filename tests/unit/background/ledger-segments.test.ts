/** Entries move into sealed segments and from one version of the database to the next, unchanged. */
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseCheckpoint } from '../../../core/ledger/checkpoint.ts';
import { type Head, type StoredEntry, sealEntry } from '../../../core/ledger/entry.ts';
import { edgeOf, rootOf } from '../../../core/ledger/tree.ts';
import { ledgerHealth } from '../../../entrypoints/background/ledger/health.ts';
import { attemptDraft, freshDatabase, hexId, newStore, nobody } from './over-indexeddb.ts';
import { body, fill, heavyStore, stored } from './segmented.ts';
import { background } from './whole-background.ts';

beforeEach(freshDatabase);

describe('a ledger of several segments', () => {
  it('reads like one, in order, with the bodies', async () => {
    const store = heavyStore();
    await fill(store, 0, 300);
    await store.append(attemptDraft(300), body);
    expect((await stored('segments')).length).toBeGreaterThan(1);
    expect((await stored('entries')).length).toBeLessThan(150);
    const { entries, head } = await store.all();
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 301 }, (_, seq) => seq));
    expect(entries.filter(({ body: kept }) => kept !== null)).toHaveLength(201);
    expect(await ledgerHealth(store, 0, nobody)).toMatchObject({ state: 'ok', entries: 301 });
    expect(rootOf(head.edge)).toBe(rootOf(edgeOf(entries.map(({ hash }) => hash))));
  });

  it('finds an override in a sealed segment by its id, and counts its retry once', async () => {
    const store = heavyStore();
    await fill(store, 0, 200);
    const found = await store.entry(hexId(7));
    expect(found?.seq).toBe(7);
    expect(found?.body).toContain('Risk tonight');
    expect((await store.append(attemptDraft(7), body)).existed).toBe(true);
    expect((await store.head()).size).toBe(200);
  });

  it('is read a page at a time, across its segments', async () => {
    const store = heavyStore();
    await fill(store, 0, 300);
    const { entries } = await store.all();
    const paged: StoredEntry[] = [];
    for (let from = 0; from < 300; from += 70) paged.push(...(await store.page(from, 70)));
    expect(paged).toEqual(entries);
    expect(await store.page(300, 70)).toEqual([]);
  });

  it('goes on after the background was killed', async () => {
    await fill(heavyStore(), 0, 150);
    const woken = heavyStore();
    await fill(woken, 150, 150);
    expect(await ledgerHealth(woken, 0, nobody)).toMatchObject({ state: 'ok', entries: 300 });
  });

  it('shows a line that was changed inside of a segment', async () => {
    const store = heavyStore();
    await fill(store, 0, 200);
    const db = await openDB('right-to-report');
    const [segment] = await db.getAll('segments');
    await db.put('segments', {
      ...segment,
      lines: segment.lines.replace('"role":"victim"', '"role":"suspect"'),
    });
    db.close();
    expect((await ledgerHealth(store, 0, nobody)).breaks).toEqual([
      { seq: 0, code: 'line-changed' },
    ]);
  });
});

describe('a ledger of the version before', () => {
  async function versionOne(change: (entries: StoredEntry[]) => void = () => undefined) {
    const entries: StoredEntry[] = [];
    let head: Head = { size: 0, hash: '0'.repeat(64) };
    for (let number = 0; number < 5; number++) {
      const entry = sealEntry(attemptDraft(number), number === 2 ? null : body, head, 'ab');
      entries.push(entry);
      head = { size: entry.seq + 1, hash: entry.hash };
    }
    change(entries);
    const db = await openDB('right-to-report', 1, {
      upgrade(old) {
        const store = old.createObjectStore('entries', { keyPath: 'seq' });
        store.createIndex('id', 'id', { unique: true });
        old.createObjectStore('meta');
      },
    });
    for (const entry of entries) await db.put('entries', { ...entry, id: hexId(entry.seq) });
    await db.put('meta', head, 'head');
    await db.put('meta', '00112233aabbccdd', 'device');
    db.close();
    return entries;
  }

  it('keeps every line and body, and grows a tree over them', async () => {
    const before = await versionOne();
    const store = newStore();
    const { entries, head } = await store.all();
    expect(entries).toEqual(before);
    expect(rootOf(head.edge)).toBe(rootOf(edgeOf(before.map(({ hash }) => hash))));
    expect((await store.entry(hexId(3)))?.seq).toBe(3);
    expect((await store.append(attemptDraft(5), body)).entry.seq).toBe(5);
    expect(await ledgerHealth(store, 0, nobody)).toMatchObject({ state: 'ok', entries: 6 });
  });

  it('still shows what was changed in it before', async () => {
    await versionOne((entries) => {
      const [, second] = entries;
      if (second) entries[1] = { ...second, line: second.line.replace('victim"', 'suspect"') };
    });
    expect((await ledgerHealth(newStore(), 0, nobody)).breaks).toEqual([
      { seq: 1, code: 'line-changed' },
    ]);
  });

  it('is opened also where something in it is no text', async () => {
    await versionOne((entries) => {
      const [first] = entries;
      if (first) entries[0] = Object.assign({ ...first }, { line: null, hash: 7, body: 5 });
    });
    const store = newStore();
    await store.check();
    expect((await store.append(attemptDraft(9), body)).entry.seq).toBe(0);
  });
});

describe('a ledger of version 2, where each body lay apart from the first', () => {
  /** As version 2 wrote it: what this version appends, with the bodies moved to their own store. */
  async function versionTwo(count: number): Promise<readonly StoredEntry[]> {
    const store = newStore(64 * 1024);
    await fill(store, 0, count);
    const { entries } = await store.all();
    const db = await openDB('right-to-report');
    const all = {
      entries: await db.getAll('entries'),
      bodies: await db.getAll('bodies'),
      segments: await db.getAll('segments'),
    };
    const ids = await Promise.all(
      (await db.getAllKeys('ids')).map(async (id) => [id, await db.get('ids', id)] as const),
    );
    const head = await db.get('meta', 'head');
    db.close();
    freshDatabase();
    const two = await openDB('right-to-report', 2, {
      upgrade(old) {
        for (const name of ['entries', 'bodies']) old.createObjectStore(name, { keyPath: 'seq' });
        old.createObjectStore('segments', { keyPath: 'first' });
        for (const name of ['checkpoints', 'delivered'])
          old.createObjectStore(name, { keyPath: 'size' });
        for (const name of ['ids', 'meta']) old.createObjectStore(name);
      },
    });
    for (const segment of all.segments) await two.put('segments', segment);
    for (const body of all.bodies) await two.put('bodies', body);
    for (const { seq, line, hash, salt, body: text } of all.entries) {
      await two.put('entries', { seq, line, hash });
      if (text !== undefined) await two.put('bodies', { seq, salt, body: text });
    }
    for (const [id, seq] of ids) await two.put('ids', seq, id);
    await two.put('meta', head, 'head');
    two.close();
    return entries;
  }

  it('keeps every line and body, and goes on', async () => {
    const before = await versionTwo(150);
    const store = heavyStore();
    expect((await store.all()).entries).toEqual(before);
    expect((await store.append(attemptDraft(150), body)).entry.seq).toBe(150);
    expect(await ledgerHealth(store, 0, nobody)).toMatchObject({ state: 'ok', entries: 151 });
  });

  it('keeps them also when what it had loose is sealed with what came since', async () => {
    const before = await versionTwo(150);
    const store = heavyStore();
    await fill(store, 150, 150);
    const { entries } = await store.all();
    expect(entries.slice(0, 150)).toEqual(before);
    expect((await stored('entries'))[0].seq).toBeGreaterThan(150);
    expect(await ledgerHealth(store, 0, nobody)).toMatchObject({ state: 'ok', entries: 300 });
  });

  it('still shows words that were changed in it before', async () => {
    await versionTwo(30);
    const db = await openDB('right-to-report');
    await db.put('bodies', { ...(await db.get('bodies', 4)), body: '{"explanation":"other"}' });
    db.close();
    expect((await ledgerHealth(heavyStore(), 0, nobody)).breaks).toEqual([
      { seq: 4, code: 'body-changed' },
    ]);
  });

  it('is not opened by a version that would not see where the bodies lie now', async () => {
    await fill(newStore(), 0, 3);
    await expect(openDB('right-to-report', 2)).rejects.toMatchObject({ name: 'VersionError' });
  });
});

describe('a checkpoint', () => {
  it('is signed for the ledger as it is, once, and again when it has grown', async () => {
    const { services } = background();
    expect(await services.ledger.checkpoints()).toEqual([]);
    const first = await services.checkpoint();
    expect(await services.checkpoint()).toEqual(first);
    await services.ledger.append(attemptDraft(1), body);
    const second = await services.checkpoint();
    const { head } = await services.ledger.all();
    expect(parseCheckpoint(second?.note ?? '')).toEqual({
      device: (await services.device()).id,
      size: head.size,
      root: rootOf(head.edge),
    });
    expect(await services.ledger.checkpoints()).toEqual([first, second]);
  });
});
