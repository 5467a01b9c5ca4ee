import { beforeEach, describe, expect, it, vi } from 'vitest';
import { publicKeyText } from '../../../core/ledger/bundle.ts';
import { recordText } from '../../../core/ledger/record.ts';
import { EMPTY_EDGE } from '../../../core/ledger/tree.ts';
import { EMPTY_PREV, makeLedger, noteOf, tipOver } from '../ledger/made-ledger.ts';
import { freshDatabase } from './over-indexeddb.ts';
import { bring, newReceived, textsOf } from './received-parts.ts';

const one = await makeLedger(25);
const other = await makeLedger(12, 'ffeeddccbbaa0099', undefined, 1000);
/** The same device, from its first entry, with another key. */
const anew = await makeLedger(25, one.device, undefined, 2000);
/** The same device and key, gone on differently: a profile that was restored. */
const restored = await makeLedger(30, one.device, one.key, 3000);

beforeEach(freshDatabase);

const quarantineOf = (store: ReturnType<typeof newReceived>) =>
  store.reading((db) => db.getAll('quarantine'));

describe('what another device recorded', () => {
  it('is taken in once, and holds under the signature of its device', async () => {
    const store = newReceived();
    const { taken, row } = await bring(store, one);
    expect(taken).toEqual({ fresh: 25, known: 0, quarantined: 0 });
    expect(row).toMatchObject({ entries: 25, size: 25, findings: [], refused: [], unchecked: 0 });
    expect(row?.held?.edge.size).toBe(25);
    const again = await bring(store, one);
    expect(again.taken).toEqual({ fresh: 0, known: 25, quarantined: 0 });
    expect(await store.quarantined()).toBe(0);
  });

  it('is read back byte for byte, also by a background that was killed meanwhile', async () => {
    await bring(newReceived(), one);
    const entries = await newReceived().page(one.device, 0, 100);
    expect(entries.map(recordText)).toEqual(textsOf(one));
  });

  it('gives the entries of which cases are made, and no others', async () => {
    const store = newReceived();
    await bring(store, one);
    // The first one of a ledger is the key of its device.
    const ofCases = (await store.page(one.device, 0, 100)).filter(({ matters }) => matters === 1);
    expect(ofCases.map(({ seq }) => seq)).not.toContain(0);
    expect(ofCases).toHaveLength(24);
  });

  it('comes in parts, in any order, and holds when it is whole', async () => {
    const store = newReceived();
    const texts = textsOf(one);
    await store.receive({ records: texts.slice(10), checkpoints: [] }, 'stream');
    const [early] = await store.settle();
    expect(early?.findings).toEqual([{ device: one.device, code: 'missing', first: 0, last: 9 }]);
    await store.receive({ records: texts.slice(0, 10), checkpoints: one.checkpoints }, 'stream');
    const [row] = await store.settle();
    expect(row).toMatchObject({ findings: [], entries: 25 });
    expect(row?.held?.edge.size).toBe(25);
  });

  it('is checked from where it held, not from its beginning', async () => {
    const store = newReceived();
    const texts = textsOf(one);
    await store.receive(
      { records: texts.slice(0, 20), checkpoints: one.checkpoints.slice(0, 2) },
      'stream',
    );
    const [before] = await store.settle();
    expect(before?.held?.edge.size).toBe(20);
    const reads = vi.spyOn(IDBObjectStore.prototype, 'getAll');
    await store.receive({ records: texts.slice(20), checkpoints: one.checkpoints }, 'stream');
    const [after] = await store.settle();
    expect(after).toMatchObject({ findings: [], entries: 25 });
    const ranges = reads.mock.calls.map(([range]) =>
      range instanceof IDBKeyRange ? range.lower : null,
    );
    expect(ranges).toContainEqual([one.device, 20]);
    // Its checkpoints, which are few; entries are read from where they held.
    expect(ranges.filter((lower) => JSON.stringify(lower) === `["${one.device}",0]`)).toHaveLength(
      1,
    );
    reads.mockRestore();
  });

  it('is not signed for yet where no checkpoint came, and that is no gap', async () => {
    const store = newReceived();
    await store.receive({ records: textsOf(one), checkpoints: [] }, 'stream');
    const [row] = await store.settle();
    expect(row?.findings).toMatchObject([{ code: 'unsigned', first: 0, last: 24 }]);
  });

  it('is nothing where the disk does not take it', async () => {
    const store = newReceived();
    const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(
      store.receive({ records: textsOf(one), checkpoints: [] }, 'stream'),
    ).rejects.toMatchObject({ code: 'storage-full' });
    add.mockRestore();
    expect(await store.devices()).toEqual([]);
    expect((await bring(store, one)).taken.fresh).toBe(25);
  });
});

