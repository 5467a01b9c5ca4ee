/** What a ledger begins with: the key that signs for it, and what it follows. */
import { bytesToHex } from '@noble/hashes/utils.js';
import type { HeaderCommon } from '../../../core/ledger/header.ts';
import { toBase64 } from '../../../core/notes/base64.ts';
import type { Device } from './device.ts';
import { deviceBefore, readFenced } from './fenced.ts';
import type { LedgerStore } from './store.ts';

type Common = Pick<HeaderCommon, 'at' | 'extension' | 'policy'>;

const ID_LENGTH = 32;

/**
 * Appends the public key, and that an older ledger was fenced off, where that was not done.
 *
 * @throws LedgerError
 */
export async function enterDevice(
  ledger: LedgerStore,
  device: Device,
  common: Common,
): Promise<void> {
  if (device.signing !== null) {
    const { publicKey } = device.signing;
    // Derived, so that a start that was cut short does not leave two.
    const id = bytesToHex(publicKey).slice(0, ID_LENGTH);
    const key = { kind: 'device-key', key: toBase64(publicKey) } as const;
    if (!(await ledger.has(id)))
      await ledger.append({ ...common, ...key, id, device: device.id }, null);
  }
  const of = await deviceBefore();
  if (of === null || (await ledger.has(`fenced-${of}`))) return;
  const size = (await readFenced()).at(-1)?.size ?? 0;
  await ledger.append(
    {
      ...common,
      kind: 'gap',
      id: `fenced-${of}`,
      device: device.id,
      code: 'fenced',
      of,
      first: 0,
      last: Math.max(0, size - 1),
    },
    null,
  );
}
