/** The ledgers of which cases are made: this device's own, and what came from others. */
import type { CaseEntry } from '../../core/ledger/case-columns.ts';
import type { Head } from '../../core/ledger/entry.ts';
import type { Header } from '../../core/ledger/header.ts';
import { NATIONAL_SAMPLING, type Sampling } from '../../core/policy/sampling.ts';
import { caseEntries } from '../../core/review/case-headers.ts';
import { Sample } from '../../core/review/picked.ts';
import type { CaseIndex } from './case-index.ts';
import { OwnHistory } from './history/own-entries.ts';
import { beginsWith } from './ledger/begins.ts';
import { LedgerError } from './ledger/error.ts';
import type { Line } from './ledger/segments.ts';
import type { LedgerStore } from './ledger/store.ts';
import { type CaseHeaders, isIn, joined, type Others, othersIn } from './others.ts';
import { type OthersState, readState } from './received/state.ts';
import type { ReceivedStore } from './received/store.ts';
import { ReceivedHeaders } from './received-headers.ts';
import { turns } from './turns.ts';

interface Own {
  readonly head: Head;
  /** Also those that are in no queue because they were not picked. */
  readonly cases: readonly CaseEntry[];
  /** How many entries, from the first, are in the index, and the leaf hash of the last of them. */
  readonly indexed: { readonly size: number; readonly last: string };
}

/** What came from others, as it was at one moment. */
interface OthersRead extends Others {
  readonly revision: number;
  readonly state: OthersState;
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
  readonly of: readonly [own: readonly Header[], others: OthersRead];
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
  #others: OthersRead | null = null;
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

  /** How far what came from others had come when this was read; null where more was read since. */
  stateOf({ received }: Pick<CaseHeaders, 'received'>): OthersState | null {
    return this.#others?.standing === received ? this.#others.state : null;
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
      this.#headers.forget();
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
    this.#whole = { of: [mine, others], ...joined(mine, others, head, sample) };
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

  async #readOthers(sample: Sample): Promise<OthersRead> {
    const { revision } = this.#received;
    if (this.#others?.revision === revision) return this.#others;
    const { rows, decisions, state } = await readState(this.#received, true);
    const found = await this.#headers.read(rows);
    const devices = found.map(({ cases, from }, place) => ({ row: rows[place], cases, from }));
    this.#others = { revision, state, ...othersIn(devices, decisions, sample) };
    return this.#others;
  }
}
