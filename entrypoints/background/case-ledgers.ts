/** The ledgers of which cases are made: this device's own, and what came from others. */
import { placeOf } from '../../core/delivery/subjects.ts';
import type { Head } from '../../core/ledger/entry.ts';
import type { Header, ReviewHeader } from '../../core/ledger/header.ts';
import { parseHeader } from '../../core/ledger/header-schema.ts';
import { NATIONAL_SAMPLING, type Sampling } from '../../core/policy/sampling.ts';
import { isOfCase } from '../../core/review/cases.ts';
import { claimKey } from '../../core/review/claims.ts';
import { Sample } from '../../core/review/picked.ts';
import type { Standing } from '../../core/review/rows.ts';
import { isPickedFrom } from '../../core/review/sampling.ts';
import type { Picks } from '../../core/review/second-look.ts';
import { OwnHistory } from './history/own-entries.ts';
import type { LedgerStore } from './ledger/store.ts';
import { standingOf } from './received/check.ts';
import type { HandedIn, ReceivedDecision, ReceivedDevice } from './received/database.ts';
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
  /** Headers of this device's own ledger, of those that are in `headers`. */
  readonly own: readonly Header[];
  readonly places: Places;
  readonly picks: Picks;
}

/** What the force's store is known to hold of what these are about. */
export interface Places {
  /** Id of the entry that lies at a place, by `claimKey`; empty where that is no decision. */
  readonly at: ReadonlyMap<string, string>;
  /** Where attempts of others came from, and by whom they were handed in, by id. */
  readonly home: ReadonlyMap<string, HandedIn>;
  /** What lies at the places of decisions, by id of the entry. */
  readonly words: ReadonlyMap<string, ReceivedDecision>;
}

interface Own {
  readonly head: Head;
  readonly headers: readonly Header[];
}

interface Others {
  readonly revision: number;
  readonly headers: readonly Header[];
  readonly standing: ReadonlyMap<string, Standing>;
  /** Decisions of which the ledger is not here, or is this device's own. */
  readonly bare: readonly ReviewHeader[];
  readonly places: Places;
}

const NONE: Own = { head: { size: 0, hash: '' }, headers: [] };

/** Reads what came since it last did. */
export class CaseLedgers {
  /** Which entries of this device are an officer's own. */
  readonly history: OwnHistory;
  readonly #ledger: LedgerStore;
  readonly #received: ReceivedStore;
  readonly #sampling: () => Sampling;
  #sample = new Sample(NATIONAL_SAMPLING);
  #own: Own = NONE;
  #others: Others | null = null;

  /** @param sampling what is picked, by the policy in force */
  constructor(ledger: LedgerStore, received: ReceivedStore, sampling: () => Sampling) {
    this.history = new OwnHistory(ledger);
    this.#ledger = ledger;
    this.#received = received;
    this.#sampling = sampling;
  }

  /** @throws LedgerError */
  async read(): Promise<CaseHeaders> {
    const sample = this.#pickedNow();
    const { headers, head } = await this.#readOwn(sample);
    const others = await this.#readOthers(sample);
    const own = new Set(headers.map(({ id }) => id));
    const bare = others.bare.filter(({ id }) => !own.has(id));
    return {
      headers: [...headers, ...others.headers, ...bare],
      head,
      received: others.standing,
      own: headers,
      places: others.places,
      picks: sample,
    };
  }

  /** Other shares or seeds: what was left out before may be in it now. */
  #pickedNow(): Sample {
    const sampling = this.#sampling();
    if (!this.#sample.isBy(sampling)) {
      this.#sample = new Sample(sampling);
      this.#own = NONE;
      this.#others = null;
    }
    return this.#sample;
  }

  async #readOwn(sample: Sample): Promise<Own> {
    const { size, hash } = await this.#ledger.head();
    const known = this.#own;
    if (known.head.size === size && known.head.hash === hash) return known;
    // Shorter than it was: another ledger is in use.
    const isLonger = known.head.size < size;
    const headers = isLonger ? [...known.headers] : [];
    for (let from = isLonger ? known.head.size : 0; from < size; from += SLICE) {
      const lines = await this.#ledger.linesFrom(from, Math.min(SLICE, size - from));
      headers.push(...lines.flatMap(({ line }) => headersOf(line, sample)));
    }
    const own = { head: { size, hash }, headers };
    // Policy may have changed meanwhile: what was picked by the one before is not gone on with.
    if (sample === this.#sample) this.#own = own;
    return own;
  }

  async #readOthers(sample: Sample): Promise<Others> {
    const { revision } = this.#received;
    if (this.#others?.revision === revision) return this.#others;
    const rows = new Map((await this.#received.devices()).map((row) => [row.device, row]));
    const headers: Header[] = [];
    const standing = new Map<string, Standing>();
    const home = new Map<string, HandedIn>();
    const broken = new Set<string>();
    for (const { device, seq, line, id, from } of await this.#received.ofCases()) {
      const [header] = headersOf(line, sample);
      const stands = standingIn(rows.get(device), seq);
      if (from) home.set(id, from);
      // What does not hold decides nothing; an override is shown, and what is the matter with it.
      if (stands === 'broken') broken.add(id);
      if (header === undefined || (stands === 'broken' && header.kind !== 'attempt')) continue;
      headers.push(header);
      standing.set(id, stands);
    }
    const { at, words, bare } = await this.#decided(standing, broken, sample);
    const others = { revision, headers, standing, bare, places: { at, home, words } };
    if (sample === this.#sample) this.#others = others;
    return others;
  }

  /** @param known entries of which the ledger came @param broken those of which it does not hold */
  async #decided(
    known: ReadonlyMap<string, Standing>,
    broken: ReadonlySet<string>,
    sample: Sample,
  ): Promise<Pick<Places, 'at' | 'words'> & Pick<Others, 'bare'>> {
    const at = new Map<string, string>();
    const words = new Map<string, ReceivedDecision>();
    const bare: ReviewHeader[] = [];
    for (const decision of await this.#received.decisions()) {
      const place = placeOf(decision.place);
      if (place?.collection !== 'reviews') continue;
      const isSound = decision.fault === null && !broken.has(decision.id);
      const header = isSound ? parseHeader(decision.line) : null;
      at.set(claimKey(place.attempt, place), header?.id ?? '');
      if (header?.kind !== 'review') continue;
      words.set(header.id, decision);
      sample.add(header, decision.line);
      if (!known.has(header.id)) bare.push(header);
    }
    return { at, words, bare };
  }
}

/** Of a line, where cases are made of it. */
function headersOf(line: string, sample: Sample): readonly Header[] {
  const header = parseHeader(line);
  if (header === null || !isOfCase(header)) return [];
  sample.add(header, line);
  const isLeftOut = isPickedFrom(header) && header.repeats === null;
  return isLeftOut && !sample.isPicked(header) ? [] : [header];
}

function standingIn(row: ReceivedDevice | undefined, seq: number): Standing {
  return row ? standingOf(seq, row) : 'unsigned';
}
