/** Checkpoints of this device: what it says of its ledger, signed, so that it cannot unsay it. */
import { signCheckpoint } from '../../../core/ledger/checkpoint.ts';
import { rootOf } from '../../../core/ledger/tree.ts';
import { signWith } from '../../../platform/ed25519.ts';
import type { StoredCheckpoint } from './database.ts';
import type { Device } from './device.ts';
import type { LedgerStore } from './store.ts';

/**
 * Signs for the ledger as it is now, and keeps the note; finds the one that was signed where
 * nothing was appended since.
 *
 * @returns null where there is nothing to sign, or no key to sign with
 * @throws LedgerError
 */
export async function checkpointNow(
  ledger: LedgerStore,
  { id, signing }: Device,
  now: number,
): Promise<StoredCheckpoint | null> {
  const head = await ledger.head();
  if (signing === null || head.size === 0) return null;
  const known = (await ledger.checkpoints()).at(-1);
  if (known?.size === head.size) return known;
  const said = { device: id, size: head.size, root: rootOf(head.edge) };
  const note = await signCheckpoint(said, signing.publicKey, (message) =>
    signWith(signing, message),
  );
  const made = { size: head.size, at: now, note };
  await ledger.keepCheckpoint(made);
  return made;
}
