/** Taking in entries of one device, in one transaction: each to its own place, or not at all. */
import { bodyHash } from '../../../core/ledger/entry.ts';
import type { Finding } from '../../../core/ledger/findings.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { type PlacedRecord, recordText } from '../../../core/ledger/record.ts';
import { leafHash } from '../../../core/ledger/tree.ts';
import { isOfCase } from '../../../core/review/cases.ts';
import type { HandedIn, ReceivedDevice, ReceivedEntry, Source, Start, Taking } from './database.ts';
import { MOST_KNOWN_DEVICES, newDevice } from './device-row.ts';
import { Blocks, blocksOf } from './leaves.ts';
import { quarantine, type Refusal, withRefused } from './quarantine.ts';

/** No device of ours makes so many in a lifetime; a number beyond it is nobody's place. */
export const MOST_PLACES = 10_000_000;

/** A record with where it lay; null where it came by a file. */
export interface ArrivedRecord extends PlacedRecord {
  readonly from: HandedIn | null;
}

/** What came of one device at one moment. */
export interface OfDevice {
  readonly device: string;
  readonly records: readonly ArrivedRecord[];
  /** Where the file says that the device's entries begin; null where it is the first. */
  readonly begins: (Start & { readonly key: string | null }) | null;
}

export interface Circumstances {
  readonly source: Source;
  /** Epoch milliseconds. */
  readonly at: number;
  /** What the check of a file found; such places are not taken from it. */
  readonly doubts: readonly Finding[];
}

export interface Taken {
  readonly fresh: number;
  readonly known: number;
  readonly quarantined: number;
}

export const TAKING = [
  'entries',
  'leaves',
  'devices',
  'checkpoints',
  'quarantine',
  'imports',
] as const;

/** Awaits nothing but requests of the transaction: it would end. */
export async function takeEntries(
  tx: Taking,
  { device, records, begins }: OfDevice,
  { source, at, doubts }: Circumstances,
): Promise<Taken> {
  const known = await tx.objectStore('devices').get(device);
  if (!known && (await tx.objectStore('devices').count()) >= MOST_KNOWN_DEVICES)
    return refuseAll(tx, records, source, at);
  let row = known ?? newDevice(device, source, at, begins);
  const [key, isForeign] = pinned(row.key, [begins?.key ?? null, ...keysIn(records)]);
  const blocks = await blocksFor(tx, device, records);
  const taken = await idsTaken(tx, records);
  const [fresh, refusals]: [ArrivedRecord[], Refusal[]] = [[], []];
  const again: ArrivedRecord[] = [];
  for (const record of records) {
    const hash = leafHash(record.line);
    const there = blocks.at(record.place.seq);
    if (there === hash) {
      again.push(record);
      continue;
    }
    const { seq, id } = record.place;
    const code =
      faultOf(record, isForeign, doubts) ??
      (there === null ? null : 'forked') ??
      (taken.has(id) ? 'repeated' : null);
    if (code !== null) refusals.push({ device, seq, code, text: recordText(record) });
    else {
      blocks.put(seq, hash);
      taken.add(id);
      fresh.push(record);
    }
  }
  // Whoever brings nothing that is let in does not say which key is the device's.
  row = grown(row, fresh, fresh.length > 0 ? key : row.key, at);
  const isLower = begins !== null && begins.edge.size < row.base.edge.size;
  if (isLower) row = { ...row, base: { edge: begins.edge, prev: begins.prev }, held: null };
  row = { ...row, refused: withRefused(row.refused, device, refusals) };
  const noted = (await Promise.all(again.map((each) => notePlace(tx, each)))).filter(
    Boolean,
  ).length;
  if (noted > 0) row = { ...row, noted: (row.noted ?? 0) + noted };
  await Promise.all([
    ...fresh.map((each) => tx.objectStore('entries').add(entryOf(each))),
    ...blocks.changed().map((each) => tx.objectStore('leaves').put(each)),
    tx.objectStore('devices').put(row),
    quarantine(tx, refusals, source, at),
  ]);
  return { fresh: fresh.length, known: again.length, quarantined: refusals.length };
}

