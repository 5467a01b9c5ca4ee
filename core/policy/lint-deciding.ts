/** Who closes what, where nobody could, and what comes to nothing. */
import { unfitFor } from '../review/quorum.ts';
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
  unitKey,
} from './deciding.ts';
import type { Finding } from './lint.ts';
import type { ManagedSettings } from './schema.ts';

/** Rank, unit, people, in what they differ: whatever is asked of a case together, so many rules ask it. */
const DIMENSIONS = 4;

/** Paths lead from the settings. */
export function lintDeciding(
  settings: ManagedSettings,
  { reasonCodes }: Baseline,
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
  if (reviewers === undefined) return [...unknown, ...idle, ...notNamed(own)];
  return [...unknown, ...idle, ...doubles(reviewers), ...unfilled(own, reviewers)];
}

function notNamed(own: readonly DecidingRule[]): readonly Finding[] {
  if (own.length === 0) return [];
  return [
    {
      severity: 'warning',
      code: 'reviewers-not-named',
      path: ['deciding'],
      what: 'cannot be checked: the file does not say who reviews, so nobody can tell whether somebody may close it',
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
): readonly Finding[] {
  const national = NATIONAL_DECIDING.rules.flatMap((rule): Finding[] => {
    const why = whyUnfilled(rule, reviewers);
    return why === null ? [] : [nobody(['reviewers'], `lack whom the nation asks for: ${why}`)];
  });
  const fillable = [...NATIONAL_DECIDING.rules, ...own].filter(
    (rule) => whyUnfilled(rule, reviewers) === null,
  );
  const ofForce = own.flatMap((rule, index): Finding[] => {
    const path = ['deciding', index];
    const alone = whyUnfilled(rule, reviewers);
    if (alone !== null) return [nobody(path, `can be met by nobody: ${alone}`)];
    const others = fillable.filter((each) => each !== rule);
    const why = whyTogether(rule, rule, others, reviewers, DIMENSIONS - 1);
    return why === null ? [] : [nobody(path, `can be met by nobody beside other rules: ${why}`)];
  });
  return [...national, ...ofForce];
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
  reviewers: readonly NamedReviewer[],
  more: number,
): string | null {
  if (more === 0) return null;
  for (const [place, other] of others.entries()) {
    const both = joined(needs, other);
    const overlap = isSame(both, needs) ? null : overlapOf(when, other);
    if (overlap === null) continue;
    const why =
      whyUnfilled(both, reviewers) ??
      whyTogether(overlap, both, others.slice(place + 1), reviewers, more - 1);
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

/** Null where some officer's case could be closed by some of them, whatever the officer's unit. */
function whyUnfilled(needs: Needs, reviewers: readonly NamedReviewer[]): string | null {
  const units = needs.otherUnit ? new Set(reviewers.map(({ unit = '' }) => unit)) : [];
  for (const unit of ['', ...units]) {
    const fit = reviewers.filter((each) => unfitFor(needs, each, { unit }) === null);
    const have = differing(fit, needs);
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

function differing(fit: readonly NamedReviewer[], { distinct, people }: Needs): number {
  const own = fit.filter(
    ({ id }, index) => fit.findIndex((other) => mayBeSamePerson(other.id, id)) === index,
  );
  if (distinct === 'person' || people < 2) return own.length;
  return new Set(own.map(({ unit = '' }) => unitKey(unit))).size;
}
