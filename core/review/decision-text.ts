/** What lies at the place of a decision: the reviewer's own entry, or why it is not taken as one. */
import type { DecisionPlace } from '../delivery/subjects.ts';
import { parseNote } from '../ledger/body-schema.ts';
import { bodyHash, type LedgerRecord } from '../ledger/entry.ts';
import type { FindingCode } from '../ledger/findings.ts';
import type { ReviewHeader } from '../ledger/header.ts';
import { parseHeader } from '../ledger/header-schema.ts';
import { parseRecord } from '../ledger/record.ts';

export type ReadDecision =
  | { readonly ok: true; readonly record: LedgerRecord; readonly header: ReviewHeader }
  | {
      readonly ok: false;
      readonly code: Extract<FindingCode, 'unreadable' | 'misplaced' | 'body-changed'>;
      /** As far as it names itself; empty and null where it does not. */
      readonly device: string;
      readonly seq: number | null;
    };

/**
 * The entry names its place, so that it counts nowhere else. Whether the reviewer's ledger holds it
 * is for whoever has that ledger.
 *
 * @param text from the store, untrusted
 */
export function readDecision(place: DecisionPlace, text: string): ReadDecision {
  const record = parseRecord(text);
  if (record === null) return { ok: false, code: 'unreadable', device: '', seq: null };
  const { device, seq } = record.place;
  const header = parseHeader(record.line);
  if (header?.kind !== 'review') return { ok: false, code: 'unreadable', device, seq };
  const { claim } = header;
  const isHere =
    header.of === place.attempt &&
    claim?.force === place.force &&
    claim.unit === place.unit &&
    claim.number === place.number;
  if (!isHere) return { ok: false, code: 'misplaced', device, seq };
  const { line, salt, body } = record;
  const isWhole =
    body === null || (bodyHash(salt ?? '', body) === header.body && parseNote(body) !== null);
  if (!isWhole) return { ok: false, code: 'body-changed', device, seq };
  return { ok: true, record: { line, salt, body }, header };
}
