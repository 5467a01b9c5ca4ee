/** The ledger's own code in a page, beside what the browser gives for the same work without it. */
import { sha256 } from '@noble/hashes/sha2.js';
import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { isDeviceId } from '../../core/ledger/checkpoint.ts';
import { DeviceLedger } from '../../core/ledger/device-ledger.ts';
import { EMPTY_TIP, type StoredEntry, sealEntry, tipAfter } from '../../core/ledger/entry.ts';
import type { HeaderDraft } from '../../core/ledger/header.ts';
import { parseRecord, recordText } from '../../core/ledger/record.ts';
import { verifyChainBy } from '../../core/ledger/verify.ts';
import { LEDGER, type LedgerSchema } from '../../entrypoints/background/ledger/database.ts';
import { LedgerStore } from '../../entrypoints/background/ledger/store.ts';
import { type Signer, wholeBreaks } from '../../entrypoints/background/ledger/whole-ledger.ts';
import { makeSigningKey } from '../../platform/ed25519.ts';
import { recordHashes, textHashes } from '../../platform/text-hashes.ts';
import { openByHand, writeByHand } from './write-by-hand.ts';

const RAW = 'bench-raw';
const TOGETHER = 10;
const IN_FLIGHT = 256;
const DEVICE = '0123456789abcdef';
const BODY = {
  explanation:
    'She says that he keeps her passport and has said that he will have her removed. '.repeat(3),
  recordReference: 'TF/004427/26',
  prompt: {
    language: 'en',
    title: 'This person is a victim',
    why: 'A victim who fears a check does not come back, and the person who hurt them goes on. '.repeat(
      2,
    ),
    instead: 'Record what happened first. Ask the force lead for what the victim may be offered.',
  },
  policyVersion: '2026-11',
} as const;

let made = 0;

/** An attempt as it is recorded: about 1 KiB with its body. */
function draft(): HeaderDraft {
  return {
    kind: 'attempt',
    id: (++made).toString(16).padStart(32, '0'),
    at: 1_790_000_000_000 + made,
    device: DEVICE,
    extension: '0.1.0',
    policy: 'ab'.repeat(32),
    signal: 'immigration-lookup',
    control: 'button',
    act: 'press',
    role: 'victim',
    dual: false,
    slot: 1,
    group: 'DA',
    trust: 'profile',
    outcome: 'justify',
    rule: 'national-status-of-a-victim',
    also: [],
    choice: 'overridden',
    reason: 'RR-01',
    repeats: null,
    officer: 'TF-4312',
    officerFrom: 'policy',
    unit: 'Response A',
    authorisation: null,
    record: DEVICE,
    dwellMs: 4200,
    evidence: [],
  };
}

const salt = (): string => 'cd'.repeat(16);

