/** What the background tells pages of ours. */
import type { LedgerNotice } from '../core/messages.ts';

export function isLedgerNotice(message: unknown): message is LedgerNotice {
  return (
    typeof message === 'object' &&
    message !== null &&
    'name' in message &&
    message.name === 'ledger-changed'
  );
}
