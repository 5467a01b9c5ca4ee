/** The reason of an override: the officer's, also where it was owed and given afterwards. */
import type { AttemptHeader, FollowUpHeader } from '../ledger/header.ts';
import { TO_FOLLOW } from '../policy/reasons.ts';

/** `TO_FOLLOW`, or null, where it is still owed. A reason that was given at once is not changed by one given later. */
export function givenReason(
  { reason }: Pick<AttemptHeader, 'reason'>,
  followUp: FollowUpHeader | null,
): string | null {
  return reason === null || reason === TO_FOLLOW ? (followUp?.reason ?? reason) : reason;
}
