/** Patterns that entries make over weeks: of rules and teams before people, and never of a few. */
import type { AttemptHeader, Header } from '../ledger/header.ts';
import { WRONG_MATCH } from '../policy/sampling.ts';
import { officerKey } from '../sites/officer.ts';
import type { Choice } from '../vocabulary.ts';
import { LIMITS } from './limits.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** 1 January 1970 was a Thursday: weeks begin on Monday. */
const MONDAY_MS = 3 * DAY_MS;

/** Part of a whole. */
export interface Share {
  readonly n: number;
  readonly of: number;
}

export type Pattern =
  /** More than the limit went on past the rule in each of two weeks, the earlier first. */
  | { readonly kind: 'hot-rule'; readonly rule: string; readonly weeks: readonly [Share, Share] }
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
  /** Decided within five seconds of opening. */
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

interface Team {
  held: number;
  overridden: number;
  flips: number;
  authorised: number;
  quick: number;
  readonly officers: Set<string>;
  /** By reason, four weeks before and now. */
  readonly reasons: readonly [Map<string, number>, Map<string, number>];
}

interface Person {
  held: number;
  overridden: number;
  wrong: number;
  emergencies: number;
  /** Times by record. */
  readonly lookups: Map<string, number[]>;
}

interface Reviewer {
  decided: number;
  quick: number;
}

/** Counts headers as they are read, in any order of devices. */
export class PatternCounter {
  readonly #from: number;
  readonly #before: number;
  readonly #rules = new Map<string, readonly [Counted, Counted]>();
  readonly #teams = new Map<string, Team>();
  readonly #people = new Map<string, Person>();
  readonly #reviewers = new Map<string, Reviewer>();
  /** When a reviewer last opened an override, by both. */
  readonly #opened = new Map<string, number>();
  /** A number as it was first written, by its key. */
  readonly #written = new Map<string, string>();
  #held = 0;

  /** @param now epoch milliseconds */
  constructor(now: number) {
    this.#before = weekOf(now);
    this.#from = this.#before - LIMITS.weeks * WEEK_MS;
  }

