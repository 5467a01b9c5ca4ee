/**
 * How review is going, for whoever leads it: time on card, second looks, planted cases. Of teams
 * before people, and of neither where there is too little. It decides about nobody.
 */
import type { Header, ReviewHeader } from '../ledger/header.ts';
import type { PlantedHeader } from '../ledger/planted.ts';
import type { ReviewOutcome } from '../policy/model.ts';
import type { Case } from '../review/cases.ts';
import type { PlantedCase } from '../review/planted-set.ts';
import { officerKey } from '../sites/officer.ts';
import { mayBeSamePerson } from '../sites/staff-numbers.ts';
import { type Agreement, agreementOf, type Pair } from './agreement.ts';
import type { PatternLimits } from './limits.ts';
import { Openings } from './openings.ts';
import { wholeWeeks } from './patterns.ts';
import { type Item, type Said, saidOf } from './said-of.ts';

/** Decisions within this time of opening the case are counted apart. */
export const QUICK_MS = 5_000;

export interface Measured {
  /** Decisions of which the opening is known. */
  readonly decided: number;
  /** From opening to decision, milliseconds: half took as long or less. Null where there are none. */
  readonly medianMs: number | null;
  readonly quick: number;
  /** A second reviewer's decision beside the first; null where there are too few. */
  readonly second: Agreement | null;
  /** Answers to planted cases beside those of the set; null where there are too few. */
  readonly planted: Agreement | null;
}

export interface Named extends Measured {
  /** A unit, or a staff number. */
  readonly name: string;
}

export interface ReviewQuality {
  /** Null where there are too few decisions, or too few people made them. */
  readonly all: Measured | null;
  readonly units: readonly Named[];
  readonly reviewers: readonly Named[];
  /** Units and people of whom nothing is said: too little, or what is too little would show by them. */
  readonly tooFew: { readonly units: number; readonly reviewers: number };
}

/** What a decision, or a pair of them, counts for, and how much. */
interface Counted<Value> extends Item {
  readonly value: Value;
}

/** Counts headers as they are read, each ledger in its own order. */
export class ReviewQualityCounter {
  readonly #from: number;
  readonly #before: number;
  readonly #limits: PatternLimits;
  readonly #set: ReadonlyMap<string, PlantedCase>;
  readonly #keepsOpen: ReadonlySet<string>;
  readonly #openings = new Openings();
  readonly #times: Counted<number>[] = [];
  readonly #seconds: Counted<Pair>[] = [];
  readonly #answers: Counted<Pair>[] = [];
  /** A number as it was first written, by its key. */
  readonly #written = new Map<string, string>();
  /** Units of overrides by id, and of which override a decision is, by its id. */
  readonly #unitOf = new Map<string, string>();
  readonly #ofWhich = new Map<string, string>();
  readonly #plants: PlantedHeader[] = [];
  readonly #decisions: (readonly [ReviewHeader, number])[] = [];

