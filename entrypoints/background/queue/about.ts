/** Some cases of the own ledger by themselves: only their entries are read, and from their lines. */
import type { CaseEntry } from '../../../core/ledger/case-columns.ts';
import type { Head } from '../../../core/ledger/entry.ts';
import type { Header } from '../../../core/ledger/header.ts';
import { leafHash } from '../../../core/ledger/tree.ts';
import { caseEntries } from '../../../core/review/case-headers.ts';
import { foldCases } from '../../../core/review/cases.ts';
import { linksOf } from '../../../core/review/linked.ts';
import { Sample } from '../../../core/review/picked.ts';
import { isIn } from '../case-ledgers.ts';
import type { LedgerStore } from '../ledger/store.ts';
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

/**
 * All entries that have to do with some, in order of sequence.
 *
 * @param ids of entries, also such as are none
 * @param size how many entries, from the first, are looked at
 * @throws LedgerError
 */
export async function entriesAbout(
  ledger: LedgerStore,
  links: Links,
  ids: Iterable<string>,
  size: number,
): Promise<readonly CaseEntry[]> {
  const seen = new Set(ids);
  const found: CaseEntry[] = [];
  for (let wanted = [...seen]; wanted.length > 0; ) {
    const next = new Set<string>();
    for (const id of wanted) for (const each of links.of(id)) next.add(each);
    for (const line of (await ledger.linesOf(wanted)).values())
      for (const entry of caseEntries(line, () => leafHash(line))) {
        if (entry.header.seq >= size) continue;
        found.push(entry);
        for (const each of linksOf(entry.header)) next.add(each);
      }
    wanted = [...next].filter((id) => !seen.has(id));
    for (const id of wanted) seen.add(id);
  }
  return found.sort((a, b) => a.header.seq - b.header.seq);
}

/** @param entries all that have to do with one another, of the own ledger, in order of sequence */
export function foldedAbout(parts: ReviewParts, entries: readonly CaseEntry[], head: Head): Folded {
  const picks = new Sample(parts.policy.state.policy.sampling);
  const headers = entries.filter((each) => isIn(each, picks)).map(({ header }) => header);
  const places = { at: new Map(), home: new Map(), words: new Map() };
  const all = { headers, head, received: new Map(), own: headers, places, picks };
  const { outcomes, policy } = parts;
  const cases = foldCases(headers, outcomes, null, picks, policy.state.policy.deciding);
  return foldedOf(all, null, cases);
}
