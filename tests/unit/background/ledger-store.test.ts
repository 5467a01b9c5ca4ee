import { IDBObjectStore } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readHeaders } from '../../../core/ledger/header-schema.ts';
import { newestBreaks } from '../../../entrypoints/background/ledger/breaks.ts';
import { openLedger } from '../../../entrypoints/background/ledger/database.ts';
import { ledgerHealth } from '../../../entrypoints/background/ledger/health.ts';
import { LedgerStore } from '../../../entrypoints/background/ledger/store.ts';
import { attemptDraft, freshDatabase, hexId, newStore, nobody } from './over-indexeddb.ts';

const body = {
  explanation: 'Risk of serious harm tonight',
  recordReference: null,
  prompt: null,
  policyVersion: '1',
};

beforeEach(freshDatabase);
afterEach(() => vi.restoreAllMocks());

/** Writes into the database as somebody with developer tools would. */
async function tamper(change: (entry: Record<string, unknown>) => void, seq: number) {
  const db = await openDB('right-to-report');
  const entry = await db.get('entries', seq);
  change(entry);
  await db.put('entries', entry);
  db.close();
}

describe('the ledger on disk', () => {
  it('gives entries their places in the order in which officers acted', async () => {
    const store = newStore();
    const first = await store.append(attemptDraft(1), body);
    const second = await store.append(attemptDraft(2), body);
    expect([first.entry.seq, second.entry.seq]).toEqual([0, 1]);
    expect(await store.head()).toMatchObject({ size: 2, hash: second.entry.hash });
  });

  it('opens with an empty head where nothing was recorded', async () => {
    expect(await newStore().head()).toMatchObject({ size: 0, hash: '0'.repeat(64) });
  });

  it('counts a retry of one override once', async () => {
    const store = newStore();
    const first = await store.append(attemptDraft(1), body);
    const again = await store.append(attemptDraft(1, { reason: 'RR-02' }), body);
    expect(again).toEqual({ entry: first.entry, existed: true });
    expect((await store.head()).size).toBe(1);
  });

  it('keeps the chain when many officers act at the same moment', async () => {
    const store = newStore();
    await Promise.all(
      Array.from({ length: 25 }, (_, number) => store.append(attemptDraft(number), body)),
    );
    expect(await ledgerHealth(store, 0, nobody)).toMatchObject({
      state: 'ok',
      entries: 25,
      breaks: [],
    });
  });

  it('goes on behind the same head after the background was killed', async () => {
    await newStore().append(attemptDraft(1), body);
    const woken = newStore();
    const next = await woken.append(attemptDraft(2), body);
    expect(next.entry.seq).toBe(1);
    expect((await woken.append(attemptDraft(1), body)).existed).toBe(true);
    expect(await ledgerHealth(woken, 0, nobody)).toMatchObject({ state: 'ok', entries: 2 });
  });

  it('finds an override by its id, and nothing under an id that was never recorded', async () => {
    const store = newStore();
    await store.append(attemptDraft(1), body);
    expect((await store.entry(hexId(1)))?.seq).toBe(0);
    expect(await store.entry(hexId(2))).toBeNull();
  });

  it('refuses an append that was checked against an older ledger', async () => {
    const store = newStore();
    const before = await store.head();
    await store.append(attemptDraft(1), body);
    await expect(store.append(attemptDraft(2), body, before)).rejects.toMatchObject({
      code: 'head-moved',
    });
    expect((await store.head()).size).toBe(1);
  });

  it('asks for strict durability and answers only when the transaction is done', async () => {
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await newStore().append(attemptDraft(1), body);
    const write = transaction.mock.calls.find(([, mode]) => mode === 'readwrite');
    expect(write?.[2]).toEqual({ durability: 'strict' });
  });
});

