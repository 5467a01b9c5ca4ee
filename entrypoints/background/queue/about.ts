/** Some cases by themselves: only the entries that they are made of are read, wherever they lie. */
import type { CaseEntry } from '../../../core/ledger/case-columns.ts';
import type { Head } from '../../../core/ledger/entry.ts';
import type { Header } from '../../../core/ledger/header.ts';
import { leafHash } from '../../../core/ledger/tree.ts';
import { caseEntries } from '../../../core/review/case-headers.ts';
import { foldCases } from '../../../core/review/cases.ts';
import { linksOf } from '../../../core/review/linked.ts';
import { Sample } from '../../../core/review/picked.ts';
import { isIn, joined, type OfDevice, othersIn } from '../others.ts';
import type { HandedIn, ReceivedDecision } from '../received/database.ts';
import { type Folded, foldedOf, type ReviewParts } from '../review-cases.ts';
import type { Linked } from './kept-rows.ts';

/** By id of an entry, those that belong to it. */
export class Links {
  readonly #to = new Map<string, Set<string>>();

  constructor(linked: readonly Linked[] = []) {
    this.add(linked);
  }

  add(linked: readonly Linked[]): void {
    for (const [id, ...to] of linked) for (const each of to) this.#of(each).add(id);
  }

  of(id: string): Iterable<string> {
    return this.#to.get(id) ?? [];
  }

  #of(id: string): Set<string> {
    const known = this.#to.get(id);
    if (known) return known;
    const none = new Set<string>();
    this.#to.set(id, none);
    return none;
  }
}

export function linkedIn(headers: readonly Header[]): readonly Linked[] {
  return headers.flatMap((header): Linked[] => {
    const to = linksOf(header);
    return to.length === 0 ? [] : [[header.id, ...to]];
  });
}

/** An entry of another device, and where it lay in the force's store. */
interface OfOthers {
  readonly entry: CaseEntry;
  readonly from: HandedIn | null;
}

/** Entries that have to do with one another. */
export interface About {
  /** Of the own ledger, in order of sequence. */
  readonly own: readonly CaseEntry[];
  readonly others: readonly OfOthers[];
  /** What lies at the places of decisions, in order of place. */
  readonly decisions: readonly ReceivedDecision[];
}

type AboutParts = Pick<ReviewParts, 'ledger' | 'received'>;

/**
 * All entries that have to do with some.
 *
 * @param ids of entries, also such as are none
 * @param size how many entries of the own ledger, from the first, are looked at
 * @param hasOthers whether anything of others is here
 * @throws LedgerError
 */
export async function entriesAbout(
  { ledger, received }: AboutParts,
  links: Links,
  ids: Iterable<string>,
  { size, hasOthers }: { readonly size: number; readonly hasOthers: boolean },
): Promise<About> {
  const seen = new Set(ids);
  const own: CaseEntry[] = [];
  const others: OfOthers[] = [];
  const decisions: ReceivedDecision[] = [];
  for (let wanted = [...seen]; wanted.length > 0; ) {
    const next = new Set<string>();
    const take = (entry: CaseEntry) => {
      for (const each of linksOf(entry.header)) next.add(each);
      return entry;
    };
    for (const id of wanted) for (const each of links.of(id)) next.add(each);
    for (const line of (await ledger.linesOf(wanted)).values())
      for (const entry of caseEntries(line, () => leafHash(line)))
        if (entry.header.seq < size) own.push(take(entry));
    if (hasOthers) {
      const found = await othersOf(received, wanted);
      for (const { line, from = null } of found.entries)
        for (const entry of caseEntries(line, () => leafHash(line)))
          others.push({ entry: take(entry), from });
      for (const decision of found.decisions) {
        decisions.push(decision);
        // Its entry may be here as well, or come later.
        if (decision.id !== '') next.add(decision.id);
      }
    }
    wanted = [...next].filter((id) => !seen.has(id));
    for (const id of wanted) seen.add(id);
  }
  return {
    own: own.sort((a, b) => a.header.seq - b.header.seq),
    others: others.sort((a, b) => inOrder(a.entry.header, b.entry.header)),
    decisions: decisions.sort((a, b) => (a.place < b.place ? -1 : 1)),
  };
}

function othersOf(received: AboutParts['received'], ids: readonly string[]) {
  return received.reading(async (db) => {
    const tx = db.transaction(['entries', 'decisions']);
    const byId = tx.objectStore('entries').index('id');
    const byAttempt = tx.objectStore('decisions').index('attempt');
    const [entries, decisions] = await Promise.all([
      Promise.all(ids.map((id) => byId.get(id))),
      Promise.all(ids.map((id) => byAttempt.getAll(id))),
    ]);
    return { entries: entries.filter((each) => each !== undefined), decisions: decisions.flat() };
  });
}

/** As all of them are read: device by device. */
function inOrder(a: Header, b: Header): number {
  if (a.device === b.device) return a.seq - b.seq;
  return a.device < b.device ? -1 : 1;
}

/** @param about all that have to do with one another @throws LedgerError */
export async function foldedAbout(parts: ReviewParts, about: About, head: Head): Promise<Folded> {
  const { claims, outcomes, policy, received } = parts;
  const { sampling, deciding } = policy.state.policy;
  const picks = new Sample(sampling);
  const own = about.own.filter((each) => isIn(each, picks)).map(({ header }) => header);
  const names = [...new Set(about.others.map(({ entry }) => entry.header.device))];
  const rows = await received.reading((db) =>
    Promise.all(names.map((device) => db.get('devices', device))),
  );
  const devices = names.map((name, place): OfDevice => {
    const all = about.others.filter(({ entry }) => entry.header.device === name);
    return {
      row: rows[place],
      cases: all.map(({ entry }) => entry),
      from: all.map(({ from }) => from),
    };
  });
  const others = othersIn(devices, about.decisions, picks);
  const all = joined(own, others, head, picks);
  const held = await claims.held(all);
  return foldedOf(all, held, foldCases(all.headers, outcomes, held, picks, deciding));
}
