/** Who closes what, where nobody could, and what comes to nothing. */
import { unfitFor, unitsAmong } from '../review/quorum.ts';
import { mayBeSamePerson } from '../sites/staff-numbers.ts';
import type { Baseline } from './assemble.ts';
import {
  type DecidingRule,
  type DecidingWhen,
  decidingOf,
  joined,
  NATIONAL_DECIDING,
  type NamedReviewer,
  type Needs,
  NO_NEEDS,
  namedAs,
  unitKey,
} from './deciding.ts';
import type { Finding } from './lint.ts';
import type { ManagedSettings } from './schema.ts';

/** Rank, unit, people, in what they differ: whatever is asked of a case together, so many rules ask it. */
const DIMENSIONS = 4;

/** Paths lead from the settings. */
export function lintDeciding(
  settings: ManagedSettings,
  { reasonCodes, authorised }: Baseline,
): readonly Finding[] {
  const { deciding = [], reviewers } = settings;
  const own = decidingOf(settings).rules.slice(NATIONAL_DECIDING.rules.length);
  const unknown = deciding.flatMap(({ reasons = [] }, index) =>
    reasons.flatMap((code, at): Finding[] =>
      reasonCodes.includes(code)
        ? []
        : [
            {
              severity: 'error',
              code: 'unknown-reason',
              path: ['deciding', index, 'reasons', at],
              what: 'is no reason that anybody can give',
              instead: 'write a code of policies/national/reason-codes.json',
            },
          ],
    ),
  );
  const idle = own.flatMap((rule, index): Finding[] =>
    isSame(joined(rule, NO_NEEDS), NO_NEEDS)
      ? [
          {
            severity: 'warning',
            code: 'changes-nothing',
            path: ['deciding', index],
            what: 'asks for no more than any one reviewer, which is so anyway',
            instead: 'give "rank", "otherUnit" or "people", or take it out',
          },
        ]
      : [],
  );
  if (reviewers === undefined) return [...unknown, ...idle, ...notNamed(own, settings)];
  return [...unknown, ...idle, ...doubles(reviewers), ...unfilled(own, reviewers, authorised)];
}

function notNamed(
  own: readonly DecidingRule[],
  { identity, force }: ManagedSettings,
): readonly Finding[] {
  // The nation asks for somebody too. What one profile says of an officer, or of a rank, is another thing.
  const isOfForce = force !== undefined && (identity === undefined || identity.reviewer === true);
  const [first] = NATIONAL_DECIDING.rules;
  if (own.length === 0 && (!isOfForce || identity?.rank || first === undefined)) return [];
  const nation = `from ${first?.from} on the nation asks for ranks to close some overrides, and`;
  return [
    {
      severity: 'warning',
      code: 'reviewers-not-named',
      path: own.length > 0 ? ['deciding'] : [],
      what: `cannot be checked: ${own.length > 0 ? '' : `${nation} `}the file does not say who reviews, so nobody can tell whether somebody may close it`,
      instead: 'name them in "reviewers", with rank and unit',
    },
  ];
}

/** Two numbers that may be one person's are counted as one when people decide alike. */
function doubles(reviewers: readonly NamedReviewer[]): readonly Finding[] {
  return reviewers.flatMap(({ id }, index): Finding[] => {
    const first = reviewers.findIndex((other) => mayBeSamePerson(other.id, id));
    return first === index
      ? []
      : [
          {
            severity: 'warning',
            code: 'reviewer-twice',
            path: ['reviewers', index, 'id'],
            what: `can be read as the number of reviewers[${first}]: the two count as one person`,
            instead: 'take one of the two out, or correct the number',
          },
        ];
  });
}

function unfilled(
  own: readonly DecidingRule[],
  reviewers: readonly NamedReviewer[],
  authorised: readonly string[],
): readonly Finding[] {
  const whyUnfilled = filledBy(peopleOf(reviewers));
  const national = NATIONAL_DECIDING.rules.flatMap((rule): readonly Finding[] => {
    const why = whyUnfilled(rule);
    if (why !== null) return [nobody(['reviewers'], `lack whom the nation asks for: ${why}`)];
    return scarce(['reviewers'], rule, whyUnfilled, authorised);
  });
  const fillable = [...NATIONAL_DECIDING.rules, ...own].filter(
    (rule) => whyUnfilled(rule) === null,
  );
  const ofForce = own.flatMap((rule, index): readonly Finding[] => {
    const path = ['deciding', index];
    const alone = whyUnfilled(rule);
    if (alone !== null) return [nobody(path, `can be met by nobody: ${alone}`)];
    const others = fillable.filter((each) => each !== rule);
    const why = whyTogether(rule, rule, others, whyUnfilled, DIMENSIONS - 1);
    if (why !== null) return [nobody(path, `can be met by nobody beside other rules: ${why}`)];
    return scarce(path, rule, whyUnfilled, authorised);
  });
  return [...national, ...ofForce];
}

/** Two numbers that may be one person's are one, of the rank that counts for them. */
function peopleOf(reviewers: readonly NamedReviewer[]): readonly NamedReviewer[] {
  return reviewers
    .filter(
      ({ id }, index) => reviewers.findIndex((other) => mayBeSamePerson(other.id, id)) === index,
    )
    .map((each) => namedAs(reviewers, each.id) ?? each);
}

