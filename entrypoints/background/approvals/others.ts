/** Questions of others, as they come out of the store: few and short, whoever put them there. */
import type { z } from 'zod';
import { readApproval } from '../../../core/approval/answering.ts';
import { isLater } from '../../../core/approval/trouble.ts';
import type { LivePlace } from '../../../core/delivery/subjects.ts';
import { MAX_EXPLANATION } from '../../../core/policy/reasons.ts';
import type { keptOfOthers } from './schemas.ts';

export type Kept = z.infer<typeof keptOfOthers>['questions'][number];

/** Something that lies in the store. */
export interface LyingLive {
  readonly place: LivePlace;
  readonly text: string;
  /** Epoch milliseconds by the store's clock. */
  readonly storedAt: number;
}

/** Characters of a record of the longest explanation, all of it escaped. */
const MOST_TEXT = 8_192;
const MOST_KEPT = 200;
/** Of one depositor: whoever asks more often takes the place of no other. */
const MOST_OF_ONE = 10;

/** A question that is none is left out; what is put beside one ends it. */
export function withOne(questions: readonly Kept[], lying: LyingLive): readonly Kept[] {
  const { place, text } = lying;
  if (place.collection === 'asks') {
    const isKnown = questions.some((each) => each.place.id === place.id);
    return isKnown || !isQuestion(lying) ? questions : withRoom(questions, lying);
  }
  const isIts = (each: Kept) =>
    each.place.id === place.id &&
    each.place.unit === place.unit &&
    each.place.depositor === place.depositor;
  const over = place.collection === 'grants' ? 'answered' : 'withdrawn';
  const by = readApproval(text)?.header.by ?? '';
  // Whatever lies in the place of an answer keeps every other from it.
  return questions.map((each) => (isIts(each) ? { ...each, over, by } : each));
}

function isQuestion({ place: { id }, text }: LyingLive): boolean {
  if (text.length > MOST_TEXT) return false;
  const read = readApproval(text);
  if (read === null || read.words.length > MAX_EXPLANATION) return false;
  const { header } = read;
  const isOne = header.step === 'asked' && header.id === id && header.request === id;
  return isOne && header.about !== undefined;
}

/** The oldest of the same depositor makes room, but for one whose answer has not left yet. */
function withRoom(
  questions: readonly Kept[],
  { place, text, storedAt }: LyingLive,
): readonly Kept[] {
  const fresh: Kept = { place, text, storedAt, over: null, by: '', isRead: false, mine: null };
  const all = [...questions, fresh];
  const theirs = all.filter((each) => each.place.depositor === place.depositor);
  if (theirs.length <= MOST_OF_ONE) return all.slice(-MOST_KEPT);
  const [oldest] = theirs
    .filter(({ mine }) => mine === null || !isLater(mine.trouble))
    .sort((a, b) => a.storedAt - b.storedAt);
  return all.filter((each) => each !== oldest);
}
