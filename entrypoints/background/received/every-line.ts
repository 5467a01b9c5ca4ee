/** Every entry that is here: this device's own, and what came from others, a slice at a time. */
import type { LedgerStore } from '../ledger/store.ts';
import { pause } from '../waiting.ts';
import { standingOf } from './check.ts';
import type { ReceivedStore } from './store.ts';

/** Entries that are read before whoever waits for the background gets its turn. */
const SLICE = 500;

export interface LineParts {
  readonly ledger: LedgerStore;
  readonly received: ReceivedStore;
}

export interface HeldLine {
  readonly line: string;
  /** False where it does not lie in its device's ledger as that was signed. */
  readonly holds: boolean;
}

/** Each ledger in its own order. @throws LedgerError */
export async function* everyLine({ ledger, received }: LineParts): AsyncGenerator<HeldLine> {
  const { size } = await ledger.head();
  for (let at = 0; at < size; at += SLICE) {
    for (const { line } of await ledger.linesFrom(at, SLICE)) yield { line, holds: true };
    await pause(0);
  }
  for (const row of await received.devices())
    for (let at = row.base.edge.size; at < row.size; ) {
      const page = await received.page(row.device, at, SLICE);
      const last = page.at(-1);
      if (last === undefined) break;
      for (const { line, seq } of page) yield { line, holds: standingOf(seq, row) !== 'broken' };
      at = last.seq + 1;
      await pause(0);
    }
}