describe('an entry for a place that is taken', () => {
  it('is kept apart, named by device and place, and nothing is written over', async () => {
    const store = newReceived();
    await bring(store, one);
    const { taken, row } = await bring(store, restored);
    // Their first entries are the same key, made at another moment.
    expect(taken).toEqual({ fresh: 5, known: 0, quarantined: 25 });
    expect(row?.refused).toEqual([{ device: one.device, code: 'forked', first: 0, last: 24 }]);
    expect((await store.page(one.device, 0, 25)).map(recordText)).toEqual(textsOf(one));
    expect(await store.quarantined()).toBe(25);
    await bring(store, restored);
    expect(await store.quarantined()).toBe(25);
  });

  it('shows two histories that one key signed', async () => {
    const store = newReceived();
    await bring(store, one);
    const { row } = await bring(store, restored);
    expect(row?.findings.map(({ code }) => code)).toContain('changed');
    expect(row?.held?.edge.size).toBe(25);
  });
});

describe('the key of a device', () => {
  it('is the first that was seen; a ledger made anew with another is not let in', async () => {
    const store = newReceived();
    await bring(store, one);
    const { taken, row } = await bring(store, anew);
    expect(taken).toMatchObject({ fresh: 0, known: 0 });
    expect(row).toMatchObject({ key: publicKeyText(one.key.publicKey), findings: [], entries: 25 });
    expect(row?.refused).toMatchObject([{ code: 'unknown-key', first: 0, last: 24 }]);
  });

  it('is not what somebody says who brings nothing that is let in', async () => {
    const store = newReceived();
    const key = publicKeyText(anew.key.publicKey);
    const begins = new Map([[one.device, { key, prev: EMPTY_PREV, edge: EMPTY_EDGE }]]);
    await store.receive({ records: [], checkpoints: [], begins }, 'bundle');
    const { row } = await bring(store, one);
    expect(row).toMatchObject({ key: publicKeyText(one.key.publicKey), findings: [] });
  });

  it('signs each checkpoint; one by nobody or altered is kept apart', async () => {
    const store = newReceived();
    await bring(store, one);
    const foreign = await noteOf(one.device, tipOver(one.entries), other.key);
    const [altered = ''] = one.checkpoints.map((note) => note.replace('\n10\n', '\n11\n'));
    await store.receive({ records: [], checkpoints: [foreign, altered, 'no note'] }, 'stream');
    const [row] = await store.settle();
    expect(row?.findings).toEqual([]);
    expect((await quarantineOf(store)).map(({ code }) => code).sort()).toEqual([
      'signature-wrong',
      'unknown-key',
      'unreadable',
    ]);
  });
});

