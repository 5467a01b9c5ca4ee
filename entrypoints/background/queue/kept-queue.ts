/**
 * The queue of a reviewer over this device's own ledger, without its cases in memory: rows as they
 * are kept on the disk, and of what came since only the cases that it is about, folded anew. What is
 * kept is believed for as long as it is of this ledger and of what is in force; else it is made again
 * of the ledger.
 */
import type { CaseEntry } from '../../../core/ledger/case-columns.ts';
import type { Head } from '../../../core/ledger/entry.ts';
import { textHash } from '../../../core/policy/text-hash.ts';
import { caseEntries } from '../../../core/review/case-headers.ts';
import type { Case } from '../../../core/review/cases.ts';
import { MOST_ROWS, type QueueReply } from '../../../core/review/queue-messages.ts';
import { rowsText } from '../../../core/review/row-columns.ts';
import { isWithin, sameWithin, sameWithinBoth } from '../../../core/review/turning.ts';
import { beginsWith } from '../ledger/begins.ts';
import { LedgerError } from '../ledger/error.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { type Folded, fold, isReviewer, type ReviewParts, rowsOf } from '../review-cases.ts';
import { turns } from '../turns.ts';
import { entriesAbout, foldedAbout, Links, linkedIn } from './about.ts';
import { type KeptList, KeptRows } from './kept-rows.ts';

/** What rows are made of is another where this is. */
const FORMAT = 1;
/** Entries after which the list is made anew: the index of the ledger then takes them in as well. */
const MOST_SINCE = 2_048;
/** Parts that hold what changed, of which a page reads all, and entries that are folded at once. */
const MOST_CHANGES = 256;

type Answer = Pick<QueueReply, 'reading' | 'rows' | 'next' | 'hasMore' | 'all'>;

export class KeptQueue {
  readonly #kept = new KeptRows();
  readonly #together: number;
  readonly #inTurn = turns();
  #list: KeptList | null = null;
  #links: Links | null = null;
  #received: { readonly revision: number; readonly isEmpty: boolean } | null = null;
  /** Whether the disk refused: for as long as this background lives, nothing is kept. */
  #isOff = false;

  /** @param together rows of one part */
  constructor(together = MOST_ROWS) {
    this.#together = together;
  }

