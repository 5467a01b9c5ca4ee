/**
 * What an answer of JetStream means for a record that was handed in. The rule behind it: only an
 * acknowledgement, or the own bytes read back, is proof. A refusal as a second message may come
 * from a copy that is still on its way and is thrown away later.
 */
import type { Later, Refused } from '../../core/delivery/store.ts';

/** Error codes of JetStream. @source nats-server, server/errors.json */
const CODES = {
  /** Another store error: too many a subject, or full. */
  storeFailed: 10_077,
  wrongLastSequence: 10_071,
  wrongLastSequenceUnknown: 10_164,
  messageTooLarge: 10_054,
} as const;

const SECOND: ReadonlySet<number> = new Set([
  CODES.storeFailed,
  CODES.wrongLastSequence,
  CODES.wrongLastSequenceUnknown,
]);

/** `doubt`: read the own place back before anything is believed. */
export type PublishAnswer = 'acknowledged' | 'doubt' | Later | Refused;

const NOT_UNDERSTOOD: Refused = { kind: 'refused', why: 'not-understood' };

/** @param text from the stream, untrusted @param stream that the acknowledgement has to name */
export function publishAnswer(text: string, stream: string): PublishAnswer {
  const answer = jsonObject(text);
  if (answer === null) return NOT_UNDERSTOOD;
  if ('error' in answer) return errorAnswer(answer.error);
  if (!('stream' in answer && 'seq' in answer)) return NOT_UNDERSTOOD;
  if (answer.stream !== stream || !isPosition(answer.seq)) return NOT_UNDERSTOOD;
  // The window of duplicates goes by a number in a header that anybody may have used.
  return 'duplicate' in answer && answer.duplicate !== false ? 'doubt' : 'acknowledged';
}

function errorAnswer(error: unknown): PublishAnswer {
  if (typeof error !== 'object' || error === null) return NOT_UNDERSTOOD;
  const code = 'code' in error ? error.code : undefined;
  const detail = 'err_code' in error ? error.err_code : undefined;
  if (typeof detail === 'number' && SECOND.has(detail)) return 'doubt';
  if (detail === CODES.messageTooLarge) return { kind: 'refused', why: 'too-large' };
  if (code === 503) return { kind: 'later', why: 'unreachable' };
  if (typeof code === 'number' && code >= 500) return { kind: 'later', why: 'busy' };
  // "in process", "resources" and whatever later servers say: nothing is lost by asking again.
  return { kind: 'later', why: 'busy' };
}

export function jsonObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export function isPosition(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

/** Where a message of a consumer stands. */
export interface Delivered {
  readonly position: number;
  /** Counts what this consumer sent, from 1; a gap is a loss on the way. */
  readonly sent: number;
  readonly storedAt: number;
  /** Messages behind it that are there already. */
  readonly pending: number;
}

/**
 * From the address for acknowledgements, in its short and its long form.
 * @returns null for what is no such address
 */
export function deliveredOf(reply: string): Delivered | null {
  const tokens = reply.split('.');
  if (tokens[0] !== '$JS' || tokens[1] !== 'ACK') return null;
  const first = tokens.length === 9 ? 5 : tokens.length >= 11 ? 7 : null;
  if (first === null) return null;
  const [position, sent, nanoseconds, pending] = tokens.slice(first, first + 4).map(Number);
  if (!isPosition(position) || !isPosition(sent)) return null;
  if (nanoseconds === undefined || !(nanoseconds > 0)) return null;
  if (pending === undefined || !Number.isSafeInteger(pending) || pending < 0) return null;
  return { position, sent, storedAt: Math.floor(nanoseconds / 1e6), pending };
}