describe('what is none of ours', () => {
  const [, line = ''] = textsOf(one);
  it.each([
    ['no JSON', '{"line":'],
    ['of another shape', '{"line":"{}","salt":null,"body":null}'],
    ['with more in it', line.replace(/}$/, ',"more":1}')],
    ['far too long', JSON.stringify({ line: 'x'.repeat(200_000), salt: null, body: null })],
    ['a name for an id', line.replace(/\\"id\\":\\"[^"]*\\"/, '\\"id\\":\\"Ann Other\\"')],
    ['a prototype', '{"__proto__":{"line":"x"},"salt":null,"body":null}'],
  ])('is named and kept apart, and the rest goes on: %s', async (_what, text) => {
    const store = newReceived();
    const { taken, row } = await bring(store, one, (texts) => [text, ...texts]);
    expect(taken).toEqual({ fresh: 25, known: 0, quarantined: 1 });
    expect(row?.findings).toEqual([]);
    const [kept] = await quarantineOf(store);
    expect(kept).toMatchObject({ code: 'unreadable', device: '', seq: null });
    expect(kept?.text.length).toBeLessThanOrEqual(8 * 1024);
  });

  it('devices that somebody made up cost what they say and no more', async () => {
    const store = newReceived();
    const made = Array.from({ length: 200 }, (_, number) =>
      line
        .replaceAll(one.device, `f${number.toString(16).padStart(15, '0')}`)
        .replace(/\\"id\\":\\"[^"]*\\"/, `\\"id\\":\\"made-${number}\\"`),
    );
    expect((await bring(store, one, (texts) => [...texts, ...made])).taken.fresh).toBe(225);
    const blocks = await store.reading((db) => db.getAll('leaves'));
    expect(blocks.reduce((sum, { hashes }) => sum + hashes.length, 0)).toBeLessThan(64 * 450);
  });

  it('a place that no device reaches is nobody’s', async () => {
    const store = newReceived();
    const far = line.replace('\\"seq\\":1,', '\\"seq\\":9007199254740991,');
    const { taken, row } = await bring(store, one, (texts) => [far, ...texts]);
    expect(taken).toMatchObject({ fresh: 25, quarantined: 1 });
    expect(row).toMatchObject({ size: 25, findings: [] });
  });

  it('words that are not those of their entry are not let in; the entry may still come', async () => {
    const store = newReceived();
    const { taken, row } = await bring(store, one, (texts) =>
      texts.with(4, (texts[4] ?? '').replace('Reason 4', 'Reason 5')),
    );
    expect(taken).toEqual({ fresh: 24, known: 0, quarantined: 1 });
    expect(row?.refused).toMatchObject([{ code: 'body-changed', first: 4, last: 4 }]);
    const whole = await bring(store, one);
    expect(whole.taken).toEqual({ fresh: 1, known: 24, quarantined: 0 });
    expect(whole.row?.findings).toEqual([]);
  });

  it('an id that another device used is not used twice', async () => {
    const store = newReceived();
    await bring(store, one);
    const copied = await makeLedger(3, other.device);
    const { row } = await bring(store, copied);
    expect(row?.refused).toContainEqual({
      device: other.device,
      code: 'repeated',
      first: 0,
      last: 2,
    });
    expect(row?.entries).toBe(0);
  });

  it('entries of a later version are kept, checked and counted, and not read', async () => {
    const store = newReceived();
    const newer = textsOf(one).map((text) => text.replace('\\"v\\":1', '\\"v\\":2'));
    await store.receive({ records: newer.slice(1, 3), checkpoints: [] }, 'stream');
    const [row] = await store.settle();
    expect(row?.newer).toBe(2);
    const entries = await store.page(one.device, 0, 100);
    expect(entries.map(({ matters }) => matters)).toEqual([0, 0]);
  });
});

describe('what comes back to the device that made it', () => {
  it('is known, and what its own ledger does not hold is told as a fork', async () => {
    const lines = new Map(one.entries.slice(0, 20).map((each) => [idIn(each.line), each.line]));
    const store = newReceived({
      device: async () => ({ id: one.device, key: one.key.publicKey }),
      size: async () => 20,
      lines: async (ids) => new Map([...lines].filter(([id]) => ids.includes(id))),
    });
    const { taken, row } = await bring(store, one);
    expect(taken).toEqual({ fresh: 0, known: 20, quarantined: 6 });
    expect(row?.refused).toMatchObject([
      { code: 'forked', first: 20, last: 24 },
      { code: 'cut-off', first: 24, last: 24 },
    ]);
  });
});

function idIn(line: string): string {
  return /"id":"([^"]*)"/.exec(line)?.[1] ?? '';
}
