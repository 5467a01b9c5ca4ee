/** What cases are made of in ledgers of other devices: indexed, and never another than what came. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CaseIndex } from '../../../entrypoints/background/case-index.ts';
import type { ReceivedStore } from '../../../entrypoints/background/received/store.ts';
import { ReceivedHeaders } from '../../../entrypoints/background/received-headers.ts';
import { makeLedger } from '../ledger/made-ledger.ts';
import { freshDatabase } from './over-indexeddb.ts';
import { newReceived, textsOf } from './received-parts.ts';

beforeEach(freshDatabase);

const one = await makeLedger(60);

async function read(store: ReceivedStore, headers: ReceivedHeaders) {
  const pages = vi.spyOn(store, 'page');
  const [found] = await headers.read(await store.devices());
  const asked = pages.mock.calls.map(([, from]) => from);
  pages.mockRestore();
  return { found, asked };
}

const started = (store: ReceivedStore, version = '1.0.0') =>
  new ReceivedHeaders(store, new CaseIndex(version));

/** What somebody reads who has no index. */
async function plain(store: ReceivedStore) {
  return (await read(store, started(store, 'none'))).found;
}

describe('the ledger of another device', () => {
  it('is read once, and after a start from the index', async () => {
    const store = newReceived();
    await store.receive({ records: textsOf(one), checkpoints: [] }, 'stream');
    const first = await read(store, started(store));
    expect(first.found?.cases).toHaveLength(59);
    expect(first.asked).not.toEqual([]);
    const again = await read(store, started(store));
    expect(again).toEqual({ found: first.found, asked: [] });
  });

  it('is gone on with where it ended, also where the index is behind', async () => {
    const store = newReceived();
    const texts = textsOf(one);
    await store.receive({ records: texts.slice(0, 50), checkpoints: [] }, 'stream');
    const headers = started(store);
    await read(store, headers);
    await store.receive({ records: texts.slice(50), checkpoints: [] }, 'stream');
    const next = await read(store, headers);
    expect(next.asked).toEqual([50]);
    const late = await read(store, started(store));
    expect(late.asked).toEqual([50]);
    expect([next.found, late.found]).toEqual([await plain(store), await plain(store)]);
  });

  it('is counted once where more came while it was read', async () => {
    const store = newReceived();
    const texts = textsOf(one);
    await store.receive({ records: texts.slice(0, 40), checkpoints: [] }, 'stream');
    const headers = started(store);
    const rows = await store.devices();
    await store.receive({ records: texts.slice(40), checkpoints: [] }, 'stream');
    const [found] = await headers.read(rows);
    expect(found?.cases.at(-1)?.header.seq).toBe(39);
    expect((await read(store, headers)).found).toEqual(await plain(store));
    expect((await read(store, started(store))).found).toEqual(await plain(store));
  });

  it('is read anew where something came before the end', async () => {
    const store = newReceived();
    const texts = textsOf(one);
    const parts = [...texts.slice(0, 20), ...texts.slice(30)];
    await store.receive({ records: parts, checkpoints: [] }, 'stream');
    const headers = started(store);
    await read(store, headers);
    await store.receive({ records: texts.slice(20, 30), checkpoints: [] }, 'stream');
    expect((await read(store, headers)).found).toEqual(await plain(store));
  });

  it('is read anew where its place in the store was seen later', async () => {
    const store = newReceived();
    const texts = textsOf(one);
    await store.receive({ records: texts, checkpoints: [] }, 'bundle');
    const headers = started(store);
    expect((await read(store, headers)).found?.from.every((place) => place === null)).toBe(true);
    const place = { force: 'tf', unit: 'ppu', depositor: 'd1' };
    const from = texts.map(() => place);
    await store.receive({ records: texts, from, checkpoints: [] }, 'stream');
    const { found } = await read(store, headers);
    expect(found?.from.every((each) => each?.unit === 'ppu')).toBe(true);
    await store.receive({ records: texts, from, checkpoints: [] }, 'stream');
    expect((await read(store, headers)).asked).toEqual([]);
  });
});
