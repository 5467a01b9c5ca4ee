/**
 * What an officer meets differently under another policy: each change once, with the regions of
 * the decision domain in which it shows. What has no effect is no change.
 */
import { isUsuallyFree } from '../review/working-days.ts';
import type { Language, Rank } from '../vocabulary.ts';
import type { PolicyInForce } from './assemble.ts';
import { TIME_NAMES, type TimeName } from './clocks.ts';
import type { Deciding, DecidingRule } from './deciding.ts';
import { asksReason, CELLS, Comparison, type Demand, occursAt } from './demand.ts';
import { type ProfileChange, profileChanges } from './diff-profiles.ts';
import type { SettingsChange } from './diff-settings.ts';
import type { Limits, Rule } from './model.ts';
import { type Region, regionsOf } from './regions.ts';
import { RETENTION_NAMES, type Retention } from './retention.ts';
import { SAMPLE_NAMES, type SampleName, type Sampling } from './sampling.ts';
import { addsHost } from './sites.ts';
import { compileTable, type DecisionTable } from './table.ts';

/** One respect in which two demands differ. */
export type Change =
  | { readonly of: 'outcome'; readonly before: Demand; readonly after: Demand }
  | { readonly of: 'reasons-added' | 'reasons-removed'; readonly codes: readonly string[] }
  | { readonly of: 'authoriser'; readonly before: Rank; readonly after: Rank }
  | { readonly of: 'wording'; readonly before: string; readonly after: string };

export interface ChangeIn {
  readonly change: Change;
  /** Numbers of the cells in which it shows, in table order. */
  readonly cells: readonly number[];
  readonly regions: readonly Region[];
}

/** Changes that hold for every attempt alike. */
export type GeneralChange =
  | {
      readonly of: 'limit';
      readonly name: keyof Limits | keyof Retention | TimeName | SampleName | 'assignedHours';
      readonly before: number;
      readonly after: number;
    }
  | { readonly of: 'holiday-added' | 'holiday-removed'; readonly day: string }
  | { readonly of: 'seed-added' | 'seed-removed' | 'seed-published'; readonly month: string }
  | { readonly of: 'deciding-added' | 'deciding-removed'; readonly rule: DecidingRule }
  | { readonly of: 'site-added' | 'site-removed'; readonly host: string }
  | ProfileChange
  | {
      readonly of: 'trial';
      readonly rule: string;
      /** Shown to officers meanwhile, or only recorded. */
      readonly how: 'pilot' | 'trial';
      /** Last day of the trial, null where there is none. */
      readonly before: string | null;
      readonly after: string | null;
    }
  | { readonly of: 'language'; readonly before: Language | null; readonly after: Language | null }
  /** Which force, or who uses the browser; whom is nobody's business here. */
  | { readonly of: 'force' | 'identity' | 'reviewers' }
  | SettingsChange;

export interface Difference {
  readonly cells: readonly ChangeIn[];
  readonly general: readonly GeneralChange[];
}

export function diff(before: PolicyInForce, after: PolicyInForce): Difference {
  return {
    cells: changesIn(compileTable(before.packs), compileTable(after.packs)),
    general: [
      ...limitChanges(before, after),
      ...siteChanges(before, after),
      ...profileChanges(before.profiles, after.profiles),
      ...trialChanges(before.trials, after.trials),
      ...otherChanges(before, after),
    ],
  };
}

export function changesIn(before: DecisionTable, after: DecisionTable): readonly ChangeIn[] {
  const comparison = new Comparison(before, after, changesBetween);
  const found = new Map<string, { change: Change; cells: number[] }>();
  for (const cell of CELLS.keys())
    for (const change of occursAt(cell) ? comparison.at(cell) : []) {
      const key = JSON.stringify(keyOf(change));
      const known = found.get(key);
      if (known) known.cells.push(cell);
      else found.set(key, { change, cells: [cell] });
    }
  return [...found.values()].map(({ change, cells }) => ({
    change,
    cells,
    regions: regionsOf(cells),
  }));
}

/** Of an outcome only what the sentence says: other reasons are a change of their own. */
export function keyOf(change: Change): unknown {
  if (change.of !== 'outcome') return change;
  const { before, after } = change;
  return [before.outcome, before.authoriser, after.outcome, after.authoriser];
}

function changesBetween(before: Demand, after: Demand): readonly Change[] {
  const changes: Change[] = [];
  if (before.outcome !== after.outcome) changes.push({ of: 'outcome', before, after });
  if (asksReason(before.outcome) && asksReason(after.outcome)) {
    const without = (some: Demand, other: Demand): readonly string[] =>
      some.reasons.filter((code) => !other.reasons.includes(code));
    const [added, removed] = [without(after, before), without(before, after)];
    if (added.length > 0) changes.push({ of: 'reasons-added', codes: added });
    if (removed.length > 0) changes.push({ of: 'reasons-removed', codes: removed });
  }
  if (before.authoriser && after.authoriser && before.authoriser !== after.authoriser)
    changes.push({ of: 'authoriser', before: before.authoriser, after: after.authoriser });
  if (before.wording && after.wording && before.wording !== after.wording)
    changes.push({ of: 'wording', before: before.wording, after: after.wording });
  return changes;
}

