/** Whether two readings of one override say the same. What an attempt's entry says never changes. */
import type { CaseRow } from './rows.ts';

/**
 * Whether whoever reads an override as it was need not be told of how it is now. Ages go on by
 * themselves, and a checkpoint that came after its entry takes nothing away from what was read.
 */
export function isSameCase(shown: CaseRow, now: CaseRow): boolean {
  const isProvenSince = shown.standing === 'unsigned' && now.standing === 'signed';
  return (isProvenSince || shown.standing === now.standing) && saysTheSame(shown, now);
}

function saysTheSame(one: CaseRow, other: CaseRow): boolean {
  return (
    one.state === other.state &&
    one.bar === other.bar &&
    one.decision?.id === other.decision?.id &&
    one.cameSecond === other.cameSecond &&
    one.repeats === other.repeats &&
    one.owedBy === other.owedBy &&
    one.repliedAt === other.repliedAt &&
    one.passedOn?.said?.at === other.passedOn?.said?.at &&
    one.why === other.why &&
    one.authorised === other.authorised &&
    one.quorum?.have === other.quorum?.have &&
    one.quorum?.need === other.quorum?.need
  );
}

/** Whether they are the same to the last, the times too by which something has to be done. */
export function isSameRow(one: CaseRow, other: CaseRow): boolean {
  return (
    saysTheSame(one, other) &&
    one.standing === other.standing &&
    one.dueBy === other.dueBy &&
    one.escalatesAt === other.escalatesAt &&
    one.assigned?.at === other.assigned?.at &&
    one.assigned?.to === other.assigned?.to &&
    one.assigned?.by === other.assigned?.by &&
    one.assigned?.isMine === other.assigned?.isMine &&
    one.assigned?.until === other.assigned?.until &&
    one.passedOn?.isOpen === other.passedOn?.isOpen &&
    one.passedOn?.dueBy === other.passedOn?.dueBy
  );
}