/** Whoever made or authorised an override may be a reviewer too, and does not decide on it. */
function scarce(
  path: Finding['path'],
  rule: DecidingRule,
  whyUnfilled: WhyUnfilled,
  authorised: readonly string[],
): readonly Finding[] {
  if (isSame(joined(rule, NO_NEEDS), NO_NEEDS)) return [];
  const { reasons, otherUnit } = rule;
  const isAuthorised = reasons?.some((code) => authorised.includes(code)) ?? true;
  // Whoever decides is of another unit than the officer, so is not the officer.
  const barred = (otherUnit ? 0 : 1) + (isAuthorised ? 1 : 0);
  const why = whyUnfilled(rule, barred);
  if (why === null) return [];
  const whose = isAuthorised ? 'made or authorised' : 'made';
  return [
    {
      severity: 'warning',
      code: 'nobody-to-spare',
      path,
      what: `can be met by nobody where one of them ${whose} the override: ${why}`,
      instead: 'name more people in "reviewers", with rank and unit',
    },
  ];
}

function nobody(path: Finding['path'], what: string): Finding {
  return {
    severity: 'error',
    code: 'nobody-may-close',
    path,
    what,
    instead:
      'name more people in "reviewers", with rank and unit, or ask for less: such overrides would stay open for ever',
  };
}

/** What several rules ask of a case that all of them are of. */
function whyTogether(
  when: DecidingWhen,
  needs: Needs,
  others: readonly DecidingRule[],
  whyUnfilled: WhyUnfilled,
  more: number,
): string | null {
  if (more === 0) return null;
  for (const [place, other] of others.entries()) {
    const both = joined(needs, other);
    const overlap = isSame(both, needs) ? null : overlapOf(when, other);
    if (overlap === null) continue;
    const why =
      whyUnfilled(both) ??
      whyTogether(overlap, both, others.slice(place + 1), whyUnfilled, more - 1);
    if (why !== null) return why;
  }
  return null;
}

/** Null where no case is of both. */
function overlapOf(one: DecidingWhen, other: DecidingWhen): DecidingWhen | null {
  const parts = {
    reasons: inBoth(one.reasons, other.reasons),
    kinds: inBoth(one.kinds, other.kinds),
    rules: inBoth(one.rules, other.rules),
    outcomes: inBoth(one.outcomes, other.outcomes),
  };
  return Object.values(parts).some((part) => part?.length === 0) ? null : parts;
}

function inBoth<Value>(
  one: readonly Value[] | undefined,
  other: readonly Value[] | undefined,
): readonly Value[] | undefined {
  return one && other ? one.filter((each) => other.includes(each)) : (one ?? other);
}

function isSame(one: Needs, other: Needs): boolean {
  return (
    one.rank === other.rank &&
    one.otherUnit === other.otherUnit &&
    one.people === other.people &&
    one.distinct === other.distinct
  );
}

/**
 * Null where some officer's case could be closed by some of them, whatever the officer's unit.
 *
 * @param barred how many of them may not decide on it, whoever they are
 */
type WhyUnfilled = (needs: Needs, barred?: number) => string | null;

/** Asked of many rules together, which mostly come to the same. */
function filledBy(people: readonly NamedReviewer[]): WhyUnfilled {
  const units = [...new Set(people.map(({ unit = '' }) => unit))].filter((unit) => unit !== '');
  const known = new Map<string, string | null>();
  return (needs, barred = 0) => {
    const key = [needs.rank, needs.otherUnit, needs.people, needs.distinct, barred].join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const why = whyShort(needs, barred, people, needs.otherUnit ? ['', ...units] : ['']);
    known.set(key, why);
    return why;
  };
}

function whyShort(
  needs: Needs,
  barred: number,
  people: readonly NamedReviewer[],
  units: readonly string[],
): string | null {
  for (const unit of units) {
    const fit = people.filter((each) => unfitFor(needs, each, { unit }) === null);
    const have = differing(fit, needs, barred);
    if (have >= needs.people) continue;
    const of = unit === '' ? '' : ` for a case of unit ${unit}`;
    return `it takes ${needs.people} of the named reviewers${ofRank(needs)}, and there are ${have}${of}`;
  }
  return null;
}

function ofRank({ rank, otherUnit, distinct }: Needs): string {
  return [
    ...(rank === null ? [] : [` of rank ${rank} or higher`]),
    ...(otherUnit ? [' of another unit than the officer'] : []),
    ...(distinct === 'unit' ? [' of different units'] : []),
  ].join('');
}

/** At the worst: those who are barred are of the units that have fewest. */
function differing(
  fit: readonly NamedReviewer[],
  { distinct, people }: Needs,
  barred: number,
): number {
  if (distinct === 'person' || people < 2) return Math.max(0, fit.length - barred);
  const sizes = new Map<string, number>();
  for (const { unit = '' } of fit) sizes.set(unitKey(unit), (sizes.get(unitKey(unit)) ?? 0) + 1);
  let left = barred;
  const lasting = [...sizes]
    .toSorted(([, one], [, other]) => one - other)
    .filter(([, size]) => {
      left -= size;
      return left < 0;
    });
  return unitsAmong(lasting.map(([unit]) => unit));
}