function store(): LedgerStore {
  return new LedgerStore(salt);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

type Raw = IDBPDatabase<{ raw: { key: number; value: StoredEntry } }>;

function openRaw(): Promise<Raw> {
  return openDB(RAW, 1, { upgrade: (db) => void db.createObjectStore('raw', { keyPath: 'seq' }) });
}

async function putOne(db: Raw, entry: StoredEntry): Promise<void> {
  const tx = db.transaction('raw', 'readwrite', { durability: 'strict' });
  await Promise.all([tx.store.put(entry), tx.done]);
}

function entriesOf(count: number, hasBody: boolean): readonly StoredEntry[] {
  const entries: StoredEntry[] = [];
  let tip = EMPTY_TIP;
  for (let seq = 0; seq < count; seq++) {
    const entry = sealEntry(draft(), hasBody ? BODY : null, tip, salt());
    tip = tipAfter(tip, entry);
    entries.push(entry);
  }
  return entries;
}

export interface AppendTimes {
  /** Milliseconds a record, of each round. */
  readonly own: readonly number[];
  readonly raw: readonly number[];
  readonly together: readonly number[];
  /** What an append writes, in one transaction by hand: nothing is hashed, read or waited for. */
  readonly floor: readonly number[];
}

/** One record a transaction by turns with a bare put of the same record, then ten at once. */
export async function append(plan: { rounds: number; each: number }): Promise<AppendTimes> {
  const ledger = store();
  const raw = await openRaw();
  const examples = entriesOf(plan.each, true);
  const own: number[] = [];
  const bare: number[] = [];
  const together: number[] = [];
  const floor: number[] = [];
  const byHand = await openByHand();
  for (let round = -1; round < plan.rounds; round++) {
    let [ownMs, rawMs, togetherMs, floorMs] = [0, 0, 0, 0];
    for (const [place, example] of examples.entries()) {
      const again = { ...example, seq: (round + 1) * plan.each + place };
      ownMs += await timed(() => ledger.append(draft(), BODY));
      rawMs += await timed(() => putOne(raw, again));
      floorMs += await timed(() => writeByHand(byHand, again));
    }
    for (let group = 0; group < plan.each / TOGETHER; group++)
      togetherMs += await timed(() =>
        Promise.all(Array.from({ length: TOGETHER }, () => ledger.append(draft(), BODY))),
      );
    // The first round warms up.
    if (round < 0) continue;
    own.push(ownMs / plan.each);
    bare.push(rawMs / plan.each);
    together.push(togetherMs / plan.each);
    floor.push(floorMs / plan.each);
  }
  byHand.close();
  raw.close();
  await deleteDB(RAW);
  return { own, raw: bare, together, floor };
}

export interface ChainTimes {
  readonly chain: readonly number[];
  readonly device: readonly number[];
  /** Bare loops over the same bytes: each encoded by itself, all into the same room, and by ours. */
  readonly webCrypto: readonly number[];
  readonly inRoom: readonly number[];
  readonly noble: readonly number[];
}

/** Milliseconds for a whole chain in memory, against loops that hash the same bytes and no more. */
export async function chain(plan: { rounds: number; count: number }): Promise<ChainTimes> {
  const entries = entriesOf(plan.count, false);
  const last = entries.at(-1);
  if (!last) throw new RangeError('a chain of nothing');
  const head = { size: entries.length, hash: last.hash };
  const texts = entries.map(({ line }) => line);
  const records = entries.map(recordText);
  return inTurns(plan.rounds, {
    webCrypto: () => digestAll(texts, encoded),
    inRoom: () => digestAll(texts, inRoom),
    chain: async () => {
      if ((await verifyChainBy(textHashes, entries, head)).length > 0)
        throw new Error('the chain does not hold');
    },
    noble: async () => hashAll(texts),
    device: () => throughDevice(records),
  });
}

/** Each of some works once a round; whoever is first one time is last the next. */
async function inTurns<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, () => Promise<unknown>>>,
): Promise<Record<Name, readonly number[]>> {
  const names = Object.keys(works) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    number[]
  >;
  for (let round = 0; round < rounds; round++)
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      // What the one before has left behind is not for this one to clear.
      (globalThis as { readonly gc?: () => void }).gc?.();
      times[name].push(await timed(works[name]));
    }
  return times;
}

type Bytes = Uint8Array<ArrayBuffer>;
const ENCODER = new TextEncoder();
const ROOM = new Uint8Array(64 * 1024);
const encoded = (text: string): Bytes => ENCODER.encode(text);
const inRoom = (text: string): Bytes => ROOM.subarray(0, ENCODER.encodeInto(text, ROOM).written);

async function digestAll(
  texts: readonly string[],
  bytesOf: (text: string) => Bytes,
): Promise<void> {
  for (let at = 0; at < texts.length; at += IN_FLIGHT)
    await Promise.all(
      texts.slice(at, at + IN_FLIGHT).map((text) => crypto.subtle.digest('SHA-256', bytesOf(text))),
    );
}

