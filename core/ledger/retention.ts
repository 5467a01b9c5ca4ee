/** Which words may go: by the time that policy sets, and never those of a case that is open. */

import type { Case } from '../review/cases.ts';
import type { Header } from './header.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Up to where the force has the ledger, and since when. */
export interface Delivered {
  readonly size: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * Entries whose words were kept for as long as policy says: of a case from its last decision on, of
 * all else from the entry itself. What belongs to a case goes with it.
 *
 * @param headers in order of sequence
 * @param days whole days
 * @param now epoch milliseconds
 * @returns sequence numbers
 */
export function keptLongEnough(
  headers: readonly Header[],
  cases: readonly Case[],
  days: number,
  now: number,
): readonly number[] {
  const due = now - days * DAY_MS;
  const ofCases = new Map<string, boolean>();
  for (const { attempt, state, decisions } of cases) {
    const last = decisions.at(-1);
    const isCaseDue = state === 'decided' && last !== undefined && last.at <= due;
    ofCases.set(attempt.id, isCaseDue);
    const request = attempt.authorisation?.request;
    // Of several that name one question the last that is due counts.
    if (request !== undefined) ofCases.set(request, isCaseDue && ofCases.get(request) !== false);
  }
  return headers
    .filter((header) => header.body !== null && isDue(header, ofCases, due))
    .map(({ seq }) => seq);
}

function isDue(header: Header, ofCases: ReadonlyMap<string, boolean>, due: number): boolean {
  const own = ofCases.get(header.id);
  if (own !== undefined) return own;
  return ofCases.get(parentOf(header) ?? '') ?? header.at <= due;
}

/** Id of the attempt that it belongs to, or of the question about one. */
function parentOf(header: Header): string | undefined {
  switch (header.kind) {
    case 'follow-up':
    case 'reply':
    case 'review':
      return header.of;
    case 'approval':
      return header.request;
    default:
      return undefined;
  }
}

/**
 * @param delivered the smallest first
 * @returns how many entries, from the first, the force has had for so many days
 */
export function deliveredFor(delivered: readonly Delivered[], days: number, now: number): number {
  const due = now - days * DAY_MS;
  return delivered.reduce((size, each) => (each.at <= due ? Math.max(size, each.size) : size), 0);
}

/** A clock that jumped: a device that was last alive longer ago does not drop anything yet. */
const LONGEST_SILENCE_MS = 3 * DAY_MS;

/**
 * Whether the clock can be gone by: somebody who puts it forward by years would have all words
 * dropped. After a real absence the job waits until the device has been alive for a while again.
 *
 * @param headers in order of sequence
 */
export function isClockSteady(headers: readonly Header[], now: number): boolean {
  const beats = headers.filter(({ kind }) => kind === 'heartbeat').slice(-8);
  const times = [...beats.map(({ at }) => at), now];
  const isUsual = times.every((at, place) => {
    const gap = at - (times[place - 1] ?? at);
    return gap >= 0 && gap <= LONGEST_SILENCE_MS;
  });
  return beats.length === 8 && isUsual;
}
