/** Which signed settings the ledger says were in force: whoever clears a storage does not clear this. */

import { readHeaders } from '../../core/ledger/header-schema.ts';
import type { Accepted } from '../../core/policy/signed-settings.ts';
import type { LedgerStore } from './ledger/store.ts';

/** A sign of life is written each hour, so the last one is among these. */
const MOST_ENTRIES = 2_000;

/** @throws LedgerError */
export async function lastSigned(ledger: LedgerStore): Promise<Accepted | null> {
  const { headers } = readHeaders(await ledger.newest(MOST_ENTRIES));
  const signed = headers.flatMap((header) =>
    (header.kind === 'heartbeat' || header.kind === 'policy-change') && header.signed
      ? [header.signed]
      : [],
  );
  const [highest] = signed.sort((one, other) => other.version - one.version);
  return highest ? { version: highest.version, hash: '', keys: [highest.key] } : null;
}
