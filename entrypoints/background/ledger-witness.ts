/** What the ledger's own entries say of earlier lives: whoever clears a storage does not clear them. */

import { readHeaders } from '../../core/ledger/header-schema.ts';
import type { Accepted } from '../../core/policy/signed-settings.ts';
import type { LedgerStore } from './ledger/store.ts';
import { earliest, type PilotMemory } from './pilot-keeper.ts';

/** A sign of life is written each hour and says all of it, so the last one is among these. */
const MOST_ENTRIES = 2_000;

/** Which signed settings were in force last. @throws LedgerError */
export async function lastSigned(ledger: LedgerStore): Promise<Accepted | null> {
  const signed = (await ownEntries(ledger)).flatMap((header) => header.signed ?? []);
  const [highest] = signed.sort((one, other) => other.version - one.version);
  return highest ? { version: highest.version, hash: '', keys: [highest.key] } : null;
}

/** Which national rules were rehearsed, and since when. @throws LedgerError */
export async function rehearsedBefore(ledger: LedgerStore): Promise<PilotMemory | null> {
  const headers = await ownEntries(ledger);
  const rehearsed = earliest(headers.flatMap(({ pilots }) => pilots ?? []));
  if (rehearsed.length === 0) return null;
  const last = Math.max(...headers.map(({ at }) => at));
  return { rehearsed, last: new Date(last).toISOString().slice(0, 10) };
}

async function ownEntries(ledger: LedgerStore) {
  const { headers } = readHeaders((await ledger.newest(MOST_ENTRIES)).entries);
  return headers.filter((header) => header.kind === 'heartbeat' || header.kind === 'policy-change');
}
