/**
 * The queue of a reviewer, without its cases in memory: rows as they are kept on the disk, and of what
 * came since, here or from others, only the cases that it is about, folded anew. What is kept is
 * believed for as long as it is of these ledgers and of what is in force; else it is made again of them.
 */
import type { Head } from '../../../core/ledger/entry.ts';
import { caseEntries } from '../../../core/review/case-headers.ts';
import { MOST_ROWS, type QueueReply } from '../../../core/review/queue-messages.ts';
import { rowsText } from '../../../core/review/row-columns.ts';
import { isWithin, sameWithin, sameWithinBoth } from '../../../core/review/turning.ts';
import { textHash } from '../../../core/text-hash.ts';
import { beginsWith } from '../ledger/begins.ts';
import { LedgerError } from '../ledger/error.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { type ChangedSince, changedSince, type OthersState, readState } from '../received/state.ts';
import { type Folded, fold, isReviewer, type ReviewParts, rowsOf } from '../review-cases.ts';
import { turns } from '../turns.ts';
import { entriesAbout, foldedAbout, Links, linkedIn } from './about.ts';
import { type KeptList, KeptRows } from './kept-rows.ts';

/** What rows are made of is another where this is. */
const FORMAT = 2;
/** Entries after which the list is made anew: the index of the ledger then takes them in as well. */
const MOST_SINCE = 2_048;
/** More devices than reviewers read of: what is known of each is written with each list. */
const MOST_DEVICES = 2_000;
/** Parts that hold what changed, of which a page reads all, and entries that are folded at once. */
const MOST_CHANGES = 256;

type Answer = Pick<QueueReply, 'reading' | 'rows' | 'next' | 'hasMore' | 'all'>;

