/** Ledgers of this profile that were fenced off: not appended to any more, but read. */
import type { StoredEntry } from '../../../core/ledger/entry.ts';
import { bodyOf, joined } from './bodies.ts';
import { type LedgerDatabase, openLedger } from './database.ts';
import { ledgerError } from './error.ts';
import { ledgerNames } from './mend.ts';
import { linesOf } from './segments.ts';

export interface FencedLedger {
  /** Id of the device as it was then; empty where that cannot be read either. */
  readonly device: string;
  /** Number of entries that lie there. */
  readonly size: number;
  /** What can be read of them, in order of sequence. */
  readonly entries: readonly StoredEntry[];
  /** Notes that it signed while it held. */
  readonly checkpoints: readonly string[];
}

/**
 * Id of the device whose ledger the one in use follows, without reading that ledger; empty where it
 * cannot be read.
 *
 * @returns null where nothing was fenced off
 * @throws LedgerError
 */
export async function deviceBefore(): Promise<string | null> {
  const name = (await ledgerNames()).at(-2);
  if (name === undefined) return null;
  return opened(name, async (db) => deviceIn(await db.get('meta', 'device')));
}

/** @returns the oldest first; none where nothing was fenced off */
export async function readFenced(): Promise<readonly FencedLedger[]> {
  const older = (await ledgerNames()).slice(0, -1);
  return Promise.all(older.map(read));
}

function read(name: string): Promise<FencedLedger> {
  return opened(name, async (db) => {
    const tx = db.transaction(['entries', 'segments', 'bodies', 'checkpoints', 'meta']);
    const [segments, loose, bodies, notes, device] = await Promise.all([
      tx.objectStore('segments').getAll(),
      tx.objectStore('entries').getAll(),
      tx.objectStore('bodies').getAll(),
      tx.objectStore('checkpoints').getAll(),
      tx.objectStore('meta').get('device'),
      tx.done,
    ]);
    const lines = [...segments.flatMap(linesOf), ...loose];
    const entries = joined(lines, [...bodies, ...loose.flatMap(bodyOf)]);
    return {
      device: deviceIn(device),
      size: entries.length,
      entries,
      checkpoints: notes.map(({ note }) => note),
    };
  });
}

async function opened<T>(name: string, use: (db: LedgerDatabase) => Promise<T>): Promise<T> {
  try {
    const db = await openLedger(() => undefined, name);
    try {
      return await use(db);
    } finally {
      db.close();
    }
  } catch (error) {
    throw ledgerError(error);
  }
}

function deviceIn(kept: unknown): string {
  return typeof kept === 'string' ? kept : '';
}
