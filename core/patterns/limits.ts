/**
 * From where on something is a pattern. All are our proposal: no national document sets them. Below
 * the smallest numbers nothing is said, because a share of a few is chance, and points at somebody.
 */
export const LIMITS = {
  /** Whole weeks that are looked at; of reasons the later half is held against the earlier. */
  weeks: 8,
  /** Held acts of a rule in each of two weeks. */
  heldInWeek: 20,
  /** A rule that more than this share goes past goes to rule review. */
  hotShare: 0.4,
  officersInTeam: 3,
  heldInTeam: 30,
  reasonsInTeam: 30,
  oneReasonShare: 0.7,
  /** Bits of one reason that were lost. */
  bitsLost: 0.7,
  flipShare: 0.1,
  /** Of authorisations, and of decisions. */
  quickShare: 0.25,
  /** Of any pattern that is a share. */
  fewest: 5,
  heldByPerson: 10,
  personShare: 0.5,
  /** Look-ups of one record by one officer within seven days: again and again. */
  lookupsOfRecord: 3,
  /** So many records again and again, or one of them so often, is a pattern. */
  recordsAgain: 3,
  lookupsOfOne: 5,
} as const;
