/**
 * A reviewer takes a case, a lead gives it to one, or it is handed back: an entry, which goes to other
 * devices as every entry does. It bars nobody: of two who take one at once, the later is shown on it.
 */
import type { Identity, PolicyInForce } from '../../core/policy/assemble.ts';
import { assuranceOf, isLead } from '../../core/policy/assurance.ts';
import { namedAs } from '../../core/policy/deciding.ts';
import type {
  AssignFault,
  AssignMessages,
  AssignReply,
} from '../../core/review/assign-messages.ts';
import { assignedRow, assignedTo, isAssigned, whyNotSaid } from '../../core/review/assigned.ts';
import { barTo, type Reviewer } from '../../core/review/bars.ts';
import type { Case } from '../../core/review/cases.ts';
import { isSameStaff } from '../../core/sites/officer.ts';
import { orFailed } from './ledger/or-failed.ts';
import { recordOwn } from './own-entries.ts';
import {
  foldAbout,
  isReviewer,
  mayRead,
  type ReviewParts,
  refuseReading,
  reviewerOf,
} from './review-cases.ts';
import { turns } from './turns.ts';

type Asked = AssignMessages['assign']['request'];

/** One after the other: of two presses the second finds the first. */
const inTurn = turns();

export function assignCase(parts: ReviewParts, asked: Asked): Promise<AssignReply> {
  return inTurn(() => orFailed(() => assign(parts, asked)));
}

/** @throws LedgerError */
async function assign(parts: ReviewParts, { id, to }: Asked): Promise<AssignReply> {
  const { policy } = parts.policy.state;
  const { identity } = policy;
  const { cases } = await foldAbout(parts, id);
  const found = cases.find(({ attempt }) => attempt.id === id);
  if (!isReviewer(identity)) {
    // What may be read by whoever asks, they have not asked for in vain.
    if (!(found && mayRead(identity, found.attempt))) await refuseReading(parts, id);
    return { ok: false, code: identity.id.trim() === '' ? 'no-identity' : 'not-a-reviewer' };
  }
  if (found === undefined) return { ok: false, code: 'not-found' };
  const isLeading = isLead(assuranceOf(parts.policy.state.settings), identity.id);
  const code = faultOf(policy, found, { to, isLeading, now: parts.now() });
  if (code !== null) return { ok: false, code };
  // Said again it would only begin its time anew, at each press of a key.
  if (!isOnIt(policy, found, to, parts.now()))
    await recordOwn(parts, { kind: 'assignment', of: id, to: to ?? '', by: identity.id });
  return { ok: true };
}

function isOnIt(
  { identity, deciding }: PolicyInForce,
  found: Case,
  to: string | null,
  now: number,
): boolean {
  const assigned = assignedTo(found, now);
  if (assigned === null || assigned.to !== to) return false;
  return isAssigned(assignedRow(assigned, deciding.assignedHours, identity.id), now);
}

interface AskedOf {
  readonly to: string | null;
  readonly isLeading: boolean;
  readonly now: number;
}

/** What is refused would count for nothing, here or on another device. */
function faultOf(policy: PolicyInForce, found: Case, asked: AskedOf): AssignFault | null {
  const { identity, deciding } = policy;
  const { to } = asked;
  const own =
    to === null
      ? faultOfBack(identity, found, asked)
      : faultOfTaking(policy, found, { ...asked, to });
  const entry = { to: to ?? '', by: identity.id };
  return own ?? whyNotSaid(entry, found.attempt, deciding.reviewers);
}

/** Whoever is on it hands it back, or who leads the review takes it off them. */
function faultOfBack(
  { id }: Identity,
  found: Case,
  { isLeading, now }: AskedOf,
): AssignFault | null {
  const assigned = assignedTo(found, now);
  return assigned && (isLeading || isSameStaff(assigned.to, id)) ? null : 'not-yours';
}

function faultOfTaking(
  { identity, deciding }: PolicyInForce,
  found: Case,
  { to, isLeading, now }: AskedOf & { readonly to: string },
): AssignFault | null {
  if (to === identity.id) return barTo(reviewerOf(identity), found, now);
  if (!isLeading) return 'not-a-lead';
  const named = namedAs(deciding.reviewers, to);
  if (!named || !deciding.reviewers.some(({ id }) => id === to)) return 'not-named';
  const other: Reviewer = { ...named, id: to, isReviewer: true };
  return barTo(other, found, now);
}
