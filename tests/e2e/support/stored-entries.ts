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
export function readStored(): Promise<Stored[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('right-to-report');
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () =>
      opening.error?.name === 'AbortError' ? resolve([]) : reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('entries').objectStore('entries').getAll();
      reading.onerror = () => reject(reading.error);
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result);
      };
    };
  });
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
