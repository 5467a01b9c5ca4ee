/** What lies on the disk does not fit together: put right where there is no doubt, else fenced off. */
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openLedger } from '../../../entrypoints/background/ledger/database.ts';
import { readFenced } from '../../../entrypoints/background/ledger/fenced.ts';
import { ledgerHealth } from '../../../entrypoints/background/ledger/health.ts';
import { currentName, ledgerNames } from '../../../entrypoints/background/ledger/mend.ts';
import { LedgerStore } from '../../../entrypoints/background/ledger/store.ts';
import { wake } from '../../../entrypoints/background/services.ts';
import { attemptDraft, freshDatabase, hexId, newStore, nobody } from './over-indexeddb.ts';
import { background, SUPERVISOR } from './whole-background.ts';

beforeEach(freshDatabase);

const body = {
  explanation: 'Risk tonight',
  recordReference: null,
  prompt: null,
  policyVersion: '1',
};

async function three(): Promise<LedgerStore> {
  const store = newStore();
  for (const number of [1, 2, 3]) await store.append(attemptDraft(number), body);
  return store;
}

type Change = (db: Awaited<ReturnType<typeof openDB>>) => Promise<unknown>;

async function damage(change: Change): Promise<void> {
  const db = await openDB('right-to-report');
  await change(db);
  db.close();
}

const HEADS: readonly (readonly [string, Change])[] = [
  ['is gone', (db) => db.delete('meta', 'head')],
  ['is no head', (db) => db.put('meta', 'x', 'head')],
  [
    'was put back',
    async (db) => db.put('meta', { ...(await db.get('meta', 'head')), size: 2 }, 'head'),
  ],
  [
    'is that of an empty ledger',
    (db) =>
      db.put(
        'meta',
        { size: 0, hash: '0'.repeat(64), edge: { size: 0, nodes: [] }, loose: 0, weight: 0 },
        'head',
      ),
  ],
];

describe('a ledger whose head', () => {
  it.each(HEADS)('%s goes on behind its last entry', async (_what, change) => {
    const store = await three();
    await damage(change);
    const { entry } = await store.append(attemptDraft(4), body);
    expect(entry.seq).toBe(3);
    expect(await ledgerHealth(store, 0, nobody)).toMatchObject({ state: 'ok', entries: 4 });
    expect(await ledgerNames()).toEqual(['right-to-report']);
  });

  it.each(HEADS)('%s is found when the background wakes', async (_what, change) => {
    await three();
    await damage(change);
    const woken = newStore();
    await woken.check();
    expect((await woken.append(attemptDraft(4), body)).entry.seq).toBe(3);
  });
});

describe('a ledger that does not hold, and whose head is gone,', () => {
  const changes: readonly (readonly [string, Change])[] = [
    ['lost an entry', (db) => db.delete('entries', 1)],
    ['lost its last entry', (db) => db.delete('entries', 2)],
    [
      'has a changed entry',
      async (db) => {
        const entry = await db.get('entries', 1);
        await db.put('entries', { ...entry, line: entry.line.replace('victim"', 'suspect"') });
      },
    ],
    [
      'has something that is no line',
      async (db) => db.put('entries', { ...(await db.get('entries', 1)), line: null }),
    ],
  ];

  it.each(changes)(
    'is fenced off where it %s, and a new one takes overrides',
    async (_w, change) => {
      let told = 0;
      await three();
      const store = new LedgerStore(() => 'ab', openLedger, {
        fenced: () => {
          told++;
        },
      });
      await damage((db) => db.delete('meta', 'head'));
      await damage(change);
      // Sealed for the device that was: it is not taken into the new one.
      await expect(store.append(attemptDraft(4), body)).rejects.toMatchObject({ code: 'damaged' });
      expect(told).toBe(1);
      expect(await currentName()).toBe('right-to-report.1');
      expect((await store.append(attemptDraft(4), body)).entry.seq).toBe(0);
    },
  );

  it('can still be read for what is good in it', async () => {
    await three();
    await damage((db) => db.delete('meta', 'head'));
    await damage((db) => db.delete('entries', 1));
    await newStore().check();
    const [fenced] = await readFenced();
    expect(fenced?.entries.map(({ seq }) => seq)).toEqual([0, 2]);
    expect(fenced?.entries[1]?.body).toContain('Risk tonight');
  });

  it('is looked for by a background that woke, once whoever woke it was answered', async () => {
    const { services } = background(SUPERVISOR);
    const check = vi.spyOn(services.ledger, 'check').mockResolvedValue();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    wake(services);
    await vi.advanceTimersByTimeAsync(2_900);
    expect(check).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    vi.useRealTimers();
    expect(check).toHaveBeenCalledOnce();
  });

  it('is named by device and range in the ledger that follows it', async () => {
    const before = background(SUPERVISOR);
    const device = (await before.services.device()).id;
    for (const number of [1, 2, 3]) await before.services.ledger.append(attemptDraft(number), body);
    await damage((db) => db.delete('meta', 'head'));
    await damage((db) => db.delete('entries', 1));
    const after = background(SUPERVISOR);
    await after.services.ledger.check();
    await after.services.checkpoint();
    await after.services.checkpoint();
    const { lines } = await after.services.ledger.lines();
    const headers = lines.map(({ line }) => JSON.parse(line));
    expect(headers.slice(0, 2)).toMatchObject([
      { kind: 'device-key' },
      { kind: 'gap', code: 'fenced', of: device, first: 0, last: 1 },
    ]);
    expect(headers[0].device).not.toBe(device);
  });
});

describe('an entry that was changed under a sound head', () => {
  it('is named, and the ledger goes on', async () => {
    const store = await three();
    await damage(async (db) => {
      const entry = await db.get('entries', 1);
      await db.put('entries', { ...entry, line: '{}' });
    });
    expect((await store.append(attemptDraft(4), body)).entry.seq).toBe(3);
    expect((await ledgerHealth(store, 0, nobody)).breaks).toContainEqual({
      seq: 1,
      code: 'unreadable',
    });
  });

  it('that is gone is not taken for an override that was never recorded', async () => {
    const store = await three();
    await damage((db) => db.delete('entries', 1));
    await expect(store.append(attemptDraft(2), body)).rejects.toMatchObject({
      code: 'storage-failed',
    });
    await expect(store.entry(hexId(2))).rejects.toMatchObject({ code: 'storage-failed' });
  });
});
