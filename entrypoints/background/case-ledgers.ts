/** The ledgers of which cases are made: this device's own, and what came from others. */
import type { Head } from '../../core/ledger/entry.ts';
import type { Header } from '../../core/ledger/header.ts';
import { parseHeader } from '../../core/ledger/header-schema.ts';
import { isOfCase } from '../../core/review/cases.ts';
import type { Standing } from '../../core/review/rows.ts';
import type { LedgerStore } from './ledger/store.ts';
import { standingOf } from './received/check.ts';
import type { ReceivedDevice } from './received/database.ts';
import type { ReceivedStore } from './received/store.ts';

/** Lines that are read at once. */
const SLICE = 5_000;

/** Headers by what can be said for them. */
export interface CaseHeaders {
  readonly headers: readonly Header[];
  /** Head of the own ledger that they were read from. */
  readonly head: Head;
  /** By id of the entry; this device's own entries are in none. */
  readonly received: ReadonlyMap<string, Standing>;
}

interface Own {
  readonly head: Head;
  readonly headers: readonly Header[];
}

interface Others {
  readonly revision: number;
  readonly headers: readonly Header[];
  readonly standing: ReadonlyMap<string, Standing>;
}

const NONE: Own = { head: { size: 0, hash: '' }, headers: [] };

/** Reads what came since it last did. */
export class CaseLedgers {
  readonly #ledger: LedgerStore;
  readonly #received: ReceivedStore;
  #own: Own = NONE;
  #others: Others | null = null;

  constructor(ledger: LedgerStore, received: ReceivedStore) {
    this.#ledger = ledger;
    this.#received = received;
  }

  /** @throws LedgerError */
  async read(): Promise<CaseHeaders> {
    const { headers, head } = await this.#readOwn();
    const others = await this.#readOthers();
    return { headers: [...headers, ...others.headers], head, received: others.standing };
  }

  async #readOwn(): Promise<Own> {
    const { size, hash } = await this.#ledger.head();
    const known = this.#own;
    if (known.head.size === size && known.head.hash === hash) return known;
    // Shorter than it was: another ledger is in use.
    const isLonger = known.head.size < size;
    const headers = isLonger ? [...known.headers] : [];
    for (let from = isLonger ? known.head.size : 0; from < size; from += SLICE) {
      const lines = await this.#ledger.linesFrom(from, Math.min(SLICE, size - from));
      headers.push(...lines.flatMap(({ line }) => headersOfCases(line)));
    }
    this.#own = { head: { size, hash }, headers };
    return this.#own;
  }

  async #readOthers(): Promise<Others> {
    const { revision } = this.#received;
    if (this.#others?.revision === revision) return this.#others;
    const rows = new Map((await this.#received.devices()).map((row) => [row.device, row]));
    const headers: Header[] = [];
    const standing = new Map<string, Standing>();
    for (const { device, seq, line, id } of await this.#received.ofCases()) {
      const [header] = headersOfCases(line);
      const stands = standingIn(rows.get(device), seq);
      // What does not hold decides nothing; an override is shown, and what is the matter with it.
      if (header === undefined || (stands === 'broken' && header.kind !== 'attempt')) continue;
      headers.push(header);
      standing.set(id, stands);
    }
    this.#others = { revision, headers, standing };
    return this.#others;
  }
}

function standingIn(row: ReceivedDevice | undefined, seq: number): Standing {
  return row ? standingOf(seq, row) : 'unsigned';
}

function headersOfCases(line: string): readonly Header[] {
  const header = parseHeader(line);
  return header && isOfCase(header) ? [header] : [];
}
