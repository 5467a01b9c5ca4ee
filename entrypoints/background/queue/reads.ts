/** Who opened an override, by all ledgers that are here. */
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import type { CaseRead } from '../../../core/review/timeline.ts';
import { everyLine, type LineParts } from '../received/every-line.ts';

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
    if (!holds || !line.includes('"read"') || !line.includes(id)) continue;
    const header = parseHeader(line);
    if (header?.kind === 'read' && header.of === id)
      reads.push({ at: header.at, reader: header.reader });
  }
  return reads.sort((a, b) => a.at - b.at);
}
