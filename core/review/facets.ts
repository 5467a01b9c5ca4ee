/** By what the queue can be filtered, and what each override is under each of them. */
import { isAssigned } from './assigned.ts';
import type { CaseState } from './cases.ts';
import type { CaseRow } from './rows.ts';
import { stratumOf } from './sampling.ts';

export const FACETS = [
  'state',
  'rule',
  'reason',
  'signal',
  'choice',
  'outcome',
  'decision',
  'unit',
  'officer',
  'group',
  'age',
  'risk',
  'passedOn',
  'assigned',
  'authorised',
] as const;
export type Facet = (typeof FACETS)[number];

/** As they are offered. `another`, `late` and `escalated` stand beside the state and never in place of it. */
export const STATE_OPTIONS = [
  'open',
  /** Decided, and not yet by as many people as have to decide alike. */
  'another',
  'late',
  'escalated',
  'more-information',
  'waiting',
  'conflicting',
  'decided',
] as const;
export type StateOption = (typeof STATE_OPTIONS)[number];

/** Days since it was made, up to and without. */
export const AGE_OPTIONS = ['day', 'week', 'fortnight', 'month', 'older'] as const;
export type AgeOption = (typeof AGE_OPTIONS)[number];

const DAY_MS = 86_400_000;
const AGES: readonly (readonly [AgeOption, number])[] = [
  ['day', DAY_MS],
  ['week', 7 * DAY_MS],
  ['fortnight', 14 * DAY_MS],
  ['month', 28 * DAY_MS],
];

/** What stands where an override has none, so that it can be asked for. */
export const NONE = '-';
/** Nobody went past anything: it is looked at because it was picked. */
export const HEEDED = '-heeded';
export const LET_THROUGH = '-let-through';
/** A warning asks for no reason, and none is owed. */
export const NOT_ASKED = '-not-asked';

/** Nobody looked at it in time. It stays open: time decides nothing. */
export function isLate({ dueBy }: Pick<CaseRow, 'dueBy'>, now: number): boolean {
  return dueBy !== null && now > dueBy;
}

/** Late by as long as policy gave for it. */
export function isEscalated({ escalatesAt }: Pick<CaseRow, 'escalatesAt'>, now: number): boolean {
  return escalatesAt !== null && now > escalatesAt;
}

export function isEmergency({ choice }: Pick<CaseRow, 'choice'>): boolean {
  return choice === 'emergency';
}

const SEVERAL = '+';

/** Facets that say several things of one override. */
const OF_SEVERAL: ReadonlySet<Facet> = new Set(['state', 'risk', 'assigned']);

interface StateTerms {
  readonly inTime: string;
  readonly late: string;
  readonly escalated: string;
}

function stateTerms(beside: string): Readonly<Record<CaseState, StateTerms>> {
  const termsOf = (state: CaseState): StateTerms => {
    const inTime = `${state}${beside}`;
    return { inTime, late: `${inTime}+late`, escalated: `${inTime}+late+escalated` };
  };
  return {
    open: termsOf('open'),
    'more-information': termsOf('more-information'),
    waiting: termsOf('waiting'),
    decided: termsOf('decided'),
    conflicting: termsOf('conflicting'),
  };
}

/** Written once: a text that is put together is looked up in ten times the time. */
const STATES = stateTerms('');
const ANOTHER = stateTerms('+another');

/**
 * What an override is under a facet, as one text: few are different, however many overrides there are.
 *
 * @param now epoch milliseconds
 */
export function termOf(facet: Facet, row: CaseRow, now: number): string {
  switch (facet) {
    case 'state': {
      const terms = row.quorum ? ANOTHER[row.state] : STATES[row.state];
      if (isEscalated(row, now)) return terms.escalated;
      return isLate(row, now) ? terms.late : terms.inTime;
    }
    case 'reason':
      return row.reason ?? withoutReason(row);
    case 'decision':
      return row.decision?.outcome ?? NONE;
    case 'unit':
      return row.unit || NONE;
    case 'officer':
      return row.officer || NONE;
    case 'authorised':
      return row.authorised ?? NONE;
    case 'age':
      return AGES.find(([, most]) => now - row.at < most)?.[0] ?? 'older';
    case 'risk':
      return row.risks.length === 0 ? NONE : row.risks.join(SEVERAL);
    case 'passedOn':
      if (row.passedOn === null) return NONE;
      return row.passedOn.isOpen ? 'owed' : 'said';
    case 'assigned':
      if (!isAssigned(row.assigned, now)) return NONE;
      return row.assigned.isMine ? 'mine+taken' : 'taken';
    default:
      return row[facet];
  }
}

function withoutReason({ why, choice, outcome }: CaseRow): string {
  if (why === 'picked')
    return stratumOf({ choice, act: 'press' }) === 'heeded' ? HEEDED : LET_THROUGH;
  return outcome === 'warn' ? NOT_ASKED : NONE;
}

/** The options under which an override with this term is found. */
export function optionsOf(facet: Facet, term: string): readonly string[] {
  return OF_SEVERAL.has(facet) ? term.split(SEVERAL) : [term];
}
