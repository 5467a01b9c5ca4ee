/**
 * Entries as they lie on the browser's disk, read past the extension's own code. For both browsers:
 * the reading runs in a page of the extension, the rest here.
 */

export interface LedgerEntry {
  readonly seq: number;
  readonly header: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Stored {
  readonly seq: number;
  readonly line: string;
  readonly body: string | null;
}

/** Runs in the browser. Never makes the database: that is the extension's to do. */
export async function readStored(): Promise<Stored[]> {
  const opening = indexedDB.open('right-to-report');
  const db = await new Promise<IDBDatabase | null>((resolve, reject) => {
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () =>
      opening.error?.name === 'AbortError' ? resolve(null) : reject(opening.error);
    opening.onsuccess = () => resolve(opening.result);
  });
  if (db === null) return [];
  const tx = db.transaction(['entries', 'bodies', 'segments']);
  const all = (name: string) =>
    new Promise<readonly Record<string, unknown>[]>((resolve, reject) => {
      const reading = tx.objectStore(name).getAll();
      reading.onerror = () => reject(reading.error);
      reading.onsuccess = () => resolve(reading.result);
    });
  const [segments, entries, bodies] = await Promise.all(['segments', 'entries', 'bodies'].map(all));
  db.close();
  // The body of an entry that lies loose lies with it.
  const kept = new Map(
    [...(bodies ?? []), ...(entries ?? [])].flatMap(({ seq, body }) =>
      body === undefined ? [] : [[seq, String(body)]],
    ),
  );
  const sealed = (segments ?? []).flatMap(({ lines }) => String(lines).split('\n'));
  return [...sealed, ...(entries ?? []).map(({ line }) => String(line))].map((line, seq) => ({
    seq,
    line,
    body: kept.get(seq) ?? null,
  }));
}

/** Headers and bodies parsed, in order of sequence. */
export function entriesOf(stored: readonly Stored[]): readonly LedgerEntry[] {
  return stored.map(({ seq, line, body }) => ({
    seq,
    header: parse(line),
    body: body === null ? {} : parse(body),
  }));
}

function parse(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
