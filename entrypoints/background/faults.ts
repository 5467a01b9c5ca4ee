/** Entries about what of ours did not work, or was reached that should not have been. */
import type { FaultCode } from '../../core/ledger/header.ts';
import { type OwnParts, recordOwn } from './own-entries.ts';

const MINUTE_MS = 60_000;

/**
 * For what may happen a thousand times in a tab.
 *
 * @returns whether it has not happened in a tab within the last minute; asking counts as happening
 */
export function onceAMinute(): (tabId: number, now: number) => boolean {
  const last = new Map<number, number>();
  return (tabId, now) => {
    if (now - (last.get(tabId) ?? Number.NEGATIVE_INFINITY) < MINUTE_MS) return false;
    last.set(tabId, now);
    return true;
  };
}

/** Writes down that something of ours did not work. */
export function recordFault(parts: OwnParts, code: FaultCode): Promise<void> {
  return recordOwn(parts, { kind: 'fault', code });
}
