/** What others decided, as it is read from the places of decisions: taken, or named and put aside. */
import { openDB } from 'idb';
import { beforeAll, describe, expect, it } from 'vitest';
import { EMPTY_TIP, sealEntry } from '../../../core/ledger/entry.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { recordText } from '../../../core/ledger/record.ts';
import { NO_LEAF } from '../../../entrypoints/background/received/leaves.ts';
import { type MadeLedger, makeLedger } from '../ledger/made-ledger.ts';
import {
  caseOf,
  comes,
  type Device,
  decides,
  decisionOf,
  device,
  ForceStore,
  HOME,
  lyingOf,
} from './force-store.ts';
import { attemptDraft, freshDatabase } from './over-indexeddb.ts';
import { newReceived } from './received-parts.ts';
import { area } from './whole-background.ts';

let ledger: MadeLedger;
let id: string;
beforeAll(async () => {
  ledger = await makeLedger(5, 'abcdef0123456789', undefined, 500);
  id = parseHeader(ledger.entries[1]?.line)?.id ?? '';
});

async function reviewer(store = new ForceStore()): Promise<Device> {
  const all = await device(store, 'TF-9001');
  await comes(all, 'ledger', lyingOf(ledger, 'overrides'));
  return all;
}

const at = (subject: string, text: string) => new Map([[subject, text]]);
const quarantineOf = ({ services }: Device) =>
  services.received.reading((db) => db.getAll('quarantine'));

describe('a decision that another supervisor made', () => {
  it('counts as soon as it is read, with its words, and is not shown yet to be theirs', async () => {
    const ann = await reviewer();
    const { subject, entry } = decisionOf(id);
    await comes(ann, 'reviews', at(subject, recordText(entry)));
    expect(await caseOf(ann, id)).toMatchObject({
      row: { state: 'decided', decision: { reviewer: 'TF-9002', outcome: 'RV-3' } },
      decisions: [{ status: 'stands', note: 'Not for this crime', standing: 'unsigned' }],
    });
  });

  it('is the same when it is read again, and when the reviewer’s ledger comes', async () => {
    const ann = await reviewer();
    const { subject, entry } = decisionOf(id);
    await comes(ann, 'reviews', at(subject, recordText(entry)));
    await comes(ann, 'reviews', at(subject, recordText(entry)));
    await ann.services.received.receive(
      { records: [recordText(entry)], checkpoints: [] },
      'stream',
    );
    await ann.services.received.settle();
    const { decisions } = await caseOf(ann, id);
    expect(decisions).toHaveLength(1);
    expect(decisions).toMatchObject([{ status: 'stands', standing: 'unsigned' }]);
    expect(await quarantineOf(ann)).toEqual([]);
  });

  it('may come before the case that it is on', async () => {
    const ann = await device(new ForceStore(), 'TF-9001');
    const { subject, entry } = decisionOf(id);
    await comes(ann, 'reviews', at(subject, recordText(entry)));
    await comes(ann, 'ledger', lyingOf(ledger, 'overrides'));
    expect((await caseOf(ann, id)).row.state).toBe('decided');
  });

  it('is read on from where it was left, and all is read again by a version that keeps places', async () => {
    const local = area();
    local.store.set('stream-positions', { 'tf/t07/overrides': 77 });
    const ann = await device(new ForceStore(), 'TF-9001', { local });
    const from = async () =>
      (await ann.services.readings.wanted()).map(({ collection, from: next }) => [
        collection,
        next,
      ]);
    expect(await from()).toEqual([
      ['ledger', 1],
      ['reviews', 1],
      ['asked', 1],
    ]);
    const { subject, entry } = decisionOf(id);
    await comes(ann, 'reviews', at(subject, recordText(entry)), 12);
    expect(await from()).toContainEqual(['reviews', 12]);
    expect(local.store.has('stream-positions')).toBe(false);
  });

  it('is not taken from where it was not read', async () => {
    const ann = await reviewer();
    const { subject, entry } = decisionOf(id);
    const text = recordText(entry);
    await comes(ann, 'reviews', at(subject.replace('.t07.', '.t08.'), text));
    await comes(ann, 'reviews', at(subject.replace('reviews.', 'overrides.'), text));
    await comes(ann, 'reviews', at('nonsense', text));
    expect((await caseOf(ann, id)).row.state).toBe('open');
    expect(await ann.services.received.decisions()).toEqual([]);
  });
});

