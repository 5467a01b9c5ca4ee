/** Whether the clock of a device went back. Order comes from the sequence, so nothing is lost by it. */
import type { Header } from './header.ts';

/** A clock that the network sets right moves by seconds; one that somebody sets moves by more. */
export const CLOCK_TOLERANCE_MS = 2 * 60 * 1000;

/**
 * @param headers in order of sequence
 * @returns sequence numbers of entries that are dated before the one ahead of them
 */
export function clockWentBackAt(headers: readonly Header[]): readonly number[] {
  const late = new Set(headers.flatMap(lateIds));
  const found: number[] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const { id, seq, at } of headers) {
    // Stored aside while the ledger did not answer: older than its place, and said to be.
    if (late.has(id)) continue;
    if (at < before - CLOCK_TOLERANCE_MS) found.push(seq);
    before = at;
  }
  return found;
}

/** The entry that came late, and the one that says so. */
function lateIds(header: Header): readonly string[] {
  if (header.kind !== 'fault' || header.code !== 'emergency-stored-aside') return [];
  return [header.id, header.id.replace(/-aside$/, '')];
}
