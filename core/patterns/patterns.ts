/** Patterns that entries make over weeks: of rules and teams before people, and never of a few. */
import type { AttemptHeader, Header } from '../ledger/header.ts';
import { WRONG_MATCH } from '../policy/sampling.ts';
import { officerKey } from '../sites/officer.ts';
import type { Choice } from '../vocabulary.ts';
import { LIMITS, NATIONAL_PATTERN_LIMITS, type PatternLimits } from './limits.ts';
import { Openings } from './openings.ts';
import {
  type Counted,
  count,
  newPerson,
  newReviewer,
  newTeam,
  newWeeks,
  type Person,
  personPatterns,
  type Reviewer,
  reviewerPatterns,
  rulePatterns,
  type Team,
  teamPatterns,
  WEEK_MS,
} from './stands-out.ts';
import { type HourPattern, WeekHours } from './week-hours.ts';

/** 1 January 1970 was a Thursday: weeks begin on Monday. */
const MONDAY_MS = 3 * 86_400_000;

/** Part of a whole. */
export interface Share {
  readonly n: number;
  readonly of: number;
}

export type Pattern =
  /** More than the limit went on past the rule in each of two weeks, the earlier first. */
  | { readonly kind: 'hot-rule'; readonly rule: string; readonly weeks: readonly [Share, Share] }
  | HourPattern
  | ({ readonly kind: 'one-reason'; readonly unit: string; readonly reason: string } & Share)
  /** Reasons say less than they did: bits of one reason, four weeks before and now. */
  | {
      readonly kind: 'vaguer';
      readonly unit: string;
      readonly before: number;
      readonly now: number;
      readonly of: number;
    }
  /** Somebody's role was changed after a hold. */
  | ({ readonly kind: 'role-flips'; readonly unit: string } & Share)
  /** A second person was named within five seconds. */
  | ({ readonly kind: 'quick-authorisation'; readonly unit: string } & Share)
  /** Decided, or answered an officer who asked, within five seconds of seeing it. */
  | ({ readonly kind: 'quick-review'; readonly reviewer: string } & Share)
  | ({ readonly kind: 'wrong-match'; readonly officer: string } & Share)
  | ({ readonly kind: 'life-at-risk'; readonly officer: string } & Share)
  /** `n` records were looked up again and again, one of them `of` times within a week. */
  | ({ readonly kind: 'repeat-lookups'; readonly officer: string } & Share);

export interface Patterns {
  readonly rules: readonly Pattern[];
  readonly teams: readonly Pattern[];
  readonly people: readonly Pattern[];
  /** Epoch milliseconds: whole weeks, the last of them before the one that is going on. */
  readonly from: number;
  readonly before: number;
  /** Held acts in that time. */
  readonly held: number;
  /** Rules, teams and people of which there is too little to say anything. */
  readonly tooFew: { readonly rules: number; readonly teams: number; readonly people: number };
}

/** Held, and the officer chose: what a share is of. */
const CHOSEN: ReadonlySet<Choice> = new Set([
  ...(['complied', 'overridden', 'asked', 'abandoned', 'corrected', 'emergency'] as const),
]);
const WENT_ON: ReadonlySet<Choice> = new Set(['overridden', 'repeated', 'emergency']);
const LOOKUPS: ReadonlySet<string> = new Set(['immigration-lookup', 'pnc-check']);
const QUICK_MS = 5_000;

/** Counts headers as they are read, in any order of devices. */
export class PatternCounter {
  readonly #from: number;
  readonly #before: number;
  readonly #limits: PatternLimits;
  readonly #hours = new WeekHours();
  readonly #rules = new Map<string, readonly [Counted, Counted]>();
  readonly #teams = new Map<string, Team>();
  readonly #people = new Map<string, Person>();
  readonly #reviewers = new Map<string, Reviewer>();
  readonly #openings = new Openings();
  /** A number as it was first written, by its key. */
  readonly #written = new Map<string, string>();
  #held = 0;

