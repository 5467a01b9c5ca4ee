/**
 * The queue as one page holds it: each override once, and beside it a number for what it is under
 * each facet. A filter compares numbers, so a hundred thousand are gone through in the time of a
 * key press; counts come of the same pass, so they agree with the list.
 */
import { FACETS, type Facet, optionsOf, termOf } from './facets.ts';
import { grouped, isGrouping, orderOf } from './queue-order.ts';
import type { QueueSort, QueueView } from './queue-view.ts';
import type { CaseRow } from './rows.ts';

/** Terms of one facet, and which of them each row has. */
interface Column {
  readonly terms: string[];
  readonly byTerm: Map<string, number>;
  readonly codes: number[];
}

/** How many rows each option would list, were it chosen beside the other filters. */
export type FacetCounts = Readonly<Record<Facet, ReadonlyMap<string, number>>>;

export interface QueuePart {
  readonly rows: readonly CaseRow[];
  readonly counts: FacetCounts;
  /** How many would be listed with all states, beside the other filters. */
  readonly ofAnyState: number;
}

/** Words by which a term can be found, in the language of the page. */
export type Words = (facet: Facet, term: string) => string;

/** Facets of which the words can be searched. */
const SEARCHED = ['reason', 'signal', 'unit', 'officer', 'group', 'choice', 'rule'] as const;
/** They change with time alone. */
const TIMED = ['state', 'age', 'assigned'] as const satisfies readonly Facet[];

export class Queue {
  /** Added to in place: a copy for each part of a long list would be most of reading it. */
  #list: CaseRow[] = [];
  /** The same as an array that stays as it is; null where it is another by now. */
  #rows: readonly CaseRow[] | null = [];
  readonly #places = new Map<string, number>();
  #columns = emptyColumns();
  #orders = new Map<QueueSort, readonly number[]>();
  #now = 0;

  /** Another array whenever something changed. */
  get rows(): readonly CaseRow[] {
    this.#rows ??= [...this.#list];
    return this.#rows;
  }

