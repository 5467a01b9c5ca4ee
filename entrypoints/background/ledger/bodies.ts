/** Bodies on the disk: with their entries while these lie loose, else apart. Only they are taken away. */
import type { StoredEntry } from '../../../core/ledger/entry.ts';
import type { LedgerDatabase, LedgerWriting, LooseEntry, StoredBody } from './database.ts';

type Line = Pick<StoredEntry, 'seq' | 'line' | 'hash'>;

/** The body that lies with an entry, if one does. */
export function bodyOf({ seq, salt, body }: LooseEntry): readonly StoredBody[] {
  return body === undefined ? [] : [{ seq, salt: salt ?? '', body }];
}

/** Lines that follow one another, with the bodies that are here. */
export async function withBodies(
  db: LedgerDatabase,
  lines: readonly Line[],
): Promise<readonly StoredEntry[]> {
  const [first, last] = [lines[0]?.seq, lines.at(-1)?.seq];
  if (first === undefined || last === undefined) return [];
  return joined(lines, await bodiesIn(db, IDBKeyRange.bound(first, last)));
}

/** Lines and bodies of one ledger, put together by their places. */
export function joined(
  lines: readonly Line[],
  bodies: readonly StoredBody[],
): readonly StoredEntry[] {
  const kept = new Map(bodies.map((each) => [each.seq, each]));
  return lines.map(({ seq, line, hash }) => {
    const own = kept.get(seq);
    return { seq, line, hash, salt: own?.salt ?? null, body: own?.body ?? null };
  });
}

/** Sequence numbers of the entries whose bodies are here. */
export async function placesOfBodies(db: LedgerDatabase): Promise<ReadonlySet<number>> {
  const tx = db.transaction(['bodies', 'entries']);
  const [apart, loose] = await Promise.all([
    tx.objectStore('bodies').getAllKeys(),
    tx.objectStore('entries').getAll(),
    tx.done,
  ]);
  return new Set([...apart, ...loose.flatMap(bodyOf).map(({ seq }) => seq)]);
}

/** As of one moment, so that one which is just moved is not missed. */
async function bodiesIn(db: LedgerDatabase, range: IDBKeyRange): Promise<readonly StoredBody[]> {
  const tx = db.transaction(['bodies', 'entries']);
  const [apart, loose] = await Promise.all([
    tx.objectStore('bodies').getAll(range),
    tx.objectStore('entries').getAll(range),
    tx.done,
  ]);
  return [...apart, ...loose.flatMap(bodyOf)];
}

/** Takes bodies away, wherever they lie. Line and hash of a loose entry stay as they are. */
export async function takeBodies(tx: LedgerWriting, seqs: readonly number[]): Promise<void> {
  const [bodies, entries] = [tx.objectStore('bodies'), tx.objectStore('entries')];
  const first = Math.min(...seqs);
  const due = new Set(seqs);
  const loose = await entries.getAll(IDBKeyRange.lowerBound(Number.isFinite(first) ? first : 0));
  const bare = loose.filter(({ seq, body }) => body !== undefined && due.has(seq));
  await Promise.all([
    ...seqs.map((seq) => bodies.delete(seq)),
    ...bare.map(({ seq, line, hash }) => entries.put({ seq, line, hash })),
  ]);
}
