/** Lists and proofs of a long ledger come of an index; it says nothing that the ledger does not. */
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { HeaderDraft } from '../../../core/ledger/header.ts';
import { NATIONAL_SAMPLING } from '../../../core/policy/sampling.ts';
import { CaseIndex } from '../../../entrypoints/background/case-index.ts';
import { CaseLedgers } from '../../../entrypoints/background/case-ledgers.ts';
import { checkpointNow } from '../../../entrypoints/background/ledger/checkpoints.ts';
import { loadDevice } from '../../../entrypoints/background/ledger/device.ts';
import type { LedgerStore } from '../../../entrypoints/background/ledger/store.ts';
import { proofOf } from '../../../entrypoints/background/received/proof.ts';
import { ReceivedStore } from '../../../entrypoints/background/received/store.ts';
import { attemptDraft, freshDatabase, hexId, newStore } from './over-indexeddb.ts';

beforeEach(freshDatabase);

const BLOCK = 8;
const NAME = 'right-to-report-case-index';

function parts(ledger: LedgerStore, version = '1.0.0') {
  const device = () => loadDevice(ledger, (count) => new Uint8Array(count).fill(7));
  const received = new ReceivedStore({
    own: {
      device: async () => ({ id: (await device()).id, key: null }),
      size: async () => (await ledger.head()).size,
      lines: (ids) => ledger.linesOf(ids),
    },
    now: () => 0,
    changed: () => undefined,
  });
  const caseLedgers = new CaseLedgers(
    ledger,
    received,
    () => NATIONAL_SAMPLING,
    new CaseIndex(version, BLOCK),
  );
  const checkpoint = async () => checkpointNow(ledger, await device(), 0);
  return { ledger, received, device, caseLedgers, checkpoint };
}

function other(
  kind:
    | 'review'
    | 'read'
    | 'follow-up'
    | 'authorisation'
    | 'assignment'
    | 'reply'
    | 'follow-through',
  number: number,
): HeaderDraft {
  const { at, device, extension, policy } = attemptDraft(number);
  const common = { id: hexId(number), at, device, extension, policy, of: hexId(1) };
  const claim = { force: 'tf', unit: 'ppu', number: 3 };
  if (kind === 'review')
    return {
      ...common,
      kind,
      outcome: 'RV-1',
      reviewer: 'TF-2',
      claim,
      remedy: true,
      followUpDays: 9,
      rank: 'inspector',
      unit: 'PPU',
    };
  if (kind === 'assignment') return { ...common, kind, to: number % 2 ? 'TF-2' : '', by: 'TF-3' };
  if (kind === 'authorisation') return { ...common, kind, answer: 'denied', by: 'TF-3' };
  if (kind === 'reply') return { ...common, kind, to: hexId(2), by: 'TF-1' };
  if (kind === 'follow-through')
    return {
      ...{ ...common, kind, by: 'TF-1', as: 'officer', passed: 'yes', recipient: 'police' },
      ...{ basis: 'consent', told: 'yes', consent: 'sought-given' },
    };
  if (kind === 'read') return { ...common, kind, reader: 'TF-2' };
  return { ...common, kind, reason: 'RR-02', officer: 'TF-1' };
}

/** Of every kind, and such as cases are not made of. */
async function fill(ledger: LedgerStore, from: number, count: number): Promise<void> {
  for (let number = from; number < from + count; number++) {
    const drafts = [
      () => attemptDraft(number, { roleBefore: 'victim', also: ['a-rule'], dual: true }),
      () => attemptDraft(number, { choice: 'complied' }),
      () => other('review', number),
      () => other('read', number),
      () => other('follow-up', number),
      () => other('authorisation', number),
      () => other('assignment', number),
      () => other('reply', number),
      () => other('follow-through', number),
      () => attemptDraft(number, { repeats: hexId(1), choice: 'repeated', reason: null }),
    ];
    await ledger.append(
      (drafts[number % drafts.length] ?? drafts[0])?.() ?? other('read', 0),
      null,
    );
  }
}

async function change(store: string, write: (value: object) => unknown): Promise<void> {
  const db = await openDB(NAME);
  const [value] = await db.getAll(store);
  const key = store === 'roots' ? 0 : undefined;
  await db.put(store, write(value), key);
  db.close();
}

async function blocks(): Promise<number> {
  const db = await openDB(NAME);
  const count = await db.count('headers');
  db.close();
  return count;
}