function hashAll(texts: readonly string[]): void {
  const encoder = new TextEncoder();
  for (const text of texts) sha256(encoder.encode(text));
}

/** In slices, as the background checks what came. */
async function throughDevice(records: readonly string[]): Promise<void> {
  const ledger = new DeviceLedger(DEVICE);
  for (let from = 0; from < records.length; from += IN_FLIGHT) {
    const slice = records.slice(from, from + IN_FLIGHT).flatMap((text) => parseRecord(text) ?? []);
    const hashes = await recordHashes(slice);
    for (const [at, record] of slice.entries()) ledger.add(record, hashes[at]);
  }
  const { findings } = await ledger.verify(async () => true);
  if (findings.some(({ code }) => code !== 'unsigned')) throw new Error('the device does not hold');
}

export interface DiskTimes {
  /** By sealed segments, as the ledger lies: read; read and verified; and that entry by entry. */
  readonly segments: readonly number[];
  readonly verified: readonly number[];
  readonly each: readonly number[];
  /** Record by record: read; and read and verified by the same code. */
  readonly records: readonly number[];
  readonly recordsVerified: readonly number[];
  /** By segments, without a check: each record digested by itself; each segment as a whole. */
  readonly digestEach: readonly number[];
  readonly digestWhole: readonly number[];
}

const CHUNK = 10_000;

export async function disk(plan: { rounds: number; count: number }): Promise<DiskTimes> {
  const ledger = store();
  const raw = await openRaw();
  const before = (await ledger.head()).size;
  for (let at = 0; at < plan.count; at += 64)
    await Promise.all(Array.from({ length: 64 }, () => ledger.append(draft(), null)));
  const whole = await ledger.lines();
  const filling = raw.transaction('raw', 'readwrite', { durability: 'relaxed' });
  for (const line of whole.lines) void filling.store.add({ ...line, salt: null, body: null });
  await filling.done;
  if (whole.lines.length < before + plan.count)
    throw new Error('the ledger lacks what was appended');
  const verify = async (lines: readonly Pick<StoredEntry, 'seq' | 'line' | 'hash'>[]) => {
    const bare = lines.map((line) => ({ ...line, salt: null, body: null }));
    if ((await verifyChainBy(textHashes, bare, whole.head)).length > 0)
      throw new Error('the ledger does not hold');
  };
  const own = await openDB<LedgerSchema>(LEDGER);
  const device = { id: DEVICE, signing: await makeSigningKey() };
  await ledger.keep('device', () => DEVICE, isDeviceId);
  // As after each segment that was filled: entry by entry, and signed.
  await verifyWhole(ledger, device);
  const times = await inTurns(plan.rounds, {
    segments: () => ledger.lines(),
    records: () => recordByRecord(raw),
    verified: () => verifyWhole(ledger, device),
    each: async () => verify((await ledger.lines()).lines),
    recordsVerified: async () => verify(await recordByRecord(raw)),
    digestEach: async () => {
      for (const { lines } of await own.getAll('segments'))
        await digestAll(lines.split('\n'), inRoom);
    },
    digestWhole: async () => {
      for (const { lines } of await own.getAll('segments'))
        await crypto.subtle.digest('SHA-256', encoded(lines));
    },
  });
  own.close();
  raw.close();
  await deleteDB(RAW);
  return times;
}

async function verifyWhole(ledger: LedgerStore, device: Signer): Promise<void> {
  if ((await wholeBreaks(ledger, device)).length > 0) throw new Error('the ledger does not hold');
}

async function recordByRecord(raw: Raw): Promise<readonly StoredEntry[]> {
  const found: StoredEntry[] = [];
  for (;;) {
    const chunk = await raw.getAll('raw', IDBKeyRange.lowerBound(found.length), CHUNK);
    for (const entry of chunk) found.push(entry);
    if (chunk.length < CHUNK) return found;
  }
}