export class KeptQueue {
  readonly #kept = new KeptRows();
  readonly #together: number;
  readonly #inTurn = turns();
  #list: KeptList | null = null;
  #links: Links | null = null;
  #others: { readonly revision: number; readonly state: OthersState } | null = null;
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
      const now = await this.#now(parts);
      const links = now && (await this.#linksNow(parts, now));
      if (now === null || links === null) return null;
      return foldedAbout(parts, await entriesAbout(parts, links, [id], sizeOf(now)), now.head);
    });
  }

  /** As the ledgers are now, without writing anything: whoever decides does not wait for a list to be made. */
  async #linksNow(parts: ReviewParts, now: Now): Promise<Links | null> {
    const known = this.#list ?? (await this.#orOff(() => this.#kept.list()));
    if (!known || this.#isOff || known.basis !== now.basis) return null;
    const since = await sinceOf(parts, known, now);
    const links = since && (await this.#linksOf(known));
    links?.add(linkedIn(since?.fresh.map(({ header }) => header) ?? []));
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

  /** As the ledgers are now; null where nothing is kept for this reader. */
  async #current(parts: ReviewParts): Promise<KeptList | null> {
    const now = await this.#now(parts);
    if (now === null) return null;
    const known = this.#list ?? (await this.#orOff(() => this.#kept.list()));
    if (this.#isOff) return this.#none();
    const isGood =
      known &&
      known.basis === now.basis &&
      isWithin(known.same, parts.now()) &&
      now.head.size - known.madeOf <= MOST_SINCE &&
      known.parts - known.first <= MOST_CHANGES;
    const list = (isGood && (await this.#follow(parts, known, now))) || null;
    this.#list = list ?? (await this.#remake(parts));
    return this.#list;
  }

  /** What came since is folded with all that it has to do with; null where all is better made anew. */
  async #follow(parts: ReviewParts, known: KeptList, now: Now): Promise<KeptList | null> {
    const { head, others } = now;
    const since = await sinceOf(parts, known, now);
    if (since === null) return null;
    const list = { ...known, size: head.size, hash: head.hash, others };
    const ids = new Set([...since.fresh.map(({ header }) => header.id), ...since.others]);
    if (ids.size === 0) return list;
    if (ids.size > MOST_CHANGES) return null;
    const links = await this.#linksOf(known);
    if (links === null) return null;
    const linked = linkedIn(since.fresh.map(({ header }) => header));
    links.add(linked);
    const folded = await foldedAbout(
      parts,
      await entriesAbout(parts, links, ids, sizeOf(now)),
      head,
    );
    if (folded.cases.length + linked.length === 0) return list;
    const at = parts.now();
    const { deciding } = parts.policy.state.policy;
    const fresh = new Set(since.fresh.map(({ header }) => header.id));
    const next = {
      ...list,
      parts: known.parts + 1,
      all: known.all + folded.cases.filter(({ attempt }) => fresh.has(attempt.id)).length,
      same: sameWithinBoth(known.same, sameWithin(folded.cases, deciding, at)),
    };
    const rows = rowsText(rowsOf(parts, folded, folded.cases, at));
    if (known.basis !== (await basisOf(parts))) return null;
    const isKept = await this.#orOff(() => this.#kept.keep(next, { rows, links: linked }));
    return isKept ? next : null;
  }

  /** Of all ledgers. What was read for that is let go of. */
  async #remake(parts: ReviewParts): Promise<KeptList | null> {
    this.#links = null;
    if (this.#isOff) return null;
    const basis = await basisOf(parts);
    const folded = await fold(parts);
    const others = parts.caseLedgers.stateOf(folded);
    if (others === null || others.devices.length > MOST_DEVICES) return null;
    const { cases, head, headers } = folded;
    const now = parts.now();
    const reading = parts.newId();
    const count = Math.max(1, Math.ceil(cases.length / this.#together));
    const { deciding } = parts.policy.state.policy;
    const list: KeptList = {
      ...{ basis, reading, size: head.size, hash: head.hash, madeOf: head.size },
      ...{ parts: count, first: count, all: cases.length, others },
      same: sameWithin(cases, deciding, now),
    };
    const isWritten = await this.#orOff(async () => {
      await this.#kept.begin();
      for (let number = 0; number < count; number++) {
        const part = cases.slice(number * this.#together, (number + 1) * this.#together);
        const rows = rowsText(rowsOf(parts, folded, part, now));
        await this.#kept.add(reading, number, {
          rows,
          links: number === 0 ? linkedIn(headers) : [],
        });
      }
      return true;
    });
    // Something else came into force meanwhile: some rows are of one and some of the other.
    if (!isWritten || basis !== (await basisOf(parts))) return null;
    if (!(await this.#orOff(() => this.#kept.keep(list)))) return null;
    await parts.caseLedgers.forget();
    parts.claims.forget();
    return list;
  }

  async #linksOf(list: KeptList): Promise<Links | null> {
    if (this.#links) return this.#links;
    const linked = await this.#orOff(() => this.#kept.links(list));
    this.#links = linked && new Links(linked);
    return this.#links;
  }

  /** All that a list hangs on; null where nothing is kept for this reader. */
  async #now(parts: ReviewParts): Promise<Now | null> {
    if (this.#isOff || !isReviewer(parts.policy.state.policy.identity)) return this.#none();
    const { received, ledger } = parts;
    const { revision } = received;
    if (this.#others?.revision !== revision)
      this.#others = { revision, state: (await readState(received)).state };
    const others = this.#others.state;
    if (others.devices.length > MOST_DEVICES) return this.#none();
    return { basis: await basisOf(parts), head: await ledger.head(), others };
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

interface Now {
  readonly basis: string;
  readonly head: Head;
  readonly others: OthersState;
}

const sizeOf = ({ head: { size }, others }: Now) => ({
  size,
  hasOthers: others.devices.length + others.decisions > 0,
});

/** What came since the list was as it is; null where that cannot be said, or it is a lot. */
async function sinceOf(
  { ledger, received }: ReviewParts,
  known: KeptList,
  { head, others }: Now,
): Promise<ChangedSince | null> {
  if (!(await isBeginOf(ledger, known, head))) return null;
  const since = await changedSince(received, known.others, others, MOST_SINCE);
  if (since === null || head.size === known.size) return since;
  const lines = await ledger.linesFrom(known.size, head.size - known.size);
  const own = lines.flatMap((each) => caseEntries(each.line, () => each.hash));
  return { ...since, fresh: [...own, ...since.fresh] };
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
  const { force, unit } = settings?.delivery ?? {};
  const store = settings?.delivery ? [force, unit] : null;
  const inForce = { identity, limits, clocks, deciding, sampling, store };
  const all = { FORMAT, extension, device, outcomes, ...inForce };
  return textHash(JSON.stringify(all));
}
