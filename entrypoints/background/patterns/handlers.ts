/** What the background answers about patterns: counts over all ledgers that are here. */
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import type { Messages } from '../../../core/messages.ts';
import type {
  PatternMessages,
  PatternsReply,
  QualityReply,
} from '../../../core/patterns/messages.ts';
import { PatternCounter } from '../../../core/patterns/patterns.ts';
import { ReviewQualityCounter } from '../../../core/patterns/review-quality.ts';
import { assuranceOf, isLead } from '../../../core/policy/assurance.ts';
import { PLANTED_SET } from '../../../platform/planted-set.ts';
import { forReviewer } from '../for-reviewer.ts';
import type { Handlers } from '../listen.ts';
import { recordPageRead } from '../page-read.ts';
import { everyLine } from '../received/every-line.ts';
import { fold, type ReviewParts } from '../review-cases.ts';
import { turns } from '../turns.ts';

export function patternHandlers(parts: ReviewParts): Pick<Handlers, keyof PatternMessages> {
  const inTurn = turns();
  return {
    patterns: (): Promise<Messages['patterns']['reply']> =>
      forReviewer(parts, async () => {
        await inTurn(() => recordPageRead(parts, 'patterns'));
        return patternsIn(parts);
      }),
  };
}

/** @throws LedgerError */
async function patternsIn(parts: ReviewParts): Promise<PatternsReply> {
  const { policy, settings } = parts.policy.state;
  const assurance = assuranceOf(settings);
  const { limits } = assurance;
  const counter = new PatternCounter(parts.now(), limits);
  const quality = isLead(assurance, policy.identity.id)
    ? new ReviewQualityCounter(parts.now(), limits, PLANTED_SET, parts.outcomes)
    : null;
  let doubtful = 0;
  for await (const { line, holds } of everyLine(parts)) {
    const header = parseHeader(line);
    if (header === null) continue;
    if (!holds) doubtful++;
    else {
      counter.add(header);
      quality?.add(header);
    }
  }
  const shown: QualityReply = quality
    ? {
        ...{ shown: true, plantedPercent: assurance.plantedPercent },
        quality: quality.found((await fold(parts)).cases),
      }
    : { shown: false, why: assurance.leads.length === 0 ? 'no-leads' : 'not-a-lead' };
  return { ok: true, found: counter.found, limits, doubtful, quality: shown };
}
