/** Entries that the device makes by itself: what they have in common, and how they are written. */
import type { HeaderDraft } from '../../core/ledger/header.ts';
import type { Services } from './handlers.ts';

export type OwnParts = Pick<
  Services,
  'policy' | 'ledger' | 'device' | 'newId' | 'now' | 'extension'
>;

type Common = 'id' | 'at' | 'device' | 'extension' | 'policy';
type Own<D> = D extends HeaderDraft ? Omit<D, Common> : never;

/** @throws LedgerError where it cannot be written */
export async function recordOwn(parts: OwnParts, own: Own<HeaderDraft>): Promise<void> {
  await parts.ledger.append({ ...own, ...(await ownCommon(parts)) }, null);
}

/** What every entry begins with that is made now. @throws LedgerError */
export async function ownCommon(
  parts: Omit<OwnParts, 'ledger'>,
): Promise<Pick<HeaderDraft, Common>> {
  const device = await parts.device();
  return {
    id: parts.newId(),
    at: parts.now(),
    device: device.id,
    extension: parts.extension,
    policy: parts.policy.state.policy.hash,
  };
}
