/**
 * How far what came from others had come when something was made of it, and what is new since, or
 * stands otherwise. Each device is bound by the leaf hash of its last entry, which holds all before it.
 */
import type { CaseEntry } from '../../../core/ledger/case-columns.ts';
import { leafHash } from '../../../core/ledger/tree.ts';
import { caseEntries } from '../../../core/review/case-headers.ts';
import { standingOf } from './check.ts';
import {
  ofDevice,
  type ReceivedDatabase,
  type ReceivedDecision,
  type ReceivedDevice,
} from './database.ts';
import type { ReceivedStore } from './store.ts';

export interface DeviceState
  extends Pick<ReceivedDevice, 'device' | 'key' | 'entries' | 'size' | 'noted'> {
  /** Where what is here begins. */
  readonly base: string;
  /** As much of it as `standingOf` goes by. */
  readonly held: ReceivedDevice['held'];
  readonly findings: ReceivedDevice['findings'];
  /** Leaf hash of the last entry; empty where there is none. */
  readonly last: string;
}

export interface OthersState {
  readonly devices: readonly DeviceState[];
  /** How many places of decisions are known. */
  readonly decisions: number;
  /** Number and leaf hash of what arrived last at one; empty where nothing did. */
  readonly arrived: number;
  readonly latest: string;
}

interface ReadState {
  readonly rows: readonly ReceivedDevice[];
  /** In order of place; none where they were not asked for. */
  readonly decisions: readonly ReceivedDecision[];
  readonly state: OthersState;
}

/** All of one moment. @throws LedgerError */
export function readState(received: ReceivedStore, withDecisions = false): Promise<ReadState> {
  return received.reading(async (db) => {
    const tx = db.transaction(['devices', 'decisions', 'entries']);
    const store = tx.objectStore('decisions');
    const [rows, decisions, count, last] = await Promise.all([
      tx.objectStore('devices').getAll(),
      withDecisions ? store.getAll() : [],
      store.count(),
      store.index('arrived').openCursor(null, 'prev'),
    ]);
    const lines = await Promise.all(
      rows.map((row) => {
        const isSigned = row.held !== null && row.held.edge.size === row.size;
        return isSigned ? null : tx.objectStore('entries').get([row.device, row.size - 1]);
      }),
    );
    const devices = rows.map((row, place): DeviceState => {
      const { device, key, entries, size, noted, base, held, findings } = row;
      const entry = lines[place];
      const tail = entry ? leafHash(entry.line) : '';
      return {
        ...{ device, key, entries, size, ...(noted && { noted }), held },
        base: `${base.edge.size} ${base.prev}`,
        findings: findings.filter(({ code }) => code !== 'unsigned'),
        last: held && held.edge.size === size ? held.prev : tail,
      };
    });
    const { value } = last ?? {};
    const state = {
      ...{ devices, decisions: count, arrived: value?.arrived ?? -1 },
      latest: value ? leafHash(`${value.place} ${value.fault} ${value.line}`) : '',
    };
    return { rows, decisions, state };
  });
}

/** What has to be folded again. */
export interface ChangedSince {
  readonly fresh: readonly CaseEntry[];
  /** Entries that were there and stand otherwise now, and attempts on which something was decided. */
  readonly others: readonly string[];
}

const NOTHING: ChangedSince = { fresh: [], others: [] };

/**
 * @param most entries that are read for it
 * @returns null where more changed than was added at the ends, or it is too much
 * @throws LedgerError
 */
export async function changedSince(
  received: ReceivedStore,
  before: OthersState,
  now: OthersState,
  most: number,
): Promise<ChangedSince | null> {
  if (isSame(before, now)) return NOTHING;
  const known = new Map(before.devices.map((each) => [each.device, each]));
  const changed = now.devices.filter((each) => !isSame(each, known.get(each.device)));
  const isLess = known.size > 0 && !before.devices.every(({ device }) => isAmong(now, device));
  if (isLess || now.decisions < before.decisions || now.arrived < before.arrived) return null;
  const spans = changed.map((each) => spanOf(known.get(each.device), each));
  if (spans.some((span) => span === null)) return null;
  const count = spans.reduce((sum, span) => sum + (span ? span.to - span.from : 0), 0);
  if (count + now.arrived - before.arrived > most) return null;
  return received.reading(async (db) => {
    const fresh: CaseEntry[] = [];
    const others: string[] = [];
    for (const [place, each] of changed.entries()) {
      const found = await readSpan(db, known.get(each.device), each, spans[place] ?? null);
      if (found === null) return null;
      fresh.push(...found.fresh);
      others.push(...found.others);
    }
    const decided = await decidedSince(db, before, now);
    return decided && { fresh, others: [...others, ...decided] };
  });
}

function isSame(one: object, other: object | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isAmong({ devices }: OthersState, device: string): boolean {
  return devices.some((each) => each.device === device);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Places in which something may be another; null where that may be any. */
function spanOf(before: DeviceState | undefined, now: DeviceState): Span | null {
  const to = now.size;
  if (before === undefined) return { from: Number(now.base.split(' ')[0]), to };
  const isSameDevice =
    before.key === now.key || (before.key === null && before.held === null && now.key !== null);
  const isLonger =
    isSameDevice &&
    before.base === now.base &&
    (before.noted ?? 0) === (now.noted ?? 0) &&
    before.size <= now.size &&
    (before.held?.edge.size ?? 0) <= (now.held?.edge.size ?? 0);
  return isLonger ? { from: Math.min(before.size, before.held?.edge.size ?? 0), to } : null;
}

async function readSpan(
  db: ReceivedDatabase,
  before: DeviceState | undefined,
  now: DeviceState,
  span: Span | null,
): Promise<ChangedSince | null> {
  if (span === null) return null;
  const { device } = now;
  if (before && before.size > 0) {
    const last = await db.get('entries', [device, before.size - 1]);
    // It is not the ledger of before that goes on.
    if ((last ? leafHash(last.line) : '') !== before.last) return null;
  }
  const fresh: CaseEntry[] = [];
  const others: string[] = [];
  let count = before?.entries ?? 0;
  const { from, to } = span;
  const entries = from < to ? await db.getAll('entries', ofDevice(device, from, to)) : [];
  for (const entry of entries) {
    const { seq, id, matters, line } = entry;
    const isNew = before === undefined || seq >= before.size;
    if (isNew) count++;
    if (matters === 0) continue;
    if (isNew) fresh.push(...caseEntries(line, () => leafHash(line)));
    else if (standingOf(seq, before) !== standingOf(seq, now)) others.push(id);
  }
  // Something came into a place that was left out.
  return count === now.entries ? { fresh, others } : null;
}

/** Attempts at whose places something arrived; null where what arrived before is not what it was. */
async function decidedSince(
  db: ReceivedDatabase,
  before: OthersState,
  now: OthersState,
): Promise<readonly string[] | null> {
  if (before.arrived >= 0) {
    const known = await db.getFromIndex('decisions', 'arrived', before.arrived);
    // What was found to be forged arrives again; then its number is another's, or nobody's.
    const hash = known && leafHash(`${known.place} ${known.fault} ${known.line}`);
    if (hash !== before.latest) return null;
  }
  if (now.arrived === before.arrived) return [];
  const range = IDBKeyRange.bound(before.arrived, now.arrived, true);
  const arrived = await db.getAllFromIndex('decisions', 'arrived', range);
  return arrived.map(({ attempt }) => attempt);
}
