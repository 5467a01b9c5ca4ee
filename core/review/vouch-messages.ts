/** What our pages ask of whoever is named as having authorised an override. */
import type { ClaimAnswer } from '../ledger/review-parts.ts';
import type { AssignMessages } from './assign-messages.ts';

/** What `Messages` has of claims, and of who is on a case. */
export interface VouchMessages extends AssignMessages {
  /** Says whether it is so, once. */
  vouch: {
    from: 'page';
    request: { readonly id: string; readonly answer: ClaimAnswer };
    reply:
      | { readonly ok: true }
      | {
          readonly ok: false;
          /** It names somebody else, was answered before, or could not be written down. */
          readonly code: 'not-named' | 'answered' | 'failed';
        };
  };
}