function limitChanges(before: PolicyInForce, after: PolicyInForce): readonly GeneralChange[] {
  const [from, to] = [before, after].map(({ limits, retention, clocks, sampling, deciding }) => ({
    ...{ ...limits, ...retention, ...clocks, ...sampling },
    assignedHours: deciding.assignedHours,
  }));
  if (!from || !to) return [];
  const limits = ['reasonWithinHours', 'repeatMinutes'] as const satisfies (keyof Limits)[];
  const freeIn = (one: PolicyInForce, other: PolicyInForce): readonly string[] =>
    one.clocks.holidays.filter(
      (day) => !other.clocks.holidays.includes(day) && !isUsuallyFree(day),
    );
  const [added, gone] = [freeIn(after, before), freeIn(before, after)];
  return [
    ...[
      ...limits,
      ...RETENTION_NAMES,
      ...TIME_NAMES,
      ...SAMPLE_NAMES,
      'assignedHours' as const,
    ].flatMap((name): GeneralChange[] =>
      from[name] === to[name] ? [] : [{ of: 'limit', name, before: from[name], after: to[name] }],
    ),
    ...added.map((day): GeneralChange => ({ of: 'holiday-added', day })),
    ...gone.map((day): GeneralChange => ({ of: 'holiday-removed', day })),
    ...seedChanges(before.sampling, after.sampling),
    ...decidingChanges(before.deciding, after.deciding),
  ];
}

function decidingChanges(before: Deciding, after: Deciding): readonly GeneralChange[] {
  const has = ({ rules }: Deciding, rule: DecidingRule) =>
    rules.some((each) => JSON.stringify(each) === JSON.stringify(rule));
  const added = after.rules.filter((rule) => !has(before, rule));
  const removed = before.rules.filter((rule) => !has(after, rule));
  const isOther = JSON.stringify(before.reviewers) !== JSON.stringify(after.reviewers);
  return [
    ...added.map((rule): GeneralChange => ({ of: 'deciding-added', rule })),
    ...removed.map((rule): GeneralChange => ({ of: 'deciding-removed', rule })),
    ...(isOther ? [{ of: 'reviewers' } as const] : []),
  ];
}

function seedChanges({ seeds: before }: Sampling, { seeds: after }: Sampling): GeneralChange[] {
  const told = after.flatMap(({ month, hash, seed }): GeneralChange[] => {
    const known = before.find((each) => each.month === month && each.hash === hash);
    if (!known) return [{ of: 'seed-added', month }];
    return seed !== undefined && known.seed === undefined ? [{ of: 'seed-published', month }] : [];
  });
  const gone = before.filter(
    ({ month, hash, seed }) =>
      !after.some(
        (each) => each.month === month && each.hash === hash && (!seed || each.seed !== undefined),
      ),
  );
  return [...told, ...gone.map(({ month }): GeneralChange => ({ of: 'seed-removed', month }))];
}

function siteChanges(before: PolicyInForce, after: PolicyInForce): readonly GeneralChange[] {
  const added = after.sites.guarded.filter((host) => addsHost(before.sites, host));
  const removed = before.sites.guarded.filter((host) => addsHost(after.sites, host));
  const once = (hosts: readonly string[]): readonly string[] => [...new Set(hosts)];
  return [
    ...once(added).map((host): GeneralChange => ({ of: 'site-added', host })),
    ...once(removed).map((host): GeneralChange => ({ of: 'site-removed', host })),
  ];
}

/** When something will be enforced is met by nobody today, and by everybody then. */
export function trialChanges(
  before: readonly Rule[],
  after: readonly Rule[],
): readonly GeneralChange[] {
  const endIn = (trials: readonly Rule[], rule: string): string | null =>
    trials.find(({ id }) => id === rule)?.until ?? null;
  const isPilot = (rule: string): boolean =>
    [...after, ...before].find(({ id }) => id === rule)?.mode === 'rehearse';
  const ids = new Set([...before, ...after].map(({ id }) => id));
  return [...ids].flatMap((rule): GeneralChange[] => {
    const [one, other] = [endIn(before, rule), endIn(after, rule)];
    if (one === other) return [];
    return [
      { of: 'trial', rule, how: isPilot(rule) ? 'pilot' : 'trial', before: one, after: other },
    ];
  });
}

function otherChanges(before: PolicyInForce, after: PolicyInForce): readonly GeneralChange[] {
  const isSame = (one: unknown, other: unknown): boolean =>
    JSON.stringify(one) === JSON.stringify(other);
  const changes: GeneralChange[] = [];
  if (before.language !== after.language)
    changes.push({ of: 'language', before: before.language, after: after.language });
  if (before.force?.code !== after.force?.code) changes.push({ of: 'force' });
  if (!isSame(before.identity, after.identity)) changes.push({ of: 'identity' });
  return changes;
}