  add(header: Header): void {
    const { at } = header;
    if (at < this.#from || at >= this.#before) return;
    if (header.kind === 'attempt') this.#attempt(header);
    else if (header.kind === 'read') this.#opened.set(`${header.reader} ${header.of}`, at);
    else if (header.kind === 'review') {
      const opened = this.#opened.get(`${header.reviewer} ${header.of}`);
      if (opened === undefined) return;
      const reviewer = of(this.#reviewers, this.#keyOf(header.reviewer), newReviewer);
      reviewer.decided++;
      if (at - opened < QUICK_MS) reviewer.quick++;
    }
  }

  #attempt(header: AttemptHeader): void {
    const { choice, rule, reason, unit, officer, roleBefore, authorisation, dwellMs } = header;
    if (officer !== '') this.#lookup(header);
    if (!CHOSEN.has(choice)) return;
    this.#held++;
    const isOverridden = choice === 'overridden';
    const [earlier, later] = of(this.#rules, rule, newWeeks);
    const weeksAgo = Math.floor((this.#before - 1 - header.at) / WEEK_MS);
    if (weeksAgo < 2) count(weeksAgo === 0 ? later : earlier, isOverridden);
    const team = of(this.#teams, unit, newTeam);
    count(team, isOverridden);
    // Whoever nobody knows may be one of those that are known.
    if (officer !== '') team.officers.add(officerKey(officer));
    if (roleBefore !== undefined) team.flips++;
    if (authorisation) team.authorised++;
    if (authorisation && dwellMs < QUICK_MS) team.quick++;
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
    const teams = [...this.#teams].map(([unit, team]) => teamPatterns(unit, team));
    const name = (key: string) => this.#written.get(key) ?? key;
    const people = [...this.#people].map(([key, each]) => personPatterns(name(key), each));
    const reviewers = [...this.#reviewers].map(([key, each]) => reviewerPatterns(name(key), each));
    const rules = [...this.#rules].map(([rule, weeks]) => rulePatterns(rule, weeks));
    return {
      rules: rules.flatMap(({ patterns }) => patterns),
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

/** Monday, midnight UTC, of the week that a moment is in. */
function weekOf(at: number): number {
  return Math.floor((at + MONDAY_MS) / WEEK_MS) * WEEK_MS - MONDAY_MS;
}

interface Counted {
  held: number;
  overridden: number;
}

function count(counted: Counted, isOverridden: boolean): void {
  counted.held++;
  if (isOverridden) counted.overridden++;
}

function of<Key, Value>(map: Map<Key, Value>, key: Key, made: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = made();
  map.set(key, value);
  return value;
}

const newCounted = (): Counted => ({ held: 0, overridden: 0 });
const newWeeks = (): readonly [Counted, Counted] => [newCounted(), newCounted()];
const newTeam = (): Team => ({
  ...{ ...newCounted(), flips: 0, authorised: 0, quick: 0, officers: new Set<string>() },
  reasons: [new Map(), new Map()],
});
const newPerson = (): Person => ({
  ...{ ...newCounted(), wrong: 0, emergencies: 0, lookups: new Map<string, number[]>() },
});
const newReviewer = (): Reviewer => ({ decided: 0, quick: 0 });

interface Found {
  readonly patterns: readonly Pattern[];
  readonly isTooFew: boolean;
}

const TOO_FEW: Found = { patterns: [], isTooFew: true };

function rulePatterns(rule: string, weeks: readonly [Counted, Counted]): Found {
  if (weeks.some(({ held }) => held < LIMITS.heldInWeek)) return TOO_FEW;
  const isHot = weeks.every(({ held, overridden }) => overridden / held > LIMITS.hotShare);
  const [earlier, later] = weeks;
  const shares: [Share, Share] = [shareOf(earlier), shareOf(later)];
  return { patterns: isHot ? [{ kind: 'hot-rule', rule, weeks: shares }] : [], isTooFew: false };
}

const shareOf = ({ held, overridden }: Counted): Share => ({ n: overridden, of: held });

function teamPatterns(unit: string, team: Team): Found {
  // What is said of a team of two is said of a person.
  if (team.officers.size < LIMITS.officersInTeam || team.held < LIMITS.heldInTeam) return TOO_FEW;
  const patterns: Pattern[] = [];
  const [before, now] = team.reasons;
  const given = sum(now);
  const [most] = [...now].sort((a, b) => b[1] - a[1]);
  if (most && given >= LIMITS.reasonsInTeam && most[1] / given > LIMITS.oneReasonShare)
    patterns.push({ kind: 'one-reason', unit, reason: most[0], n: most[1], of: given });
  const isComparable = Math.min(sum(before), given) >= LIMITS.reasonsInTeam;
  const bits = { before: entropy(before), now: entropy(now) };
  if (isComparable && bits.before - bits.now > LIMITS.bitsLost)
    patterns.push({ kind: 'vaguer', unit, ...bits, of: given });
  if (team.flips >= LIMITS.fewest && team.flips / team.held > LIMITS.flipShare)
    patterns.push({ kind: 'role-flips', unit, n: team.flips, of: team.held });
  if (team.quick >= LIMITS.fewest && team.quick / team.authorised > LIMITS.quickShare)
    patterns.push({ kind: 'quick-authorisation', unit, n: team.quick, of: team.authorised });
  return { patterns, isTooFew: false };
}

const sum = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((total, each) => total + each, 0);

/** Bits of one reason, after Shannon (1948). */
function entropy(counts: ReadonlyMap<string, number>): number {
  const all = sum(counts);
  return [...counts.values()].reduce(
    (bits, each) => bits - (each / all) * Math.log2(each / all),
    0,
  );
}

function personPatterns(officer: string, person: Person): Found {
  const patterns: Pattern[] = [];
  const { held, overridden, wrong, emergencies, lookups } = person;
  const busiest = [...lookups.values()].map((times) => mostInWeek(times));
  const again = busiest.filter((n) => n >= LIMITS.lookupsOfRecord);
  const most = Math.max(0, ...busiest);
  if (again.length >= LIMITS.recordsAgain || most >= LIMITS.lookupsOfOne)
    patterns.push({ kind: 'repeat-lookups', officer, n: again.length, of: most });
  if (wrong >= LIMITS.fewest && wrong / overridden > LIMITS.personShare)
    patterns.push({ kind: 'wrong-match', officer, n: wrong, of: overridden });
  if (emergencies >= LIMITS.fewest && emergencies / held > LIMITS.personShare)
    patterns.push({ kind: 'life-at-risk', officer, n: emergencies, of: held });
  return { patterns, isTooFew: patterns.length === 0 && held < LIMITS.heldByPerson };
}

/** How many of the times lie within seven days at most. */
function mostInWeek(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  let [first, most] = [0, 0];
  for (const [last, at] of sorted.entries()) {
    while (at - (sorted[first] ?? at) > WEEK_MS) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

function reviewerPatterns(reviewer: string, { decided, quick }: Reviewer): Found {
  if (decided < LIMITS.heldByPerson) return TOO_FEW;
  const isQuick = quick >= LIMITS.fewest && quick / decided > LIMITS.quickShare;
  const patterns: readonly Pattern[] = isQuick
    ? [{ kind: 'quick-review', reviewer, n: quick, of: decided }]
    : [];
  return { patterns, isTooFew: false };
}