/** What came by a file first is found in the store later. The first place that was seen stays. */
async function notePlace(tx: Taking, { place, from }: ArrivedRecord): Promise<boolean> {
  if (from === null) return false;
  const store = tx.objectStore('entries');
  const entry = await store.get([place.device, place.seq]);
  if (!entry || entry.from !== undefined) return false;
  await store.put({ ...entry, from });
  return true;
}

/** Of a device that is one too many. */
async function refuseAll(
  tx: Taking,
  records: readonly PlacedRecord[],
  source: Source,
  at: number,
): Promise<Taken> {
  const refusals = records.map((record): Refusal => {
    const { device, seq } = record.place;
    return { device, seq, code: 'unreadable', text: recordText(record) };
  });
  await quarantine(tx, refusals, source, at);
  return { fresh: 0, known: 0, quarantined: refusals.length };
}

function faultOf(
  { place, salt, body }: PlacedRecord,
  isForeign: boolean,
  doubts: readonly Finding[],
): Finding['code'] | null {
  if (place.seq >= MOST_PLACES) return 'unreadable';
  if (body !== null && bodyHash(salt ?? '', body) !== place.body) return 'body-changed';
  if (isForeign) return 'unknown-key';
  const doubt = doubts.find(
    (each) => each.device === place.device && place.seq >= each.first && place.seq <= each.last,
  );
  return doubt?.code ?? null;
}

/** The first key that was seen stays; whoever comes with another is somebody else. */
function pinned(
  known: string | null,
  said: readonly (string | null)[],
): readonly [key: string | null, isForeign: boolean] {
  const keys = said.filter((each) => each !== null);
  const key = known ?? keys[0] ?? null;
  const isForeign = keys.some((each) => each !== key);
  return [isForeign ? known : key, isForeign];
}

function keysIn(records: readonly PlacedRecord[]): readonly string[] {
  return records.flatMap(({ place, line }) => {
    if (place.kind !== 'device-key') return [];
    const header = parseHeader(line);
    return header?.kind === 'device-key' ? [header.key] : [];
  });
}

async function blocksFor(
  tx: Taking,
  device: string,
  records: readonly PlacedRecord[],
): Promise<Blocks> {
  const places = records.map(({ place }) => place.seq).filter((seq) => seq < MOST_PLACES);
  const store = tx.objectStore('leaves');
  const stored = await Promise.all(blocksOf(places).map((block) => store.get([device, block])));
  return new Blocks(device, stored);
}

async function idsTaken(tx: Taking, records: readonly PlacedRecord[]): Promise<Set<string>> {
  const index = tx.objectStore('entries').index('id');
  const keys = await Promise.all(records.map(({ place }) => index.getKey(place.id)));
  const taken = records.filter((_, number) => keys[number] !== undefined);
  return new Set(taken.map(({ place }) => place.id));
}

function entryOf({ line, salt, body, place, from }: ArrivedRecord): ReceivedEntry {
  const { device, seq, id, v } = place;
  const header = v === 1 ? parseHeader(line) : null;
  const matters = header && isOfCase(header) ? 1 : 0;
  return { device, seq, id, line, salt, body, matters, ...(from && { from }) };
}

function grown(
  row: ReceivedDevice,
  fresh: readonly PlacedRecord[],
  key: string | null,
  at: number,
): ReceivedDevice {
  const bare = fresh.filter(({ place, body }) => place.body !== null && body === null);
  return {
    ...row,
    key,
    lastAt: at,
    entries: row.entries + fresh.length,
    size: fresh.reduce((size, { place }) => Math.max(size, place.seq + 1), row.size),
    newer: row.newer + fresh.filter(({ place }) => place.v !== 1).length,
    withoutBody: row.withoutBody + bare.length,
    unchecked: 1,
  };
}
