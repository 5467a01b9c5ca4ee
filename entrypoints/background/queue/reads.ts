/** Who opened an override or printed it, by all ledgers that are here. */
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import type { CaseRead } from '../../../core/review/timeline.ts';
import { everyLine, type LineParts } from '../received/every-line.ts';

/** Before a line is parsed. */
const MADE_OF_IT = /"(?:read|print)"/;

/**
 * Goes through every entry: few ask, and an index of what was read would be as long as the ledger.
 *
 * @param id of the attempt
 * @returns the oldest first
 * @throws LedgerError
 */
export async function readsOf(parts: LineParts, id: string): Promise<readonly CaseRead[]> {
  const reads: CaseRead[] = [];
  for await (const { line, holds } of everyLine(parts)) {
    if (!holds || !MADE_OF_IT.test(line) || !line.includes(id)) continue;
    const header = parseHeader(line);
    if ((header?.kind !== 'read' && header?.kind !== 'print') || header.of !== id) continue;
    const { at, reader } = header;
    const printed = header.kind === 'print' && { printed: header.recipient };
    reads.push({ at, reader, ...printed });
  }
  return reads.sort((a, b) => a.at - b.at);
}
