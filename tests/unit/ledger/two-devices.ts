/** A bundle of two made-up devices that nobody touched, and what is found once somebody did. */
import type { KnownOfDevice } from '../../../core/ledger/device-ledger.ts';
import { verifyBundle } from '../../../core/ledger/verify-bundle.ts';
import { verifyEd25519 } from '../../../platform/ed25519.ts';
import { bundleOf, makeLedger } from './made-ledger.ts';

export const one = await makeLedger(25);
export const other = await makeLedger(12, 'ffeeddccbbaa0099');
export const whole = await bundleOf([one, other]);

export const check = (lines: readonly string[], known?: ReadonlyMap<string, KnownOfDevice>) =>
  verifyBundle(lines, verifyEd25519, known);

/** What is found of the ledgers, without what is found of the file. */
export async function found(lines: readonly string[], known?: ReadonlyMap<string, KnownOfDevice>) {
  const { devices } = await check(lines, known);
  return devices.flatMap(({ findings }) => findings);
}
