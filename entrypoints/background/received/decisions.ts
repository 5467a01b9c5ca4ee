/**
 * What lies at the places of decisions. The store keeps the first there for ever; here it is held
 * against the ledger that it says it is of, as far as that ledger came. What is no decision still
 * takes its place: the next one goes behind it.
 */
import { type DecisionPlace, subjectOf } from '../../../core/delivery/subjects.ts';
import { parseRecord } from '../../../core/ledger/record.ts';
import { readDecision } from '../../../core/review/decision-text.ts';
import { ofDevice, type ReceivedDecision, type ReceivedDevice, type Taking } from './database.ts';
import { quarantine, type Refusal, refuse, withRefused } from './quarantine.ts';

export interface AtPlace {
  readonly place: DecisionPlace;
  /** Untrusted. */
  readonly text: string;
  /** This device placed it there, and told the officer. */
  readonly told?: true;
}

/** This device's own ledger, as far as what came says that it is of it. */
export interface OwnSide {
  readonly own: string;
  /** Header lines by id. */
  readonly lines: ReadonlyMap<string, string>;
  /** Epoch milliseconds. */
  readonly at: number;
}

export const CHECKING = ['devices', 'entries', 'decisions', 'quarantine'] as const;

/** Six years of overrides of the largest force; whoever fills more places makes them up. */
const MOST_DECISIONS = 1_000_000;

/** Ids that the texts give themselves. */
export function idsIn(arrived: readonly AtPlace[]): readonly string[] {
  return arrived.flatMap(({ text }) => parseRecord(text)?.place.id ?? []);
}

/** Awaits nothing but requests of the transaction: it would end. @returns how many are new, or told since */
export async function takeDecisions(
  tx: Taking,
  arrived: readonly AtPlace[],
  side: OwnSide,
): Promise<number> {
  const store = tx.objectStore('decisions');
  const refusals: Refusal[] = [];
  let room = MOST_DECISIONS - (await store.count());
  let next = await nextIn(tx);
  let fresh = 0;
  for (const each of arrived) {
    const key = subjectOf(each.place);
    const known = await store.get(key);
    const { row, refusal } = await rowOf(tx, key, each, side);
    if (known !== undefined && each.told && !known.told && known.line === row.line) {
      await store.put({ ...known, told: each.told });
      fresh++;
      continue;
    }
    if (known !== undefined) {
      // The store gives one place to two: somebody changed it.
      const isOther = known.fault === null && known.line !== row.line;
      if (isOther)
        refusals.push({ device: row.device, seq: null, code: 'forked', text: each.text });
      continue;
    }
    if (room-- <= 0) break;
    if (refusal) refusals.push(refusal);
    await store.add({ ...row, arrived: next++, ...(each.told && { told: each.told }) });
    fresh++;
  }
  await refuse(tx, refusals, 'stream', side.at);
  return fresh;
}

/** The number of what arrives next. */
async function nextIn(tx: Taking): Promise<number> {
  const last = await tx.objectStore('decisions').index('arrived').openKeyCursor(null, 'prev');
  return last === null ? 0 : last.key + 1;
}

type Row = Omit<ReceivedDecision, 'arrived'>;

async function rowOf(
  tx: Taking,
  key: string,
  { place, text }: AtPlace,
  side: OwnSide,
): Promise<{ readonly row: Row; readonly refusal: Refusal | null }> {
  const read = readDecision(place, text);
  const { attempt } = place;
  if (!read.ok) {
    const { code, device, seq } = read;
    const none = { id: '', device, seq: seq ?? 0, line: '', salt: null, body: null };
    return {
      row: { place: key, attempt, ...none, fault: code },
      refusal: { device, seq, code, text },
    };
  }
  const { id, device, seq } = read.header;
  const isForged = await isOtherThan(tx, { id, device, seq, line: read.record.line }, side);
  const fault = isForged ? 'forked' : null;
  return {
    row: { place: key, attempt, id, device, seq, ...read.record, fault },
    refusal: fault && { device, seq, code: fault, text },
  };
}

/** Whether the ledger that it names, as far as it is here, holds something else. */
async function isOtherThan(
  tx: Taking,
  { id, device, seq, line }: Pick<ReceivedDecision, 'id' | 'device' | 'seq' | 'line'>,
  { own, lines }: OwnSide,
): Promise<boolean> {
  const ownLine = lines.get(id);
  if (device === own || ownLine !== undefined) return ownLine !== line;
  const entries = tx.objectStore('entries');
  const [there, named] = await Promise.all([
    entries.get([device, seq]),
    entries.index('id').get(id),
  ]);
  return [there, named].some((entry) => entry !== undefined && entry.line !== line);
}

/**
 * Holds the decisions of a device against entries that came later than they did.
 *
 * @returns what was refused of the device, with what this found
 */
export async function checkDecisions(
  tx: Taking,
  { device, held, refused }: ReceivedDevice,
  at: number,
): Promise<ReceivedDevice['refused']> {
  const store = tx.objectStore('decisions');
  // Entries below that place were there when the decision came, and it was held against them.
  const range = ofDevice(device, held?.edge.size ?? 0);
  const forged: ReceivedDecision[] = [];
  for (const decision of await store.index('entry').getAll(range)) {
    const entry = await tx.objectStore('entries').get([device, decision.seq]);
    if (decision.fault === null && entry && entry.line !== decision.line) forged.push(decision);
  }
  if (forged.length === 0) return refused;
  const next = await nextIn(tx);
  await Promise.all(
    forged.map((each, place) => store.put({ ...each, fault: 'forked', arrived: next + place })),
  );
  const refusals = forged.map(({ seq, line, salt, body }): Refusal => {
    const text = JSON.stringify({ line, salt, body });
    return { device, seq, code: 'forked', text };
  });
  await quarantine(tx, refusals, 'stream', at);
  return withRefused(refused, device, refusals);
}