  row(id: string): CaseRow | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.#list[place];
  }

  /** @param changed rows that are new, or another than they were @param now epoch milliseconds */
  take(changed: readonly CaseRow[], now: number): void {
    if (changed.length > 0) {
      const places = changed.map((row) => {
        const place = this.#places.get(row.id) ?? this.#list.length;
        this.#places.set(row.id, place);
        this.#list[place] = row;
        return place;
      });
      for (const facet of FACETS) encode(this.#columns[facet], facet, changed, places, now);
      this.#rows = null;
      this.#orders = new Map();
    }
    if (now === this.#now) return;
    this.#now = now;
    const places = this.#list.map((_row, place) => place);
    for (const facet of TIMED) {
      this.#columns[facet] = emptyColumn();
      encode(this.#columns[facet], facet, this.#list, places, now);
    }
  }

  clear(): void {
    this.#list = [];
    this.#rows = null;
    this.#places.clear();
    this.#columns = emptyColumns();
    this.#orders = new Map();
  }

  /** What a view lists, in its order, with the counts beside each filter. */
  part({ chosen, text, sort }: QueueView, words: Words): QueuePart {
    const hasWords = this.#finder(text, words);
    const facets = FACETS.map((facet) => {
      const { terms, codes } = this.#columns[facet];
      const tally = new Array<number>(terms.length).fill(0);
      return { codes, allowed: this.#allowed(facet, chosen[facet]), tally };
    });
    const filters = facets.filter(({ allowed }) => allowed !== null);
    const rows: CaseRow[] = [];
    // Gone through for each key press, a hundred thousand times: plain loops, and no filter that is not on.
    for (const place of this.#order(sort)) {
      const row = this.#list[place];
      if (row === undefined || (hasWords !== null && !hasWords(row, place))) continue;
      // Whoever fails one filter only is counted for that one: choosing another option would list it.
      let failed: (typeof facets)[number] | null = null;
      let failures = 0;
      for (const filter of filters) {
        if (filter.allowed?.[filter.codes[place] ?? -1]) continue;
        failed = filter;
        if (++failures > 1) break;
      }
      if (failures > 1) continue;
      if (failed !== null) count(failed, place);
      else {
        rows.push(row);
        for (const facet of facets) count(facet, place);
      }
    }
    const tallies = facets.map(({ tally }) => tally);
    return { rows, counts: this.#counts(tallies), ofAnyState: sumOf(tallies[0] ?? []) };
  }

  #counts(tallies: readonly (readonly number[])[]): FacetCounts {
    const counts = emptyCounts();
    for (const [number, facet] of FACETS.entries()) {
      const { terms } = this.#columns[facet];
      for (const [code, count] of (tallies[number] ?? []).entries())
        for (const option of optionsOf(facet, terms[code] ?? ''))
          counts[facet].set(option, (counts[facet].get(option) ?? 0) + count);
    }
    return counts;
  }

  /** By code of a term, whether it is among what was chosen; null where all are. */
  #allowed(facet: Facet, option: string | undefined): readonly boolean[] | null {
    if (option === undefined) return null;
    return this.#columns[facet].terms.map((term) => optionsOf(facet, term).includes(option));
  }

  /** Null where nothing is looked for. */
  #finder(text: string, words: Words): ((row: CaseRow, place: number) => boolean) | null {
    const tests = text
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => this.#wordTest(word, words));
    if (tests.length === 0) return null;
    return (row, place) => tests.every((test) => test(row, place));
  }

  /** Each term is looked at once, however many rows have it. */
  #wordTest(text: string, words: Words): (row: CaseRow, place: number) => boolean {
    const word = fold(text);
    const hits = SEARCHED.map((facet) => {
      const { terms, codes } = this.#columns[facet];
      // A staff number is looked for as people say it: tf4312 for TF-4312.
      const as = facet === 'officer' ? tight : fold;
      const wanted = as(text);
      return { codes, has: terms.map((term) => as(words(facet, term)).includes(wanted)) };
    });
    const seq = /^#\d{1,9}$/.test(word) ? Number(word.slice(1)) : null;
    const isId = /^[0-9a-f-]{8,}$/.test(word);
    return (row, place) =>
      row.seq === seq ||
      (isId && (row.id.startsWith(word) || row.device.startsWith(word))) ||
      hits.some(({ codes, has }) => has[codes[place] ?? -1]);
  }

  #order(sort: QueueSort): readonly number[] {
    const known = this.#orders.get(sort);
    if (known) return known;
    const order = this.#newOrder(sort);
    this.#orders.set(sort, order);
    return order;
  }

  #newOrder(sort: QueueSort): readonly number[] {
    if (!isGrouping(sort)) return orderOf(this.#list, sort);
    const { terms, codes } = this.#columns[sort];
    return grouped(this.#order('need'), terms, codes);
  }
}

/** One facet after the other: of rows that follow one another many have the same term. */
function encode(
  { terms, byTerm, codes }: Column,
  facet: Facet,
  rows: readonly CaseRow[],
  places: readonly number[],
  now: number,
): void {
  let [last, code]: [string | null, number] = [null, -1];
  let number = 0;
  for (const row of rows) {
    const term = termOf(facet, row, now);
    if (term !== last) {
      const known = byTerm.get(term);
      code = known ?? terms.push(term) - 1;
      if (known === undefined) byTerm.set(term, code);
      last = term;
    }
    codes[places[number++] ?? -1] = code;
  }
}

function count(
  { codes, tally }: { readonly codes: readonly number[]; readonly tally: number[] },
  place: number,
): void {
  const code = codes[place] ?? -1;
  tally[code] = (tally[code] ?? 0) + 1;
}

function emptyColumn(): Column {
  return { terms: [], byTerm: new Map(), codes: [] };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

/** Lower case without accents, so that "caniatad" finds "caniatâd". */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function tight(text: string): string {
  const joined = fold(text).replace(/[-./\s]/g, '');
  // Of marks alone nothing is left, which would be in every number.
  return joined === '' ? text : joined;
}

/** One of each facet. */
function ofEach<T>(make: () => T): Record<Facet, T> {
  return {
    state: make(),
    rule: make(),
    reason: make(),
    signal: make(),
    choice: make(),
    outcome: make(),
    decision: make(),
    unit: make(),
    officer: make(),
    group: make(),
    age: make(),
    risk: make(),
    passedOn: make(),
    assigned: make(),
    authorised: make(),
  };
}

function emptyColumns(): Record<Facet, Column> {
  return ofEach(emptyColumn);
}

function emptyCounts(): Record<Facet, Map<string, number>> {
  return ofEach(() => new Map<string, number>());
}
