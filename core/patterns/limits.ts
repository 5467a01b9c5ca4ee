/**
 * From where on something is a pattern. All are our proposal: no national document sets them. Below
 * the smallest numbers nothing is said, because a share of a few is chance, and points at somebody.
 * A force may look closer and never less close: shares may be lower, smallest numbers higher.
 */
export const LIMITS = {
  /** Whole weeks that are looked at; of reasons the later half is held against the earlier. */
  weeks: 8,
  reasonsInTeam: 30,
  /** Bits of one reason that were lost. */
  bitsLost: 0.7,
  /** So many records again and again, or one of them so often, is a pattern. */
  recordsAgain: 3,
} as const;

/** Something stands out above these: a force may set them lower. */
export const MOST = {
  /** In a hundred. A rule that more than this share goes past goes to rule review. */
  hotPercent: 40,
  oneReasonPercent: 70,
  flipPercent: 10,
  /** Of authorisations, and of decisions. */
  quickPercent: 25,
  personPercent: 50,
  /** Look-ups of one record by one officer within seven days: again and again. */
  lookupsOfRecord: 3,
  lookupsOfOne: 5,
} as const;

/** A force may ask for so many times the nation's smallest numbers: with more it would see nothing. */
export const TIMES_LEAST = 3;

/** Nothing is said of less than these: a force may set them higher. */
export const LEAST = {
  /** Of any pattern that is a share. */
  fewest: 5,
  /** Held acts of a rule in each of two weeks, or of all in a part of the week. */
  heldInWeek: 20,
  officersInTeam: 3,
  heldInTeam: 30,
  heldByPerson: 10,
  /** Pairs of a decision and what it is held against. */
  pairs: 10,
} as const;

export type PatternLimit = keyof typeof MOST | keyof typeof LEAST;

/** In the order in which they are told. */
export const PATTERN_LIMIT_NAMES = [
  'hotPercent',
  'oneReasonPercent',
  'flipPercent',
  'quickPercent',
  'personPercent',
  'lookupsOfRecord',
  'lookupsOfOne',
  'fewest',
  'heldInWeek',
  'officersInTeam',
  'heldInTeam',
  'heldByPerson',
  'pairs',
] as const satisfies readonly PatternLimit[];
export type PatternLimits = Readonly<Record<PatternLimit, number>>;

export const NATIONAL_PATTERN_LIMITS: PatternLimits = { ...MOST, ...LEAST };

/** Whether a part is more than so many in a hundred of a whole. Nothing is rounded. */
export function isAbove(n: number, of: number, percent: number): boolean {
  return n * 100 > percent * of;
}
