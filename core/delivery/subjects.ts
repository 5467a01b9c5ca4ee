/**
 * Where a thing lies in the force's store: a path of names that the store keeps for ever, each at
 * most once. In a stream of NATS it is the subject, in a table of a database the primary key.
 */

/** What a device hands in. */
export const DEPOSITED = ['overrides', 'heartbeats', 'checkpoints'] as const;
export type Deposited = (typeof DEPOSITED)[number];
/** And what reviewers decide. */
export const COLLECTIONS = [...DEPOSITED, 'reviews'] as const;
export type Collection = (typeof COLLECTIONS)[number];

/** Force, unit, depositor: small letters, digits and single hyphens, at most 32 characters. */
export const NAME = /^(?=.{1,32}$)[a-z0-9](?:-?[a-z0-9])*$/;
/** Id of an entry, of an attempt, or a checkpoint's device and size: one token, no dots. */
export const ID = /^(?=.{1,96}$)[A-Za-z0-9-]+$/;
const ATTEMPT_NUMBER = /^(?:0|[1-9]\d{0,5})$/;

/** Where something that a device hands in lies. */
export interface DepositPlace {
  readonly collection: Deposited;
  readonly force: string;
  readonly unit: string;
  /** Name in the credential, not anything that the record says. */
  readonly depositor: string;
  /** Entry id, or `<device>-<size>` of a checkpoint. */
  readonly id: string;
}

/** Where a decision lies: 0 the first one, n + 1 the reversal of n. */
export interface DecisionPlace {
  readonly collection: 'reviews';
  readonly force: string;
  readonly unit: string;
  readonly attempt: string;
  readonly number: number;
}

/** What is asked of a second person, taken back, and answered: the store drops it after an hour. */
export const LIVE = ['asks', 'withdrawals', 'grants'] as const;
export type Live = (typeof LIVE)[number];

export interface LivePlace {
  readonly collection: Live;
  readonly force: string;
  readonly unit: string;
  /** Name in the credential of whoever asks. */
  readonly depositor: string;
  /** Id of the entry that asked. */
  readonly id: string;
}

export type Place = DepositPlace | DecisionPlace | LivePlace;

/**
 * Where an officer is told of a decision: what lies here is what lies in the place of the decision,
 * which the officer may not read, since all of the unit lies there.
 */
export interface AnswerPlace {
  readonly force: string;
  readonly unit: string;
  /** Whose override it was, by the name in the credential. */
  readonly depositor: string;
  readonly attempt: string;
  readonly number: number;
}

/** @returns null for a name that is no token: it would lead to another place */
export function answerSubject(place: AnswerPlace): string | null {
  const { force, unit, depositor, attempt, number } = place;
  const isOne =
    [force, unit, depositor].every((each) => NAME.test(each)) &&
    ID.test(attempt) &&
    ATTEMPT_NUMBER.test(String(number));
  return isOne ? ['answers', force, unit, depositor, attempt, number].join('.') : null;
}

/** @throws RangeError for a name that is no token: it would lead to another place */
export function subjectOf(place: Place): string {
  const tokens =
    place.collection === 'reviews'
      ? [place.force, place.unit, place.attempt, String(place.number)]
      : [place.force, place.unit, place.depositor, place.id];
  const subject = [place.collection, ...tokens].join('.');
  if (placeOf(subject) === null) throw new RangeError('a name in the place is not one token');
  return subject;
}

/** @returns null for what is no place */
export function placeOf(subject: string): Place | null {
  const [collection, force = '', unit = '', third = '', last = '', ...more] = subject.split('.');
  if (more.length > 0 || !NAME.test(force) || !NAME.test(unit)) return null;
  if (collection === 'reviews') {
    if (!ID.test(third) || !ATTEMPT_NUMBER.test(last)) return null;
    return { collection, force, unit, attempt: third, number: Number(last) };
  }
  if (!NAME.test(third) || !ID.test(last)) return null;
  const common = { force, unit, depositor: third, id: last };
  const deposited = DEPOSITED.find((each) => each === collection);
  if (deposited !== undefined) return { collection: deposited, ...common };
  const live = LIVE.find((each) => each === collection);
  return live === undefined ? null : { collection: live, ...common };
}
