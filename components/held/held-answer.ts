/** What the officer says about a look-up that was opened by its address. */

import type { Authorised } from '../../core/approval/messages.ts';
import type { OtherRoles } from '../../core/forms/classification.ts';
import type { Decision } from '../../core/policy/decide.ts';
import type { Choice, OffenceGroup, Role } from '../../core/vocabulary.ts';

/** Whom a look-up may be about; there is no form here that says it. */
export const ROLES_ASKED = [
  'victim',
  'witness',
  'reporting',
  'other-protected',
  'suspect',
  'unknown',
] as const satisfies readonly Role[];

export interface HeldAnswer {
  readonly role: Role;
  readonly group: OffenceGroup;
  readonly choice: Extract<Choice, 'complied' | 'overridden' | 'piloted' | 'emergency' | 'unasked'>;
  readonly reason: string | null;
  readonly explanation: string;
  readonly authorisation: Authorised | null;
}

/** Policy decided for another role than the officer gave: that of the same person elsewhere. */
export function otherRolesOf({ cell }: Decision, { role }: Pick<HeldAnswer, 'role'>): OtherRoles {
  return cell.role === role ? {} : { roleElsewhere: cell.role };
}