describe('a background that starts over a ledger that is indexed', () => {
  it('finds what the lines say, word for word, and what came since', async () => {
    const ledger = newStore();
    await fill(ledger, 1, 30);
    const read = await parts(ledger).caseLedgers.read();
    expect(await blocks()).toBe(3);
    await fill(ledger, 31, 5);
    const again = await parts(ledger).caseLedgers.read();
    expect(again.headers.slice(0, read.headers.length)).toEqual(read.headers);
    await openDB(NAME).then(async (db) => {
      await db.clear('headers');
      db.close();
    });
    expect((await parts(ledger).caseLedgers.read()).headers).toEqual(again.headers);
  });

  it('reads the ledger itself where another version of the extension made the index', async () => {
    const ledger = newStore();
    await fill(ledger, 1, 20);
    const before = await parts(ledger).caseLedgers.read();
    await change('headers', (value) => ({ ...value, columns: null }));
    expect((await parts(ledger, '1.0.1').caseLedgers.read()).headers).toEqual(before.headers);
    expect((await parts(ledger, '1.0.1').caseLedgers.read()).headers).toEqual(before.headers);
  });

  it('is made anew where an earlier extension made it in another way', async () => {
    const { ledger, caseLedgers } = parts(newStore());
    await fill(ledger, 0, 3 * BLOCK);
    const old = await openDB(NAME, 1, {
      upgrade: (db) => void db.createObjectStore('headers', { keyPath: 'block' }),
    });
    await old.put('headers', { block: 0, columns: { codes: [0, 1] } });
    old.close();
    expect((await caseLedgers.read()).headers.length).toBeGreaterThan(BLOCK);
    expect((await caseLedgers.index.roots()).length).toBeGreaterThanOrEqual(3);
  });

  it('reads another ledger whole that is longer than the one before it, which was fenced off', async () => {
    const ledger = newStore();
    await fill(ledger, 1, 5);
    const { caseLedgers } = parts(ledger);
    await caseLedgers.read();
    freshDatabase();
    const next = newStore();
    await fill(next, 100, 9);
    vi.spyOn(ledger, 'head').mockImplementation(() => next.head());
    vi.spyOn(ledger, 'linesFrom').mockImplementation((from, count) => next.linesFrom(from, count));
    const { headers } = await caseLedgers.read();
    expect(headers.map(({ seq }) => seq)).toEqual(
      (await parts(next).caseLedgers.read()).headers.map(({ seq }) => seq),
    );
    expect(headers.every(({ id }) => Number.parseInt(id, 16) >= 100)).toBe(true);
  });

  it('gives the same objects for as long as nothing came of which cases are made', async () => {
    const ledger = newStore();
    await fill(ledger, 1, 20);
    const { caseLedgers } = parts(ledger);
    const before = await caseLedgers.read();
    await ledger.append(other('read', 99), null);
    const after = await caseLedgers.read();
    expect(after.headers).toBe(before.headers);
    expect(after.head.size).toBe(before.head.size + 1);
    await ledger.append(other('review', 100), null);
    expect((await caseLedgers.read()).headers.length).toBe(before.headers.length + 1);
  });

  it.each([
    ['is of another ledger', 'headers', (value: object) => ({ ...value, last: 'f'.repeat(64) })],
    ['does not go on where it ended', 'headers', (value: object) => ({ ...value, before: 'x' })],
  ])('throws an index away that %s', async (_, store, write) => {
    const ledger = newStore();
    await fill(ledger, 1, 20);
    const before = await parts(ledger).caseLedgers.read();
    await change(store, write);
    expect((await parts(ledger).caseLedgers.read()).headers).toEqual(before.headers);
  });
});

describe('the proof of an entry', () => {
  async function proofs(ledger: LedgerStore) {
    const all = parts(ledger);
    await all.caseLedgers.read();
    const { id } = await all.device();
    const { lines } = await ledger.lines();
    return Promise.all(lines.map(({ seq, line }) => proofOf(all, { device: id, seq }, line, true)));
  }

  it('is given by the index for every entry', async () => {
    const ledger = newStore();
    await fill(ledger, 1, 29);
    await parts(ledger).checkpoint();
    for (const proof of await proofs(ledger)) expect(proof).toMatchObject({ state: 'proved' });
  });

  it('is not refused because the index is wrong: the ledger is asked', async () => {
    const ledger = newStore();
    await fill(ledger, 1, 29);
    await parts(ledger).checkpoint();
    await parts(ledger).caseLedgers.read();
    await change('roots', () => 'f'.repeat(64));
    const found = await proofs(ledger);
    expect(found.filter(({ state }) => state !== 'proved')).toEqual([]);
  });

  it('fails for a line that is not what was recorded', async () => {
    const ledger = newStore();
    await fill(ledger, 1, 29);
    const all = parts(ledger);
    await all.checkpoint();
    await all.caseLedgers.read();
    const { id } = await all.device();
    const { lines } = await ledger.lines();
    const altered = lines[3]?.line.replace('0.1.0', '0.1.1') ?? '';
    expect(altered).not.toBe(lines[3]?.line);
    expect(await proofOf(all, { device: id, seq: 3 }, altered, true)).toEqual({ state: 'differs' });
  });
});