describe('a disk that does not take the entry', () => {
  it('says that storage is full when the request is refused for quota', async () => {
    const store = newStore();
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(store.append(attemptDraft(1), body)).rejects.toMatchObject({
      code: 'storage-full',
    });
    vi.restoreAllMocks();
    expect((await store.head()).size).toBe(0);
  });

  it.each([
    // At commit, after the last request; and earlier, where the next request fails by the abort.
    ['put', 'QuotaExceededError', 'storage-full'],
    ['add', 'QuotaExceededError', 'storage-full'],
    ['put', 'UnknownError', 'storage-failed'],
    ['add', 'UnknownError', 'storage-failed'],
  ] as const)('says why when the browser aborts after %s: %s', async (method, name, code) => {
    const store = newStore();
    const original = IDBObjectStore.prototype[method];
    vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      const request = original.apply(this, args);
      const { transaction } = this;
      request.addEventListener('success', () =>
        Reflect.apply(abortOf(transaction), transaction, [name]),
      );
      return request;
    });
    await expect(store.append(attemptDraft(1), body)).rejects.toMatchObject({ code });
    vi.restoreAllMocks();
    const { entries } = await store.all();
    expect(entries).toEqual([]);
  });

  it('names no field of the entry in the error', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const error = await newStore()
      .append(attemptDraft(1), body)
      .catch((reason) => String(reason));
    expect(error).toBe('LedgerError: storage is full');
  });

  it('tries again to open a database that could not be opened before', async () => {
    let tries = 0;
    const store = new LedgerStore(
      () => '00',
      async (forget) => {
        tries++;
        if (tries === 1) throw new DOMException('locked', 'UnknownError');
        return openLedger(forget);
      },
    );
    await expect(store.append(attemptDraft(1), body)).rejects.toMatchObject({
      code: 'storage-failed',
    });
    expect((await store.append(attemptDraft(1), body)).entry.seq).toBe(0);
  });

  it('opens the database anew after the browser closed it', async () => {
    const connections: { close(): void }[] = [];
    const store = new LedgerStore(
      () => '00',
      async (forget) => {
        const db = await openLedger(forget);
        connections.push(db);
        return db;
      },
    );
    await store.append(attemptDraft(1), body);
    connections[0]?.close();
    await expect(store.append(attemptDraft(2), body)).rejects.toMatchObject({
      code: 'storage-failed',
    });
    expect((await store.append(attemptDraft(2), body)).entry.seq).toBe(1);
  });
});

describe('a ledger that somebody changed', () => {
  async function three() {
    const store = newStore();
    for (const number of [1, 2, 3]) await store.append(attemptDraft(number), body);
    return store;
  }

  it('still lists the other overrides when one line is no longer JSON', async () => {
    const store = await three();
    await tamper((entry) => {
      entry['line'] = '{';
    }, 1);
    const { headers, unreadable } = readHeaders((await store.all()).entries);
    expect(headers.map(({ seq }) => seq)).toEqual([0, 2]);
    expect(unreadable).toEqual([1]);
    expect(await ledgerHealth(store, 0, nobody)).toMatchObject({
      state: 'broken',
      breaks: [{ seq: 1, code: 'unreadable' }],
    });
  });

  it.each([[null], [5], [undefined], [['x']], [{}]])(
    'survives %s in the place of a line',
    async (line) => {
      const store = await three();
      await tamper((entry) => {
        entry['line'] = line;
      }, 1);
      expect((await ledgerHealth(store, 0, nobody)).breaks).toContainEqual({
        seq: 1,
        code: 'unreadable',
      });
    },
  );

  it('shows a role that was changed from victim to suspect', async () => {
    const store = await three();
    await tamper((entry) => {
      entry['line'] = String(entry['line']).replace('victim"', 'suspect"');
    }, 0);
    expect((await ledgerHealth(store, 0, nobody)).breaks).toEqual([
      { seq: 0, code: 'line-changed' },
    ]);
  });

  it('keeps the order of its entries where the clock went back, and flags where it did', async () => {
    const store = newStore();
    const drafts = [1, 2, 3].map((number) => attemptDraft(number));
    const first = drafts[0]?.at ?? 0;
    for (const [place, draft] of drafts.entries())
      await store.append({ ...draft, at: first - place * 3_600_000 }, body);
    const { headers } = readHeaders((await store.all()).entries);
    expect(headers.map(({ id, seq }) => [id, seq])).toEqual(drafts.map(({ id }, at) => [id, at]));
    expect(await ledgerHealth(store, 0, nobody)).toMatchObject({ state: 'ok', clock: [1, 2] });
  });

  it('checks the end of a ledger that is too long to check whole', async () => {
    const store = await three();
    const { entries, head } = await store.all();
    expect(await newestBreaks(entries, head, 1)).toEqual([]);
    expect(await newestBreaks(entries, head, 2)).toEqual([]);
    const [first, second, third] = entries;
    if (!first || !second || !third) throw new Error('three entries were expected');
    const changed = [first, second, { ...third, body: '{}' }];
    expect(await newestBreaks(changed, head, 1)).toEqual([{ seq: 2, code: 'body-changed' }]);
  });

  it('says unavailable, and why, when the disk does not answer', async () => {
    const store = new LedgerStore(
      () => '00',
      () => Promise.reject(new Error('gone')),
    );
    expect(await ledgerHealth(store, 2, nobody)).toEqual({
      state: 'unavailable',
      entries: 0,
      lastAt: null,
      breaks: [],
      clock: [],
      waiting: 2,
      failure: 'storage-failed',
    });
  });
});

function abortOf(transaction: object): () => void {
  const abort = Reflect.get(transaction, '_abort');
  if (typeof abort !== 'function') throw new Error('fake-indexeddb has changed');
  return abort;
}
