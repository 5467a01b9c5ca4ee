/** Words lie with their entry until its segment is sealed, and then apart; they may go, and the line stays. */
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { ledgerHealth } from '../../../entrypoints/background/ledger/health.ts';
import type { LedgerStore } from '../../../entrypoints/background/ledger/store.ts';
import { attemptDraft, freshDatabase, hexId, nobody } from './over-indexeddb.ts';
import { body, fill, heavyStore, stored } from './segmented.ts';

beforeEach(freshDatabase);

describe('words that lie with a loose entry', () => {
  async function change(store: 'entries' | 'bodies', seq: number) {
    const db = await openDB('right-to-report');
    await db.put(store, { ...(await db.get(store, seq)), body: '{"explanation":"other"}' });
    db.close();
  }

  it('are shown where somebody changed them, before their segment is sealed and after', async () => {
    const store = heavyStore();
    await fill(store, 0, 8);
    await change('entries', 4);
    const breaks = [{ seq: 4, code: 'body-changed' }];
    expect((await ledgerHealth(store, 0, nobody)).breaks).toEqual(breaks);
    await fill(store, 8, 200);
    expect((await stored('entries'))[0].seq).toBeGreaterThan(8);
    expect((await ledgerHealth(store, 0, nobody)).breaks).toEqual(breaks);
  });

  it('are shown where they were changed in the place to which they were moved', async () => {
    const store = heavyStore();
    await fill(store, 0, 200);
    await change('bodies', 7);
    expect((await ledgerHealth(store, 0, nobody)).breaks).toEqual([
      { seq: 7, code: 'body-changed' },
    ]);
  });

  it('are all there behind a seal, each with its own entry', async () => {
    const store = heavyStore();
    const words = (number: number) => ({ ...body, explanation: `Reason ${number}` });
    for (let from = 0; from < 200; from += 50)
      await Promise.all(
        Array.from({ length: 50 }, (_, place) =>
          store.append(attemptDraft(from + place), words(from + place)),
        ),
      );
    expect((await stored('segments')).length).toBeGreaterThan(0);
    const { entries } = await store.all();
    expect(entries.map((entry) => entry.body)).toEqual(
      entries.map(({ seq }) => JSON.stringify(words(seq))),
    );
  });
});

describe('words that are dropped', () => {
  const drop = (store: LedgerStore, seqs: readonly number[]) =>
    store.dropBodies(
      {
        kind: 'retention',
        ...{ id: hexId(999), at: 1_790_000_000_999, device: '00112233aabbccdd' },
        ...{ extension: '0.1.0', policy: 'f'.repeat(64), why: 'time-over' },
        ...{ first: seqs[0] ?? 0, last: seqs.at(-1) ?? 0, dropped: seqs.length },
      },
      seqs,
    );

  it('go from sealed and from loose entries, and every line stays', async () => {
    const store = heavyStore();
    await fill(store, 0, 150);
    const before = (await store.all()).entries;
    expect((await store.bodies()).size).toBe(100);
    await drop(store, [1, 2, 148, 149]);
    const { entries } = await store.all();
    expect(entries.map(({ line, hash }) => [line, hash]).slice(0, 150)).toEqual(
      before.map(({ line, hash }) => [line, hash]),
    );
    for (const seq of [1, 2, 148, 149])
      expect(entries[seq]).toMatchObject({ salt: null, body: null });
    expect(entries[146]?.body).toContain('Risk tonight');
    expect((await store.bodies()).size).toBe(96);
    expect(JSON.stringify([await stored('entries'), await stored('bodies')])).not.toContain(
      '"seq":149,"salt"',
    );
    expect(await ledgerHealth(store, 0, nobody)).toMatchObject({ state: 'ok', entries: 151 });
  });
});