  /**
   * Rows from a place on; null where this queue is no such one.
   *
   * @throws LedgerError where the ledger does not answer
   */
  after(parts: ReviewParts, reading: string, after: number): Promise<Answer | null> {
    return this.#soundly(parts, async (list) => {
      const place = list.reading === reading ? after : 0;
      const { parts: count, all } = list;
      const common = { reading: list.reading, all };
      if (place >= count) return { ...common, rows: rowsText([]), next: count, hasMore: false };
      const rows = await this.#orOff(() => this.#kept.rows(list, place));
      return rows === null
        ? null
        : { ...common, rows, next: place + 1, hasMore: place + 1 < count };
    });
  }

  /**
   * Cases that have to do with an entry, and nothing else; null where this queue is no such one.
   *
   * @throws LedgerError where the ledger does not answer
   */
  about(parts: ReviewParts, id: string): Promise<Folded | null> {
    return this.#inTurn(async () => {
      const head = await parts.ledger.head();
      const links = await this.#linksNow(parts, head);
      if (links === null) return null;
      return foldedAbout(parts, await entriesAbout(parts.ledger, links, [id], head.size), head);
    });
  }

  /** As the ledger is now, without writing anything: whoever decides does not wait for a list to be made. */
  async #linksNow(parts: ReviewParts, head: Head): Promise<Links | null> {
    if (!(await this.#isOwnOnly(parts))) return this.#none();
    const known = this.#list ?? (await this.#orOff(() => this.#kept.list()));
    if (!known || this.#isOff || known.basis !== (await basisOf(parts))) return null;
    if (!(await isBeginOf(parts.ledger, known, head))) return null;
    const links = await this.#linksOf(known);
    links?.add(linkedIn((await freshIn(parts.ledger, known, head)).map(({ header }) => header)));
    return links;
  }

  /** @param use says null where it meets something else than what was kept: it is made anew, once */
  #soundly<T>(parts: ReviewParts, use: (list: KeptList) => Promise<T | null>): Promise<T | null> {
    return this.#inTurn(async () => {
      for (let tries = 0; tries < 2; tries++) {
        const list = await this.#current(parts);
        const found = list && (await use(list));
        if (list === null || found !== null || this.#isOff) return found;
        await this.#orOff(() => this.#kept.begin());
        this.#list = null;
      }
      return null;
    });
  }

  /** As the ledger is now; null where the queue is not of the own ledger alone. */
  async #current(parts: ReviewParts): Promise<KeptList | null> {
    if (!(await this.#isOwnOnly(parts))) return this.#none();
    const basis = await basisOf(parts);
    const head = await parts.ledger.head();
    const known = this.#list ?? (await this.#orOff(() => this.#kept.list()));
    if (this.#isOff) return this.#none();
    const isGood =
      known &&
      known.basis === basis &&
      isWithin(known.same, parts.now()) &&
      head.size - known.madeOf <= MOST_SINCE &&
      known.parts - known.first <= MOST_CHANGES &&
      (await isBeginOf(parts.ledger, known, head));
    const list = (isGood && (await this.#follow(parts, known, head))) || null;
    this.#list = list ?? (await this.#remake(parts));
    return this.#list;
  }

  /** What came since is folded with all that it has to do with; null where all is better made anew. */
  async #follow(parts: ReviewParts, known: KeptList, head: Head): Promise<KeptList | null> {
    const { size, hash } = head;
    if (size === known.size) return known;
    const fresh = await freshIn(parts.ledger, known, head);
    const list = { ...known, size, hash };
    if (fresh.length === 0) return list;
    if (fresh.length > MOST_CHANGES) return null;
    const links = await this.#linksOf(known);
    if (links === null) return null;
    const linked = linkedIn(fresh.map(({ header }) => header));
    links.add(linked);
    const ids = fresh.map(({ header }) => header.id);
    const folded = foldedAbout(parts, await entriesAbout(parts.ledger, links, ids, size), head);
    if (folded.cases.length + linked.length === 0) return list;
    const now = parts.now();
    const { deciding } = parts.policy.state.policy;
    const isNew = ({ attempt }: Case) => attempt.seq >= known.size;
    const next = {
      ...list,
      parts: known.parts + 1,
      all: known.all + folded.cases.filter(isNew).length,
      same: sameWithinBoth(known.same, sameWithin(folded.cases, deciding, now)),
    };
    const rows = rowsText(rowsOf(parts, folded, folded.cases, now));
    if (known.basis !== (await basisOf(parts))) return null;
    const isKept = await this.#orOff(() => this.#kept.keep(next, { rows, links: linked }));
    return isKept ? next : null;
  }

  /** Of the whole ledger. What was read for that is let go of. */
  async #remake(parts: ReviewParts): Promise<KeptList | null> {
    this.#links = null;
    if (this.#isOff) return null;
    const basis = await basisOf(parts);
    const folded = await fold(parts);
    // A store or a file of others came meanwhile: these rows hang on more than the own ledger.
    if (folded.held !== null || folded.received.size > 0) return null;
    const { cases, head, own } = folded;
    const now = parts.now();
    const reading = parts.newId();
    const count = Math.max(1, Math.ceil(cases.length / this.#together));
    const { deciding } = parts.policy.state.policy;
    const list: KeptList = {
      ...{ basis, reading, size: head.size, hash: head.hash, madeOf: head.size },
      ...{ parts: count, first: count, all: cases.length },
      same: sameWithin(cases, deciding, now),
    };
    const isWritten = await this.#orOff(async () => {
      await this.#kept.begin();
      for (let number = 0; number < count; number++) {
        const part = cases.slice(number * this.#together, (number + 1) * this.#together);
        const rows = rowsText(rowsOf(parts, folded, part, now));
        await this.#kept.add(reading, number, { rows, links: number === 0 ? linkedIn(own) : [] });
      }
      return true;
    });
    // Something else came into force meanwhile: some rows are of one and some of the other.
    if (!isWritten || basis !== (await basisOf(parts))) return null;
    if (!(await this.#orOff(() => this.#kept.keep(list)))) return null;
    await parts.caseLedgers.forget();
    return list;
  }

  async #linksOf(list: KeptList): Promise<Links | null> {
    if (this.#links) return this.#links;
    const linked = await this.#orOff(() => this.#kept.links(list));
    this.#links = linked && new Links(linked);
    return this.#links;
  }

  async #isOwnOnly({ policy, received }: ReviewParts): Promise<boolean> {
    const { policy: inForce, settings } = policy.state;
    if (this.#isOff || !isReviewer(inForce.identity) || settings?.delivery) return false;
    const { revision } = received;
    if (this.#received?.revision !== revision) {
      const counts = await received.reading((db) =>
        Promise.all([db.count('devices'), db.count('decisions')]),
      );
      this.#received = { revision, isEmpty: counts.every((count) => count === 0) };
    }
    return this.#received.isEmpty;
  }

  #none(): null {
    this.#list = null;
    this.#links = null;
    return null;
  }

  /** A disk that does not take it costs time and memory, and nothing else. */
  async #orOff<T>(use: () => Promise<T>): Promise<T | null> {
    try {
      return await use();
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      this.#isOff = true;
      return null;
    }
  }
}

/** What cases are made of among the entries that came since the list was as it is. */
async function freshIn(ledger: LedgerStore, known: KeptList, head: Head): Promise<CaseEntry[]> {
  if (head.size === known.size) return [];
  const lines = await ledger.linesFrom(known.size, head.size - known.size);
  return lines.flatMap((each) => caseEntries(each.line, () => each.hash));
}

function isBeginOf(ledger: LedgerStore, known: KeptList, head: Head): Promise<boolean> | boolean {
  const { size, hash } = known;
  return (size === head.size && hash === head.hash) || beginsWith(ledger, known, head.size);
}

/** Of the policy in force, and what else rows hang on beside the entries. */
async function basisOf(parts: ReviewParts): Promise<string> {
  const { policy, settings } = parts.policy.state;
  const { identity, limits, clocks, deciding, sampling } = policy;
  const { id: device } = await parts.device();
  const { extension, outcomes } = parts;
  const hasStore = Boolean(settings?.delivery);
  const inForce = { identity, limits, clocks, deciding, sampling, hasStore };
  const all = { FORMAT, extension, device, outcomes, ...inForce };
  return textHash(JSON.stringify(all));
}