  /** @param now epoch milliseconds */
  constructor(now: number, limits: PatternLimits = NATIONAL_PATTERN_LIMITS) {
    this.#limits = limits;
    [this.#from, this.#before] = wholeWeeks(now);
  }

  add(header: Header): void {
    const { at } = header;
    if (header.kind === 'read') this.#openings.read(header);
    if (at < this.#from || at >= this.#before) return;
    if (header.kind === 'attempt') this.#attempt(header);
    else if (header.kind === 'review') {
      const took = this.#openings.took(header);
      if (took !== null) this.#decided(header.reviewer, took);
    } else if (header.kind === 'approval' && header.dwellMs !== undefined)
      this.#decided(header.by, header.dwellMs);
  }

  #decided(by: string, afterMs: number): void {
    const reviewer = of(this.#reviewers, this.#keyOf(by), newReviewer);
    reviewer.decided++;
    if (afterMs < QUICK_MS) reviewer.quick++;
  }

  #attempt(header: AttemptHeader): void {
    const { choice, rule, reason, unit, officer, roleBefore, authorisation, dwellMs } = header;
    if (officer !== '') this.#lookup(header);
    if (!CHOSEN.has(choice)) return;
    this.#held++;
    const isOverridden = choice === 'overridden';
    // Also at once, because life was at risk: else a rule that is always left that way stands out never.
    const isPast = WENT_ON.has(choice);
    this.#hours.add(header, isPast);
    const [earlier, later] = of(this.#rules, rule, newWeeks);
    const weeksAgo = Math.floor((this.#before - 1 - header.at) / WEEK_MS);
    if (weeksAgo < 2) count(weeksAgo === 0 ? later : earlier, isPast);
    const team = of(this.#teams, unit, newTeam);
    count(team, isOverridden);
    // Whoever nobody knows may be one of those that are known.
    if (officer !== '') team.officers.add(officerKey(officer));
    if (roleBefore !== undefined) team.flips++;
    // Who was asked and granted it is no name that somebody wrote down.
    const isNamed = authorisation?.status === 'claimed';
    if (isNamed) team.authorised++;
    if (isNamed && dwellMs < QUICK_MS) team.quick++;
    const recent = team.reasons[weeksAgo < LIMITS.weeks / 2 ? 1 : 0];
    if (isOverridden && reason) recent.set(reason, (recent.get(reason) ?? 0) + 1);
    if (officer === '') return;
    const person = of(this.#people, this.#keyOf(officer), newPerson);
    count(person, isOverridden);
    if (reason === WRONG_MATCH) person.wrong++;
    if (choice === 'emergency') person.emergencies++;
  }

  #lookup({ signal, choice, record, officer, at }: AttemptHeader): void {
    if (record === null || !LOOKUPS.has(signal) || !WENT_ON.has(choice)) return;
    const { lookups } = of(this.#people, this.#keyOf(officer), newPerson);
    of(lookups, record, () => []).push(at);
  }

  #keyOf(number: string): string {
    const key = officerKey(number);
    if (!this.#written.has(key)) this.#written.set(key, number);
    return key;
  }

  /** What stands out. Nothing is kept of who or what does not. */
  get found(): Patterns {
    const teams = [...this.#teams].map(([unit, team]) => teamPatterns(unit, team, this.#limits));
    const name = (key: string) => this.#written.get(key) ?? key;
    const people = [...this.#people].map(([key, each]) =>
      personPatterns(name(key), each, this.#limits),
    );
    const reviewers = [...this.#reviewers].map(([key, each]) =>
      reviewerPatterns(name(key), each, this.#limits),
    );
    const rules = [...this.#rules].map(([rule, weeks]) => rulePatterns(rule, weeks, this.#limits));
    return {
      rules: [...rules.flatMap(({ patterns }) => patterns), ...this.#hours.found(this.#limits)],
      teams: teams.flatMap(({ patterns }) => patterns),
      people: [...people, ...reviewers].flatMap(({ patterns }) => patterns),
      from: this.#from,
      before: this.#before,
      held: this.#held,
      tooFew: {
        rules: rules.filter(({ isTooFew }) => isTooFew).length,
        teams: teams.filter(({ isTooFew }) => isTooFew).length,
        people: [...people, ...reviewers].filter(({ isTooFew }) => isTooFew).length,
      },
    };
  }
}

/** The weeks that are looked at: from the first, and before the one that is going on. */
export function wholeWeeks(now: number): readonly [from: number, before: number] {
  const before = weekOf(now);
  return [before - LIMITS.weeks * WEEK_MS, before];
}

/** Monday, midnight UTC, of the week that a moment is in. */
function weekOf(at: number): number {
  return Math.floor((at + MONDAY_MS) / WEEK_MS) * WEEK_MS - MONDAY_MS;
}

export function of<Key, Value>(map: Map<Key, Value>, key: Key, made: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = made();
  map.set(key, value);
  return value;
}
