/** Whether the ledger holds, for the status page. */
import { clockWentBackAt } from '../../../core/ledger/clock.ts';
import type { Head, StoredEntry } from '../../../core/ledger/entry.ts';
import { parseHeader, readHeaders } from '../../../core/ledger/header-schema.ts';
import type { LedgerHealth } from '../../../core/ledger/health.ts';
import { type Break, verifyChainBy } from '../../../core/ledger/verify.ts';
import { textHashes } from '../../../platform/text-hashes.ts';
import { LedgerError } from './error.ts';
import type { LedgerStore } from './store.ts';

/** The status page waits for the answer; a longer ledger is checked from here to its end. */
const MOST_ENTRIES = 20_000;
const MOST_BREAKS = 50;

/**
 * @param waiting number of emergencies that are not in the ledger yet
 */
export async function ledgerHealth(store: LedgerStore, waiting: number): Promise<LedgerHealth> {
  try {
    const { entries, head } = await store.newest(MOST_ENTRIES + 1);
    const breaks = await findBreaks(entries, head);
    return {
      state: breaks.length === 0 ? 'ok' : 'broken',
      entries: head.size,
      lastAt: parseHeader(entries.at(-1)?.line)?.at ?? null,
      breaks: breaks.slice(0, MOST_BREAKS),
      clock: clockWentBackAt(readHeaders(entries.slice(-MOST_ENTRIES)).headers).slice(-MOST_BREAKS),
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

/** Every place where the chain does not hold or a header cannot be read. */
export async function findBreaks(
  entries: readonly StoredEntry[],
  head: Head,
  most: number = MOST_ENTRIES,
): Promise<readonly Break[]> {
  // One entry more than is checked: the link of the first one has nothing to be compared with.
  const part = entries.slice(-(most + 1));
  const isWhole = head.size <= most;
  const shaped = part.map(withTextLine);
  const all = await verifyChainBy(textHashes, shaped, head);
  const links = all.filter(({ seq }) => isWhole || seq !== shaped[0]?.seq);
  const reported = new Set(links.map(({ seq }) => seq));
  const unreadable = readHeaders(shaped).unreadable.filter((seq) => !reported.has(seq));
  return [...links, ...unreadable.map((seq): Break => ({ seq, code: 'unreadable' }))];
}

/** What somebody wrote over a line need not be text. */
function withTextLine(entry: StoredEntry): StoredEntry {
  return typeof entry.line === 'string' ? entry : { ...entry, line: '' };
}
