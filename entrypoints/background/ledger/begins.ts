/** Whether a ledger is still the one that was read. */
import type { Head } from '../../../core/ledger/entry.ts';
import type { LedgerStore } from './store.ts';

/**
 * Whether what was read up to a place is how the ledger begins; else another one is in use.
 *
 * @param now entries that the ledger has
 * @throws LedgerError
 */
export async function beginsWith(
  ledger: LedgerStore,
  { size, hash }: Pick<Head, 'size' | 'hash'>,
  now: number,
): Promise<boolean> {
  if (size === 0 || size > now) return size === 0;
  const [last] = await ledger.linesFrom(size - 1, 1);
  return last?.hash === hash;
}
