/** What the background answers about patterns: counts over all ledgers that are here. */
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import type { Messages } from '../../../core/messages.ts';
import type { PatternMessages, PatternsReply } from '../../../core/patterns/messages.ts';
import { PatternCounter } from '../../../core/patterns/patterns.ts';
import { forReviewer } from '../for-reviewer.ts';
import type { Handlers } from '../listen.ts';
import type { OwnParts } from '../own-entries.ts';
import { everyLine, type LineParts } from '../received/every-line.ts';

export function patternHandlers(
  parts: OwnParts & LineParts,
): Pick<Handlers, keyof PatternMessages> {
  return {
    patterns: (): Promise<Messages['patterns']['reply']> =>
      forReviewer(parts, () => patternsIn(parts)),
  };
}

/** @throws LedgerError */
async function patternsIn(parts: OwnParts & LineParts): Promise<PatternsReply> {
  const counter = new PatternCounter(parts.now());
  let doubtful = 0;
  for await (const { line, holds } of everyLine(parts)) {
    const header = parseHeader(line);
    if (header === null) continue;
    if (holds) counter.add(header);
    else doubtful++;
  }
  return { ok: true, found: counter.found, doubtful };
}
