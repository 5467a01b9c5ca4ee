/** Fills the extension's own ledger, in a page of the extension: by its own code, as it is appended to. */
import type { Claim, HeaderDraft } from '../../core/ledger/header.ts';
import { NATIONAL_CLOCKS } from '../../core/policy/clocks.ts';
import { appendAll, type Draft } from '../../entrypoints/background/ledger/append.ts';
import { openLedger } from '../../entrypoints/background/ledger/database.ts';
import { APPENDING } from '../../entrypoints/background/ledger/known-end.ts';
import { currentName } from '../../entrypoints/background/ledger/mend.ts';
import { SEALING, SEGMENT_WEIGHT, seal } from '../../entrypoints/background/ledger/segments.ts';
import { Writing } from '../../entrypoints/background/ledger/transaction.ts';
import { attempt, BODY, idOf, pick } from './made-attempts.ts';

const TOGETHER = 1_500;
export const DAY_MS = 86_400_000;

export function review(
  place: number,
  number: number,
  device: string,
  at: number,
  claim?: Claim,
): HeaderDraft {
  return {
    kind: 'review',
    id: idOf(2 ** 40 + number),
    at,
    device,
    extension: '0.1.0',
    policy: 'ab'.repeat(32),
    of: idOf(place),
    outcome: `RV-${1 + pick(number, 12, 3)}`,
    reviewer: 'TF-0078',
    ...(claim && { claim }),
  };
}

export interface FillPlan {
  readonly overrides: number;
  /** Of them, each so many is decided on. */
  readonly decidedEvery: number;
  readonly device: string;
  /** Epoch milliseconds of the last. */
  readonly now: number;
}

/**
 * Overrides of four usual periods of review, and decisions on some of them. In larger transactions
 * than a device makes, and not forced to the disk one by one: so it takes a minute and not ten.
 */
export async function fill({ overrides, decidedEvery, device, now }: FillPlan): Promise<void> {
  const db = await openLedger(() => undefined, await currentName());
  const first = now - 4 * NATIONAL_CLOCKS.usualDays * DAY_MS;
  const step = (now - first) / overrides;
  const before = Math.floor(overrides / 50);
  let waiting: Draft[] = [];
  for (let place = 0; place < overrides; place++) {
    const at = Math.round(first + place * step);
    waiting.push({ header: attempt(place, device, at), body: BODY, expected: undefined });
    // Of one that was made a while before.
    if (place % decidedEvery === 0 && place > before) {
      const header = review(place - before, place, device, at + 1);
      waiting.push({ header, body: null, expected: undefined });
    }
    if (waiting.length < TOGETHER && place < overrides - 1) continue;
    const tx = new Writing(db, [...APPENDING], 'relaxed');
    await appendAll(tx, waiting, () => 'cd'.repeat(16));
    await tx.done;
    const sealing = new Writing(db, [...SEALING], 'relaxed');
    await seal(sealing, SEGMENT_WEIGHT);
    await sealing.done;
    waiting = [];
  }
  db.close();
}
