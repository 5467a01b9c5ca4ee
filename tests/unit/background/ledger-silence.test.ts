/** A database that stops answering: what waits is told, and the next attempt is recorded. */
import { unwrap } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type LedgerDatabase,
  openLedger,
} from '../../../entrypoints/background/ledger/database.ts';
import { LedgerStore } from '../../../entrypoints/background/ledger/store.ts';
import { attemptDraft, freshDatabase } from './over-indexeddb.ts';

beforeEach(() => {
  freshDatabase();
  // The database of the tests answers by its own timers.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => vi.useRealTimers());

const NEVER = new Promise<never>(() => undefined);

/** As Chromium leaves a transaction on a disk that has run full: neither done nor failed. */
function silenced(db: LedgerDatabase): LedgerDatabase {
  const request = { get: () => NEVER, count: () => NEVER, add: () => NEVER, put: () => NEVER };
  const silent = Object.assign(Object.create(IDBTransaction.prototype), {
    objectStore: () => request,
    addEventListener() {},
    commit() {},
    abort() {},
  });
  Object.assign(unwrap(db), { transaction: () => silent });
  return db;
}

interface Silent {
  readonly store: LedgerStore;
  /** What Chromium says when it closes a database by itself. */
  readonly terminate: () => void;
}

/** The first connection is silent, later ones are as they should be. */
function firstSilent(): Silent {
  let times = 0;
  let terminate = (): void => undefined;
  const store = new LedgerStore(
    () => 'ab'.repeat(16),
    async (forget, name) => {
      const db = await openLedger(forget, name);
      if (times++ > 0) return db;
      terminate = () => forget('terminated');
      return silenced(db);
    },
  );
  return { store, terminate: () => terminate() };
}

describe('an attempt in a database that says nothing any more', () => {
  it('is told as not recorded soon after the browser closed it, and is recorded when tried again', async () => {
    const { store, terminate } = firstSilent();
    const first = store.append(attemptDraft(1), null);
    const refused = expect(first).rejects.toMatchObject({ code: 'storage-failed' });
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    await vi.advanceTimersByTimeAsync(100);
    terminate();
    await vi.advanceTimersByTimeAsync(1_000);
    await refused;
    await expect(store.append(attemptDraft(1), null)).resolves.toMatchObject({
      entry: { seq: 0 },
      existed: false,
    });
  });

  it('is told as not recorded also where nothing says that it was closed', async () => {
    const { store } = firstSilent();
    const first = store.append(attemptDraft(1), null);
    const refused = expect(first).rejects.toMatchObject({ code: 'storage-failed' });
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    await vi.advanceTimersByTimeAsync(12_000);
    await refused;
    await expect(store.append(attemptDraft(2), null)).resolves.toMatchObject({ existed: false });
  });

  it('is waited for as long as a slow disk may take', async () => {
    const { store } = firstSilent();
    const told = vi.fn();
    store.append(attemptDraft(1), null).then(told, told);
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    await vi.advanceTimersByTimeAsync(9_000);
    expect(told).not.toHaveBeenCalled();
  });
});
