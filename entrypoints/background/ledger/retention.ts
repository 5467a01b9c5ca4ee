/** Drops the words that need not be kept any longer, says so in the ledger, and nothing else. */
import type { Header, RetentionReason } from '../../../core/ledger/header.ts';
import { readHeaders } from '../../../core/ledger/header-schema.ts';
import { deliveredFor, isClockSteady, keptLongEnough } from '../../../core/ledger/retention.ts';
import type { Deciding } from '../../../core/policy/deciding.ts';
import type { ReviewOutcome } from '../../../core/policy/model.ts';
import type { Retention } from '../../../core/policy/retention.ts';
import { foldCases } from '../../../core/review/cases.ts';
import type { LedgerStore } from './store.ts';

/** Of one run: the rest follows in the next hour. */
const MOST_DROPPED = 5_000;

interface Parts {
  readonly ledger: LedgerStore;
  readonly outcomes: readonly ReviewOutcome[];
  readonly now: () => number;
  /** The header of an entry that the device makes by itself. */
  readonly common: () => Promise<Pick<Header, 'id' | 'at' | 'device' | 'extension' | 'policy'>>;
}

/**
 * @returns how many bodies were dropped
 * @throws LedgerError
 */
export async function dropDue(
  parts: Parts,
  { retention, deciding }: { readonly retention: Retention; readonly deciding: Deciding },
): Promise<number> {
  const { ledger, outcomes } = parts;
  const [{ lines }, delivered, present] = await Promise.all([
    ledger.lines(),
    ledger.delivered(),
    ledger.bodies(),
  ]);
  const { headers } = readHeaders(lines);
  const now = parts.now();
  if (!isClockSteady(headers, now)) return 0;
  const cases = foldCases(headers, outcomes, null, null, deciding);
  const old = keptLongEnough(headers, cases, retention.bodyDays, now);
  const dropped = await drop(parts, 'time-over', old, present);
  const until = deliveredFor(delivered, retention.localDays, now);
  const gone = new Set(old);
  const local = headers.filter(({ seq, body }) => body !== null && seq < until && !gone.has(seq));
  return (
    dropped +
    (await drop(
      parts,
      'delivered',
      local.map(({ seq }) => seq),
      present,
    ))
  );
}

async function drop(
  { ledger, common }: Parts,
  why: RetentionReason,
  due: readonly number[],
  present: ReadonlySet<number>,
): Promise<number> {
  const seqs = due.filter((seq) => present.has(seq)).slice(0, MOST_DROPPED);
  const [first, last] = [seqs[0], seqs.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const said = { kind: 'retention', why, first, last, dropped: seqs.length } as const;
  await ledger.dropBodies({ ...(await common()), ...said }, seqs);
  return seqs.length;
}
