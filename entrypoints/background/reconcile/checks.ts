/** PNC checks that guards saw officers come to, of all ledgers that are here. */
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import type { ChecksReply } from '../../../core/reconcile/messages.ts';
import type { SeenCheck } from '../../../core/reconcile/reconcile.ts';
import { everyLine, type LineParts } from '../received/every-line.ts';

/** In one answer. A force of 30,000 officers has as many in some weeks. */
const MOST_CHECKS = 50_000;

/**
 * @param from epoch milliseconds, the first of the period
 * @param before epoch milliseconds, the first after it
 * @throws LedgerError
 */
export async function checksBetween(
  parts: LineParts,
  from: number,
  before: number,
): Promise<ChecksReply> {
  const checks: SeenCheck[] = [];
  let doubtful = 0;
  for await (const { line, holds } of everyLine(parts)) {
    const check = checkIn(line);
    if (check === null || check.at < from || check.at >= before) continue;
    if (holds) checks.push(check);
    else doubtful++;
  }
  return {
    ok: true,
    checks: checks.slice(0, MOST_CHECKS),
    doubtful,
    isCut: checks.length > MOST_CHECKS,
  };
}

/** Most lines are of something else: these words are looked for before a line is read. */
const SIGNAL = '"pnc-check"';

function checkIn(line: string): SeenCheck | null {
  if (!line.includes(SIGNAL)) return null;
  const header = parseHeader(line);
  if (header?.kind !== 'attempt' || header.signal !== 'pnc-check') return null;
  const { id, device, at, officer, unit, choice } = header;
  return { id, device, at, officer, unit, choice };
}