  /** @param now epoch milliseconds @param set the national one, to know what it answers */
  constructor(
    now: number,
    limits: PatternLimits,
    set: readonly PlantedCase[],
    outcomes: readonly ReviewOutcome[],
  ) {
    [this.#from, this.#before] = wholeWeeks(now);
    this.#limits = limits;
    this.#set = new Map(set.map((each) => [each.name, each]));
    this.#keepsOpen = new Set(outcomes.filter((each) => each.keepsOpen).map(({ code }) => code));
  }

  add(header: Header): void {
    // Decisions may be on what is older, and come before it from another ledger.
    if (header.kind === 'attempt') this.#unitOf.set(header.id, header.unit);
    if (header.kind === 'review') this.#ofWhich.set(header.id, header.of);
    if (header.kind === 'read') this.#openings.read(header);
    if (!this.#isIn(header)) return;
    if (header.kind === 'planted') this.#plants.push(header);
    else if (header.kind === 'review') {
      const took = this.#openings.took(header);
      if (took !== null) this.#decisions.push([header, took]);
    }
  }

  #isIn({ at }: Pick<Header, 'at'>): boolean {
    return at >= this.#from && at < this.#before;
  }

  /** @param cases by which it is known who looked a second time, and whether that decision counts */
  found(cases: readonly Case[]): ReviewQuality {
    for (const [{ of, reviewer }, took] of this.#decisions)
      this.#times.push(this.#counted(this.#unitOf.get(of), reviewer, took));
    for (const each of cases) this.#second(each);
    for (const { planted, after, reviewer, outcome } of this.#plants) {
      const answers = this.#set.get(planted)?.answers;
      const right = answers?.[0];
      if (right === undefined) continue;
      const said = answers?.includes(outcome) ? right : outcome;
      const unit = this.#unitOf.get(this.#ofWhich.get(after) ?? '');
      this.#answers.push(this.#counted(unit, reviewer, [said, right]));
    }
    return this.#said();
  }

  #said(): ReviewQuality {
    const { officersInTeam: people, heldInTeam: team, heldByPerson: person, pairs } = this.#limits;
    const times = saidOf(this.#times, { person, team, people });
    const ofPairs = { person: pairs, team: pairs, people };
    const second = saidOf(this.#seconds, ofPairs, times);
    const planted = saidOf(this.#answers, ofPairs, times);
    const measured = (isSaid: (said: Said) => boolean, isOf: (item: Item) => boolean): Measured => {
      const agreed = (said: Said, all: readonly Counted<Pair>[]) =>
        isSaid(said) ? agreementOf(all.filter(isOf).map(({ value }) => value)) : null;
      return {
        ...timesOf(this.#times.filter(isOf).map(({ value }) => value)),
        second: agreed(second, this.#seconds),
        planted: agreed(planted, this.#answers),
      };
    };
    const every = [...this.#times, ...this.#seconds, ...this.#answers];
    const count = (names: readonly (string | undefined)[]) => new Set(names.filter(isKnown)).size;
    return {
      all: times.all
        ? measured(
            ({ all }) => all,
            () => true,
          )
        : null,
      units: [...times.units].map((name) => ({
        name,
        ...measured(
          ({ units }) => units.has(name),
          ({ unit }) => unit === name,
        ),
      })),
      reviewers: [...times.people].map((key) => ({
        name: this.#written.get(key) ?? key,
        ...measured(
          (said) => said.people.has(key),
          (item) => item.person === key,
        ),
      })),
      tooFew: {
        units: count(every.map(({ unit }) => unit)) - times.units.size,
        reviewers: count(every.map((item) => item.person)) - times.people.size,
      },
    };
  }

  /** The first decision is held against that of whoever looked a second time. */
  #second({ attempt, second, decisions, statuses }: Case): void {
    if (!second?.done || !this.#isIn(second.first)) return;
    const { first } = second;
    const other = decisions.find(
      ({ id, reviewer, outcome }) =>
        id !== first.id &&
        !this.#keepsOpen.has(outcome) &&
        (statuses.get(id) === 'stands' || statuses.get(id) === 'followed') &&
        !mayBeSamePerson(reviewer, first.reviewer),
    );
    if (other === undefined) return;
    this.#seconds.push(this.#counted(attempt.unit, first.reviewer, [first.outcome, other.outcome]));
  }

  #counted<Value>(unit: string | undefined, reviewer: string, value: Value): Counted<Value> {
    const person = officerKey(reviewer);
    if (!this.#written.has(person)) this.#written.set(person, reviewer);
    return { person, unit, value };
  }
}

const isKnown = (name: string | undefined): name is string => name !== undefined;

function timesOf(times: readonly number[]): Pick<Measured, 'decided' | 'medianMs' | 'quick'> {
  return {
    decided: times.length,
    medianMs: medianOf(times),
    quick: times.filter((took) => took < QUICK_MS).length,
  };
}

function medianOf(times: readonly number[]): number | null {
  const sorted = times.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
