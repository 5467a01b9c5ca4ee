/** Which entries of this device's ledger are one officer's own. Reads what came since it last did. */
import { isObject, parsedJson } from '../../../core/json.ts';
import { isSameStaff } from '../../../core/sites/officer.ts';
import { beginsWith } from '../ledger/begins.ts';
import type { LedgerStore } from '../ledger/store.ts';

/** Lines that are read at once. */
const SLICE = 5_000;

export interface OwnEntry {
  readonly id: string;
  readonly at: number;
  readonly reason: string | null;
}

export interface OwnEntries {
  /** In order of sequence. */
  readonly attempts: readonly OwnEntry[];
  /** Ids of the entries that the officer was shown. */
  readonly shown: ReadonlySet<string>;
  /** Lines that are no header of this version. Whose they are cannot be known. */
  readonly unreadable: number;
}

interface Read {
  readonly officer: string;
  readonly size: number;
  readonly hash: string;
  readonly attempts: OwnEntry[];
  readonly shown: Set<string>;
  unreadable: number;
}

export class OwnHistory {
  readonly #ledger: LedgerStore;
  #read: Promise<Read> | null = null;

  constructor(ledger: LedgerStore) {
    this.#ledger = ledger;
  }

  /** @param officer staff number, not empty @throws LedgerError */
  async of(officer: string): Promise<OwnEntries> {
    const before = this.#read?.catch(() => null) ?? Promise.resolve(null);
    this.#read = before.then((known) => this.#readOn(known, officer));
    return this.#read;
  }

  async #readOn(known: Read | null, officer: string): Promise<Read> {
    const { size, hash } = await this.#ledger.head();
    const isOn = known?.officer === officer && (await beginsWith(this.#ledger, known, size));
    if (isOn && known.size === size) return known;
    const read: Read = isOn
      ? { ...known, size, hash }
      : { officer, size, hash, attempts: [], shown: new Set(), unreadable: 0 };
    for (let from = isOn ? known.size : 0; from < size; from += SLICE) {
      const lines = await this.#ledger.linesFrom(from, Math.min(SLICE, size - from));
      for (const { line } of lines) take(read, line);
    }
    return read;
  }
}

/** Only as far as it has to be read: a ledger of years has many lines, and few are shown. */
function take(read: Read, line: string): void {
  const header = parsedJson(line);
  if (!isObject(header) || header['v'] !== 1) {
    read.unreadable++;
    return;
  }
  const { kind, id, at, officer, reader, of, reason } = header;
  const isOwn = (staff: unknown) => typeof staff === 'string' && isSameStaff(staff, read.officer);
  if (kind === 'read' && isOwn(reader) && typeof of === 'string') read.shown.add(of);
  if (kind !== 'attempt' || !isOwn(officer)) return;
  if (typeof id !== 'string' || typeof at !== 'number') read.unreadable++;
  else read.attempts.push({ id, at, reason: typeof reason === 'string' ? reason : null });
}
