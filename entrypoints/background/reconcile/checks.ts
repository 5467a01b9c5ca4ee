/** PNC checks that guards saw officers come to, of all ledgers that are here. */
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import type { ChecksReply } from '../../../core/reconcile/messages.ts';
import type { SeenCheck } from '../../../core/reconcile/reconcile.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { standingOf } from '../received/check.ts';
import type { ReceivedStore } from '../received/store.ts';
import { pause } from '../waiting.ts';

/** Entries that are read before whoever waits for the background gets its turn. */
const SLICE = 500;
/** In one answer. A force of 30,000 officers has as many in some weeks. */
const MOST_CHECKS = 50_000;

export interface CheckParts {
  readonly ledger: LedgerStore;
  readonly received: ReceivedStore;
}

/**
 * @param from epoch milliseconds, the first of the period
 * @param before epoch milliseconds, the first after it
 * @throws LedgerError
 */
export async function checksBetween(
  { ledger, received }: CheckParts,
  from: number,
  before: number,
): Promise<ChecksReply> {
  const checks: SeenCheck[] = [];
  let doubtful = 0;
  const take = (line: string, holds: boolean): void => {
    const check = checkIn(line);
    if (check === null || check.at < from || check.at >= before) return;
    if (!holds) doubtful++;
    else checks.push(check);
  };
  const { size } = await ledger.head();
  for (let at = 0; at < size; at += SLICE) {
    for (const { line } of await ledger.linesFrom(at, SLICE)) take(line, true);
    await pause(0);
  }
  for (const row of await received.devices())
    for (let at = row.base.edge.size; at < row.size; ) {
      const page = await received.page(row.device, at, SLICE);
      const last = page.at(-1);
      if (last === undefined) break;
      for (const { line, seq } of page) take(line, standingOf(seq, row) !== 'broken');
      at = last.seq + 1;
      await pause(0);
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
