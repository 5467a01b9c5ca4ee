/** Whether the ledger holds, for the status page. */
import { clockWentBackAt } from '../../../core/ledger/clock.ts';
import { parseHeader, readHeaders } from '../../../core/ledger/header-schema.ts';
import type { LedgerHealth } from '../../../core/ledger/health.ts';
import type { Break } from '../../../core/ledger/verify.ts';
import { newestBreaks } from './breaks.ts';
import { LedgerError } from './error.ts';
import type { LedgerStore } from './store.ts';
import { type Signer, wholeBreaks } from './whole-ledger.ts';

/** The status page waits for the answer: words are checked in this many of the newest entries. */
const MOST_ENTRIES = 20_000;
const MOST_BREAKS = 50;

/**
 * @param waiting number of emergencies that are not in the ledger yet
 * @param device whose notes on what was checked before are relied on
 * @param most newest entries that are checked with their words; of those before, the lines
 */
export async function ledgerHealth(
  store: LedgerStore,
  waiting: number,
  device: () => Promise<Signer>,
  most = MOST_ENTRIES,
): Promise<LedgerHealth> {
  try {
    const { entries, head } = await store.newest(most + 1);
    const newest = await newestBreaks(entries, head, most);
    const older = await wholeBreaks(store, await orUnknown(device));
    const breaks = inOrder([...older, ...newest]);
    return {
      state: breaks.length === 0 ? 'ok' : 'broken',
      entries: head.size,
      lastAt: parseHeader(entries.at(-1)?.line)?.at ?? null,
      breaks: breaks.slice(0, MOST_BREAKS),
      clock: clockWentBackAt(readHeaders(entries.slice(-most)).headers).slice(-MOST_BREAKS),
      waiting,
      failure: null,
    };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return {
      state: 'unavailable',
      entries: 0,
      lastAt: null,
      breaks: [],
      clock: [],
      waiting,
      failure: error.code,
    };
  }
}

/** Whose key cannot be read is not known, which hides nothing that is found entry by entry. */
function orUnknown(device: () => Promise<Signer>): Promise<Signer | null> {
  return device().catch(() => null);
}

/** One of a place: what is found in its line is found twice where its words are looked at as well. */
function inOrder(breaks: readonly Break[]): readonly Break[] {
  const places = new Map(breaks.toReversed().map((each) => [each.seq, each]));
  return [...places.values()].sort((a, b) => a.seq - b.seq);
}