describe('what is no decision', () => {
  const forged = () => decisionOf(id, { device: ledger.device });
  const moved = () => decisionOf(id, { number: 1 });

  it.each([
    ['nonsense', 'unreadable', () => ({ ...decisionOf(id), text: '<script>' })],
    ['unreadable bytes, told without text', 'unreadable', () => ({ ...decisionOf(id), text: '' })],
    [
      'a decision of another place',
      'misplaced',
      () => ({ subject: decisionOf(id).subject, text: recordText(moved().entry) }),
    ],
    [
      'other words than its entry says',
      'body-changed',
      () => {
        const { subject, entry } = decisionOf(id);
        return { subject, text: recordText(entry).replace('this crime', 'that crime') };
      },
    ],
    [
      'an entry that the ledger of its device does not hold',
      'forked',
      () => ({ subject: forged().subject, text: recordText(forged().entry) }),
    ],
  ] as const)('is named and put aside: %s', async (_, code, made) => {
    const store = new ForceStore();
    const ann = await reviewer(store);
    const { subject, text } = made();
    store.places.set(subject, text);
    await comes(ann, 'reviews', at(subject, text));
    expect((await quarantineOf(ann)).map((each) => each.code)).toEqual([code]);
    expect((await caseOf(ann, id)).row).toMatchObject({ state: 'open', decision: null });
    // It has taken its place all the same: the decision goes behind it, and stands.
    expect(await decides(ann, id)).toMatchObject({ ok: true });
    expect([...store.places.keys()]).toContain(`reviews.tf.t07.${id}.1`);
    expect((await caseOf(ann, id)).row.state).toBe('decided');
  });

  it('is found by whoever decides, is told, and the next try goes behind it', async () => {
    const store = new ForceStore();
    const ann = await reviewer(store);
    store.places.set(decisionOf(id).subject, 'x');
    expect(await decides(ann, id)).toEqual({ ok: false, code: 'place-spoilt' });
    expect(await decides(ann, id)).toMatchObject({ ok: true });
    expect((await caseOf(ann, id)).row.state).toBe('decided');
  });

  it('is found out when the ledger comes that it said it was of, and no longer counts', async () => {
    const ann = await device(new ForceStore(), 'TF-9001');
    const { subject, entry } = forged();
    await comes(ann, 'reviews', at(subject, recordText(entry)));
    await comes(ann, 'ledger', lyingOf(ledger, 'overrides'));
    expect((await caseOf(ann, id)).row.state).toBe('decided');
    const [row] = await ann.services.received.settle();
    expect(row?.refused).toEqual([{ device: ledger.device, code: 'forked', first: 0, last: 0 }]);
    expect((await caseOf(ann, id)).row.state).toBe('open');
    expect(await quarantineOf(ann)).toHaveLength(1);
  });

  it('is a decision in this device’s own name that its ledger does not hold', async () => {
    const ann = await reviewer();
    const { id: own } = await ann.services.device();
    const { subject, entry } = decisionOf(id, { device: own, reviewer: 'TF-9001' });
    await comes(ann, 'reviews', at(subject, recordText(entry)));
    expect((await quarantineOf(ann)).map(({ code }) => code)).toEqual(['forked']);
    expect((await caseOf(ann, id)).row.state).toBe('open');
  });

  it('is the second of two that one place is said to hold', async () => {
    const ann = await reviewer();
    const { subject, entry } = decisionOf(id);
    await comes(ann, 'reviews', at(subject, recordText(entry)));
    const other = sealEntry(
      { ...JSON.parse(entry.line), at: 5 },
      { note: '' },
      EMPTY_TIP,
      'cd'.repeat(16),
    );
    await comes(ann, 'reviews', at(subject, recordText(other)));
    expect((await caseOf(ann, id)).row.decision?.at).toBe(parseHeader(entry.line)?.at);
    expect((await quarantineOf(ann)).map(({ code }) => code)).toEqual(['forked']);
  });
});

