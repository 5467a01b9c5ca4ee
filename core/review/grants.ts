/** Whether the grant that an attempt names is there. What an attempt says of it is its own word. */
import type { ApprovalHeader } from '../ledger/approval.ts';
import type { AttemptHeader, Header } from '../ledger/header.ts';
import { likeness } from '../sites/staff-numbers.ts';

/**
 * Ids of the attempts whose grant is among the entries: given by the person whom the attempt names, to
 * a question of that officer about what was then done, and used by no attempt before.
 *
 * @param headers of one ledger or of several
 */
export function grantedIn(headers: readonly Header[]): ReadonlySet<string> {
  const approvals = new Map<string, ApprovalHeader>();
  const named: AttemptHeader[] = [];
  for (const header of headers) {
    if (header.kind === 'approval') approvals.set(header.id, header);
    if (header.kind === 'attempt' && header.authorisation?.status === 'granted') named.push(header);
  }
  const used = new Set<string>();
  const found = new Set<string>();
  for (const attempt of named.sort((a, b) => a.at - b.at || a.seq - b.seq)) {
    const { authorisation } = attempt;
    if (authorisation?.status !== 'granted' || used.has(authorisation.grant)) continue;
    const grant = approvals.get(authorisation.grant);
    const asked = approvals.get(authorisation.request);
    if (!grant || !asked || !isGrantFor(attempt, asked, grant)) continue;
    used.add(grant.id);
    found.add(attempt.id);
  }
  return found;
}

function isGrantFor(attempt: AttemptHeader, asked: ApprovalHeader, grant: ApprovalHeader): boolean {
  const { authorisation, signal, role, group, reason, officer } = attempt;
  const { about } = asked;
  const isGrant =
    grant.step === 'granted' &&
    grant.request === asked.id &&
    grant.rank === authorisation?.rank &&
    likeness(grant.by, authorisation?.by ?? '') === 'same';
  const isAsked = asked.step === 'asked' && likeness(asked.by, officer) === 'same';
  const isAboutIt =
    about?.signal === signal &&
    about.role === role &&
    about.group === group &&
    about.reason === reason;
  return isGrant && isAsked && isAboutIt;
}
