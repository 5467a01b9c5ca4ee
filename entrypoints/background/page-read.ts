/**
 * That a reviewer opened the list, or another page on which many overrides are read at once, is an
 * entry: once for as long as somebody works at it.
 */
import { parseHeader } from '../../core/ledger/header-schema.ts';
import type { ReadPage } from '../../core/ledger/printed.ts';
import { isSameStaff } from '../../core/sites/officer.ts';
import { type OwnParts, recordOwn } from './own-entries.ts';
import { isReviewer } from './review-cases.ts';

/** Whoever opens a page again within this time is still reading it. */
export const READ_SPAN_MS = 30 * 60_000;
/** So far back the last reading is looked for: the ledger remembers where a background does not. */
const NEWEST = 256;

/**
 * Others see their own overrides only, and leave no trace of that.
 *
 * @param page null is the list
 * @throws LedgerError where it cannot be written; then the page is not shown
 */
export async function recordPageRead(parts: OwnParts, page: ReadPage | null): Promise<void> {
  const { identity } = parts.policy.state.policy;
  if (!isReviewer(identity)) return;
  const { size } = await parts.ledger.head();
  const now = parts.now();
  const newest = await parts.ledger.linesFrom(Math.max(0, size - NEWEST), NEWEST);
  const isKnown = newest.some(({ line }) => {
    const header = line.includes('"read"') ? parseHeader(line) : null;
    if (header?.kind !== 'read' || header.of !== '') return false;
    if ((header.page ?? null) !== page) return false;
    // One from a clock that was ahead would stand for every reading until then.
    if (header.at <= now - READ_SPAN_MS || header.at > now) return false;
    return isSameStaff(header.reader, identity.id);
  });
  const where = page && { page };
  if (!isKnown) await recordOwn(parts, { kind: 'read', of: '', reader: identity.id, ...where });
}
