/** The ledgers of which cases are made: this device's own, and what came from others. */
import { placeOf } from '../../core/delivery/subjects.ts';
import type { CaseEntry } from '../../core/ledger/case-columns.ts';
import type { Head } from '../../core/ledger/entry.ts';
import type { Header, ReviewHeader } from '../../core/ledger/header.ts';
import { parseHeader } from '../../core/ledger/header-schema.ts';
import { NATIONAL_SAMPLING, type Sampling } from '../../core/policy/sampling.ts';
import { caseEntries } from '../../core/review/case-headers.ts';
import { claimKey } from '../../core/review/claims.ts';
import { Sample } from '../../core/review/picked.ts';
import type { Standing } from '../../core/review/rows.ts';
import { isPickedFrom } from '../../core/review/sampling.ts';
import type { CaseIndex } from './case-index.ts';
import { OwnHistory } from './history/own-entries.ts';
import { beginsWith } from './ledger/begins.ts';
import { LedgerError } from './ledger/error.ts';
import type { Line } from './ledger/segments.ts';
import type { LedgerStore } from './ledger/store.ts';
import { standingOf } from './received/check.ts';
import type { HandedIn, ReceivedDecision, ReceivedDevice } from './received/database.ts';
import type { ReceivedStore } from './received/store.ts';
import { ReceivedHeaders } from './received-headers.ts';
import { turns } from './turns.ts';

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
  readonly picks: Sample;
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
  /** Also those that are in no queue because they were not picked. */
  readonly cases: readonly CaseEntry[];
  /** How many entries, from the first, are in the index, and the leaf hash of the last of them. */
  readonly indexed: { readonly size: number; readonly last: string };
}

interface Others {
  readonly revision: number;
  readonly headers: readonly Header[];
  readonly standing: ReadonlyMap<string, Standing>;
  /** Decisions of which the ledger is not here, or is this device's own. */
  readonly bare: readonly ReviewHeader[];
  readonly places: Places;
}

/** Of a large ledger that is read for the first time, so many blocks go into one transaction. */
const BLOCKS_TOGETHER = 16;
/** The index is as it is, for as long as this background lives. */
const NO_MORE: Own['indexed'] = { size: Number.POSITIVE_INFINITY, last: '' };

/** Lines of the own ledger, and what cases are made of among them. */
interface Part {
  readonly lines: readonly Line[];
  readonly cases: readonly CaseEntry[];
}

/** Of the own ledger what is not left out, by one sample. */
interface Mine {
  readonly of: readonly CaseEntry[];
  readonly sample: Sample;
  readonly headers: readonly Header[];
}

/** All that is read, for as long as its parts are the same. */
interface Whole extends CaseHeaders {
  readonly of: readonly [own: readonly Header[], others: Others];
}

/** Reads what came since it last did. */
export class CaseLedgers {
  /** Which entries of this device are an officer's own. */
  readonly history: OwnHistory;
  readonly #ledger: LedgerStore;
  readonly #received: ReceivedStore;
  readonly #sampling: () => Sampling;
  readonly #index: CaseIndex;
  readonly #headers: ReceivedHeaders;
  /** Two at once would each read it all. */
  readonly #inTurn = turns();
  #sample = new Sample(NATIONAL_SAMPLING);
  #own: Own | null = null;
  #mine: Mine | null = null;
  #others: Others | null = null;
  #whole: Whole | null = null;

  /** @param sampling what is picked, by the policy in force */
  constructor(
    ledger: LedgerStore,
    received: ReceivedStore,
    sampling: () => Sampling,
    index: CaseIndex,
  ) {
    this.history = new OwnHistory(ledger);
    this.#ledger = ledger;
    this.#received = received;
    this.#sampling = sampling;
    this.#index = index;
    this.#headers = new ReceivedHeaders(received, index);
  }

  /** What proofs need of the own ledger. */
  get index(): CaseIndex {
    return this.#index;
  }

  /** Each part of it is the same object as before where nothing of it changed. @throws LedgerError */
  read(): Promise<CaseHeaders> {
    return this.#inTurn(() => this.#read());
  }

  /** What cases are made of in the own ledger, picked or not, and nothing of others. @throws LedgerError */
  async own(): Promise<{ readonly headers: readonly Header[]; readonly head: Head }> {
    const { cases, head } = await this.#inTurn(() => this.#readOwn());
    return { headers: cases.map(({ header }) => header), head };
  }

