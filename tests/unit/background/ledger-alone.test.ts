/** A background that is the only one to append does not read where its ledger ends, and loses nothing by it. */
import { IDBObjectStore } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aloneByLock } from '../../../entrypoints/background/ledger/alone.ts';
import { openLedger } from '../../../entrypoints/background/ledger/database.ts';
import { ledgerHealth } from '../../../entrypoints/background/ledger/health.ts';
import { LedgerStore } from '../../../entrypoints/background/ledger/store.ts';
import { attemptDraft, freshDatabase, nobody } from './over-indexeddb.ts';

beforeEach(freshDatabase);
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const body = {
  explanation: 'Risk tonight',
  recordReference: null,
  prompt: null,
  policyVersion: '1',
};

const storeOf = (isAlone: () => boolean, weight?: number) =>
  new LedgerStore(() => 'ab'.repeat(16), openLedger, {}, weight, isAlone);
const alone = (weight?: number) => storeOf(() => true, weight);

async function damage(change: (db: Awaited<ReturnType<typeof openDB>>) => Promise<unknown>) {
  const db = await openDB('right-to-report');
  await change(db);
  db.close();
}

describe('a background that is the only one to append', () => {
  it('reads nothing once it knows where the ledger ends', async () => {
    const store = alone();
    await store.append(attemptDraft(1), body);
    const get = vi.spyOn(IDBObjectStore.prototype, 'get');
    const { entry } = await store.append(attemptDraft(2), body);
    expect(entry.seq).toBe(1);
    expect(get).not.toHaveBeenCalled();
    expect(await ledgerHealth(store, 0, nobody)).toMatchObject({ state: 'ok', entries: 2 });
  });

  it('still asks for strict durability', async () => {
    const store = alone();
    await store.append(attemptDraft(1), body);
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await store.append(attemptDraft(2), body);
    const write = transaction.mock.calls.find(([, mode]) => mode === 'readwrite');
    expect(write?.[2]).toEqual({ durability: 'strict' });
  });

  it('counts a retry once, and beside it what came with it', async () => {
    const store = alone();
    await store.append(attemptDraft(1), body);
    await store.append(attemptDraft(2), body);
    const [retry, next] = await Promise.all([
      store.append(attemptDraft(1, { reason: 'RR-02' }), body),
      store.append(attemptDraft(3), body),
    ]);
    expect(retry).toMatchObject({ existed: true, entry: { seq: 0 } });
    expect(next).toMatchObject({ existed: false, entry: { seq: 2 } });
    expect(await ledgerHealth(store, 0, nobody)).toMatchObject({ state: 'ok', entries: 3 });
  });

  it('refuses an append that was checked against an older ledger', async () => {
    const store = alone();
    await store.append(attemptDraft(1), body);
    const before = await store.head();
    await store.append(attemptDraft(2), body);
    await expect(store.append(attemptDraft(3), body, before)).rejects.toMatchObject({
      code: 'head-moved',
    });
    expect((await store.append(attemptDraft(3), body)).entry.seq).toBe(2);
  });

  it('goes on behind a segment that was sealed', async () => {
    const store = alone(8 * 1024);
    for (let number = 0; number < 40; number++) await store.append(attemptDraft(number), body);
    expect(await ledgerHealth(store, 0, nobody)).toMatchObject({ state: 'ok', entries: 40 });
  });

  it('goes on behind words that were dropped', async () => {
    const store = alone();
    for (const number of [1, 2, 3]) await store.append(attemptDraft(number), body);
    const { kind: _kind, ...common } = attemptDraft(4);
    const { id, at, device, extension, policy } = common;
    const said = { kind: 'retention', why: 'time-over', first: 0, last: 1, dropped: 2 } as const;
    await store.dropBodies({ id, at, device, extension, policy, ...said }, [0, 1]);
    expect((await store.append(attemptDraft(5), body)).entry.seq).toBe(4);
    expect(await ledgerHealth(store, 0, nobody)).toMatchObject({ state: 'ok', entries: 5 });
  });

  it('forgets where the ledger ended when the disk does not take an entry', async () => {
    const store = alone();
    await store.append(attemptDraft(1), body);
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(store.append(attemptDraft(2), body)).rejects.toMatchObject({
      code: 'storage-full',
    });
    vi.restoreAllMocks();
    expect((await store.append(attemptDraft(2), body)).entry.seq).toBe(1);
    expect(await ledgerHealth(store, 0, nobody)).toMatchObject({ state: 'ok', entries: 2 });
  });

  it.each([
    ['is gone', (db) => db.delete('meta', 'head')],
    ['is no head', (db) => db.put('meta', 'x', 'head')],
  ] satisfies [string, (db: Awaited<ReturnType<typeof openDB>>) => Promise<unknown>][])(
    'writes the head anew where it %s',
    async (_what, change) => {
      const store = alone();
      for (const number of [1, 2, 3]) await store.append(attemptDraft(number), body);
      await damage(change);
      expect((await store.append(attemptDraft(4), body)).entry.seq).toBe(3);
      expect(await ledgerHealth(store, 0, nobody)).toMatchObject({ state: 'ok', entries: 4 });
    },
  );

  it('does not hide that an entry was taken away meanwhile', async () => {
    const store = alone();
    for (const number of [1, 2, 3]) await store.append(attemptDraft(number), body);
    await damage((db) => db.delete('entries', 2));
    await store.append(attemptDraft(4), body);
    expect((await ledgerHealth(store, 0, nobody)).breaks).toContainEqual({
      seq: 3,
      code: 'sequence-gap',
    });
  });
});

describe('a background beside which another one appends all the same', () => {
  it('finds the place taken, and goes on behind the other’s entry', async () => {
    const store = alone();
    await store.append(attemptDraft(1), body);
    await storeOf(() => false).append(attemptDraft(2), body);
    expect((await store.append(attemptDraft(3), body)).entry.seq).toBe(2);
    expect(await ledgerHealth(store, 0, nobody)).toMatchObject({ state: 'ok', entries: 3 });
  });
});

describe('a background that is not known to be the only one', () => {
  it('reads each time, also behind a segment that another one sealed', async () => {
    const store = storeOf(() => false, 8 * 1024);
    await store.append(attemptDraft(100), body);
    const other = storeOf(() => false, 8 * 1024);
    for (let number = 0; number < 40; number++) await other.append(attemptDraft(number), body);
    expect((await store.append(attemptDraft(101), body)).entry.seq).toBe(41);
    expect(await ledgerHealth(store, 0, nobody)).toMatchObject({ state: 'ok', entries: 42 });
  });

  it('is so where the browser has no locks, and until it was given the lock', async () => {
    vi.stubGlobal('navigator', {});
    expect(aloneByLock()()).toBe(false);
    let give: (() => unknown) | undefined;
    const request = (_name: string, given: () => unknown) => {
      give = given;
      return new Promise(() => undefined);
    };
    vi.stubGlobal('navigator', { locks: { request } });
    const isAlone = aloneByLock();
    expect(isAlone()).toBe(false);
    give?.();
    expect(isAlone()).toBe(true);
  });

  it('is so again when the lock was taken away', async () => {
    let take = (_error: Error): void => undefined;
    const request = (_name: string, given: () => unknown) => {
      given();
      return new Promise((_resolve, reject) => {
        take = reject;
      });
    };
    vi.stubGlobal('navigator', { locks: { request } });
    const isAlone = aloneByLock();
    expect(isAlone()).toBe(true);
    take(new Error('AbortError'));
    await vi.waitFor(() => expect(isAlone()).toBe(false));
  });
});