describe('a database from before it was kept what arrived when', () => {
  it('keeps its decisions, in some order, and what comes next is behind them', async () => {
    const ann = await reviewer();
    const { subject, entry } = decisionOf(id);
    await comes(ann, 'reviews', at(subject, recordText(entry)));
    const [stored] = await ann.services.received.decisions();
    if (stored === undefined) throw new Error('a decision was expected');
    const { attempt: _, arrived: __, ...before } = stored;
    freshDatabase();
    const db = await openDB('right-to-report-received', 3, {
      upgrade(made) {
        const decisions = made.createObjectStore('decisions', { keyPath: 'place' });
        decisions.createIndex('entry', ['device', 'seq']);
        const entries = made.createObjectStore('entries', { keyPath: ['device', 'seq'] });
        entries.createIndex('id', 'id', { unique: true });
        entries.createIndex('matters', 'matters');
        made.createObjectStore('devices', { keyPath: 'device' });
        made.createObjectStore('quarantine', { keyPath: 'id' });
      },
    });
    await db.add('decisions', before);
    await db.add('decisions', { ...before, place: `${before.place}x`, fault: 'misplaced' });
    db.close();
    const received = newReceived();
    expect(await received.decisions()).toMatchObject([
      { ...before, attempt: id, arrived: 0 },
      { attempt: '', arrived: 1 },
    ]);
    const next = decisionOf(id, { number: 1 });
    const place = { collection: 'reviews', attempt: id, ...HOME, number: 1 } as const;
    await received.receiveDecisions([{ place, text: recordText(next.entry) }]);
    const of = await received.reading((all) => all.getAllFromIndex('decisions', 'attempt', id));
    expect(of.map(({ arrived }) => arrived)).toEqual([0, 2]);
  });
});

describe('a database from before places were kept', () => {
  it('keeps what it has, and learns the places when the store is read again', async () => {
    freshDatabase();
    const before = await openDB('right-to-report-received', 1, {
      upgrade(db) {
        const entries = db.createObjectStore('entries', { keyPath: ['device', 'seq'] });
        entries.createIndex('id', 'id', { unique: true });
        entries.createIndex('matters', 'matters');
        db.createObjectStore('leaves', { keyPath: ['device', 'block'] });
        const devices = db.createObjectStore('devices', { keyPath: 'device' });
        devices.createIndex('unchecked', 'unchecked');
        db.createObjectStore('checkpoints', { keyPath: ['device', 'size', 'root'] });
        db.createObjectStore('quarantine', { keyPath: 'id' });
        db.createObjectStore('imports', { keyPath: 'file' });
      },
    });
    const [, first] = ledger.entries;
    const { line = '', salt = null, body = null } = first ?? {};
    const entry = { device: ledger.device, seq: 1, id, line, salt, body, matters: 1 };
    await before.add('entries', entry);
    const hashes = NO_LEAF + (first?.hash ?? '');
    await before.add('leaves', { device: ledger.device, block: 0, hashes });
    // What could not be picked then, and can be now.
    const draft = attemptDraft(700, { choice: 'complied', device: ledger.device });
    const heeded = { ...sealEntry(draft, null, EMPTY_TIP, 'ab'), device: ledger.device, seq: 9 };
    await before.add('entries', { ...heeded, id: draft.id, matters: 0 });
    before.close();
    const store = newReceived();
    const ofCases = (await store.page(ledger.device, 0, 99)).filter(({ matters }) => matters === 1);
    expect(ofCases.map(({ seq }) => seq)).toEqual([1, 9]);
    expect(await store.entry(ledger.device, 1)).toEqual(entry);
    expect(await store.decisions()).toEqual([]);
    const from = { ...HOME, depositor: 'off1' };
    const records = ledger.entries.map(recordText);
    const again = { records, from: records.map(() => from), checkpoints: [] };
    expect(await store.receive(again, 'stream')).toMatchObject({ fresh: 4, known: 1 });
    expect(await store.entry(ledger.device, 1)).toEqual({ ...entry, from });
  });
});