  /** Nothing is held any more: whoever asks has it read again. Not while somebody reads, by another sample. */
  forget(): Promise<void> {
    return this.#inTurn(async () => {
      this.#own = null;
      this.#mine = null;
      this.#others = null;
      this.#whole = null;
      this.#sample = new Sample(this.#sampling());
    });
  }

  async #read(): Promise<CaseHeaders> {
    const sample = this.#pickedNow();
    const { cases, head } = await this.#readOwn();
    const mine = this.#mineOf(cases, sample);
    const others = await this.#readOthers(sample);
    const known = this.#whole;
    if (known?.of[0] === mine && known.of[1] === others) return { ...known, head };
    const own = new Set(mine.map(({ id }) => id));
    const bare = others.bare.filter(({ id }) => !own.has(id));
    this.#whole = {
      of: [mine, others],
      headers: [...mine, ...others.headers, ...bare],
      head,
      received: others.standing,
      own: mine,
      places: others.places,
      picks: sample,
    };
    return this.#whole;
  }

  /** Other shares or seeds: what was left out before may be in it now. */
  #pickedNow(): Sample {
    const sampling = this.#sampling();
    if (!this.#sample.isBy(sampling)) {
      this.#sample = new Sample(sampling);
      this.#others = null;
    }
    return this.#sample;
  }

  #mineOf(cases: readonly CaseEntry[], sample: Sample): readonly Header[] {
    const known = this.#mine;
    if (known?.of === cases && known.sample === sample) return known.headers;
    const headers = cases.flatMap((each) => (isIn(each, sample) ? [each.header] : []));
    this.#mine = { of: cases, sample, headers };
    return headers;
  }

  async #readOwn(): Promise<Own> {
    const { size, hash } = await this.#ledger.head();
    const known = this.#own;
    if (known?.head.size === size && known.head.hash === hash) return known;
    const before =
      known && (await beginsWith(this.#ledger, known.head, size)) ? known : await this.#fromIndex();
    const fresh: CaseEntry[] = [];
    const step = this.#index.block * BLOCKS_TOGETHER;
    let { indexed } = before;
    for (let from = before.head.size; from < size; ) {
      const count = Math.min(step - (from % step), size - from);
      const part = await this.#readPart(from, count);
      for (const each of part.cases) fresh.push(each);
      const isFromIndex = indexed.size === from;
      from += count;
      if (from - indexed.size < this.#index.block) continue;
      // What was read bit by bit is read once more, for whole blocks.
      const whole = isFromIndex ? part : await this.#readPart(indexed.size, from - indexed.size);
      indexed = await this.#addBlocks(whole, indexed);
    }
    const cases = fresh.length === 0 ? before.cases : [...before.cases, ...fresh];
    this.#own = { head: { size, hash }, cases, indexed };
    return this.#own;
  }

  async #fromIndex(): Promise<Own> {
    const hashAt = async (seq: number) => (await this.#ledger.linesFrom(seq, 1))[0]?.hash;
    const { size, cases, last } = await this.#index.read(hashAt);
    return { head: { size, hash: last }, cases, indexed: { size, last } };
  }

  async #readPart(from: number, count: number): Promise<Part> {
    const lines = await this.#ledger.linesFrom(from, count);
    return { lines, cases: lines.flatMap(({ line, hash }) => caseEntries(line, () => hash)) };
  }

  /** A disk that does not take it costs time at the next start, and nothing else. */
  async #addBlocks({ lines, cases }: Part, indexed: Own['indexed']): Promise<Own['indexed']> {
    try {
      return await this.#index.add(lines, indexed, cases);
    } catch (error) {
      if (error instanceof LedgerError) return NO_MORE;
      throw error;
    }
  }

  async #readOthers(sample: Sample): Promise<Others> {
    const { revision } = this.#received;
    if (this.#others?.revision === revision) return this.#others;
    const rows = await this.#received.devices();
    const headers: Header[] = [];
    const standing = new Map<string, Standing>();
    const home = new Map<string, HandedIn>();
    const broken = new Set<string>();
    const found = await this.#headers.read(rows);
    for (const [number, device] of found.entries())
      for (const [place, each] of device.cases.entries()) {
        const { id, seq, kind } = each.header;
        const isPart = isIn(each, sample);
        const stands = standingIn(rows[number], seq);
        const from = device.from[place];
        if (from) home.set(id, from);
        // What does not hold decides nothing; an override is shown, and what is the matter with it.
        if (stands === 'broken') broken.add(id);
        if (!isPart || (stands === 'broken' && kind !== 'attempt')) continue;
        headers.push(each.header);
        standing.set(id, stands);
      }
    const { at, words, bare } = await this.#decided(standing, broken, sample);
    this.#others = { revision, headers, standing, bare, places: { at, home, words } };
    return this.#others;
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

/** Whether it is in a queue or decides on what is; it is drawn by this. */
export function isIn({ header, leaf }: CaseEntry, sample: Sample): boolean {
  sample.addHashed(header, leaf);
  const isLeftOut = isPickedFrom(header) && header.repeats === null;
  return !isLeftOut || sample.isPicked(header);
}

function standingIn(row: ReceivedDevice | undefined, seq: number): Standing {
  return row ? standingOf(seq, row) : 'unsigned';
}
