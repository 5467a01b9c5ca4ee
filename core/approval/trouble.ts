/** What is wrong with the store, as far as second persons go. */
import type { LaterReason } from '../delivery/store.ts';
import type { StoreTrouble } from './messages.ts';

const LATER = {
  unreachable: true,
  'timed-out': true,
  'in-doubt': true,
  busy: true,
} satisfies Record<LaterReason, true>;

/** Whether it is worth asking the store again. */
export function isLater(why: StoreTrouble | 'sending' | null): boolean {
  return why !== null && (why === 'sending' || why in LATER);
}
