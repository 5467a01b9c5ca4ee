/** One override in the list. */
import { isAssigned } from '../../core/review/assigned.ts';
import { isEmergency, isEscalated, isLate } from '../../core/review/facets.ts';
import type { CaseRow } from '../../core/review/rows.ts';
import { stratumOf } from '../../core/review/sampling.ts';
import { labelOf, termLabel } from '../labels.ts';
import { Age, momentText } from '../moment.tsx';
import { caseAddress } from './case-address.ts';
import type { ReviewContext } from './review-context.ts';
import { StandingBadge, StateBadge } from './state-badge.tsx';

export interface RowLinkProps {
  readonly row: CaseRow;
  readonly current: boolean;
  readonly context: ReviewContext;
}

export function RowLink({ row, current, context }: RowLinkProps) {
  const { say, language, now } = context;
  const officer = row.officer ? say('row.officer', { id: row.officer }) : say('row.officerUnknown');
  return (
    <li>
      <a
        class="row"
        href={caseAddress(row.id, context.view)}
        data-case-id={row.id}
        data-case-state={row.state}
        data-why={row.why}
        aria-current={current ? 'true' : undefined}
      >
        <span class="row__top">
          <strong>{termLabel(say, 'signal', row.signal)}</strong>
          <span class="row__badges">
            {isEmergency(row) && <span class="badge badge--urgent">{say('row.emergency')}</span>}{' '}
            {row.cameSecond && <span class="badge badge--second">{say('row.second')}</span>}{' '}
            <LateBadge row={row} context={context} /> <OwedBadge row={row} context={context} />{' '}
            {row.quorum && (
              <span class="badge" data-quorum={row.quorum.have}>
                {say('row.quorum', { have: row.quorum.have, need: row.quorum.need })}
              </span>
            )}{' '}
            <StandingBadge row={row} say={say} /> <StateBadge state={row.state} say={say} />
          </span>
        </span>
        <span class="row__reason">{reasonText(row, context)}</span>
        <span class="row__meta">
          <span>
            {officer}
            {row.unit && ` · ${row.unit}`}
          </span>{' '}
          <span>
            {termLabel(say, 'group', row.group)} ·{' '}
            <Age at={row.at} language={language} now={now} say={say} />
            {row.dueBy !== null && ` · ${say('row.due', { at: momentText(row.dueBy, language) })}`}
            {row.repeats > 0 && ` · ${say('row.repeats', { n: row.repeats })}`}
          </span>
        </span>
        <AssignedLine row={row} context={context} />
        {row.bar && row.state !== 'decided' && row.state !== 'waiting' && (
          <span class="row__bar">{say('row.barred')}</span>
        )}
      </a>
    </li>
  );
}

/** Who is on it, for as long as that counts. */
function AssignedLine({ row: { assigned }, context }: Omit<RowLinkProps, 'current'>) {
  const { say, language, now } = context;
  if (!isAssigned(assigned, now)) return null;
  const { isMine, to, at } = assigned;
  return (
    <span class="row__assigned" data-assigned={to}>
      {isMine
        ? say('assigned.row.mine')
        : say('assigned.row', { id: to, time: momentText(at, language) })}
    </span>
  );
}

/** What nobody looked at in time, and whether it is late for so long that it is escalated. */
export function LateBadge({ row, context: { say, now } }: Omit<RowLinkProps, 'current'>) {
  if (!isLate(row, now)) return null;
  const isWorse = isEscalated(row, now);
  return (
    <span class="badge badge--urgent" data-late={isWorse ? 'escalated' : 'late'}>
      {say(isWorse ? 'row.escalated' : 'row.late')}
    </span>
  );
}

/** A reason that is still owed, and whether its time is over. */
export function OwedBadge({ row, context: { say, now } }: Omit<RowLinkProps, 'current'>) {
  if (row.owedBy === null) return null;
  const isLate = now > row.owedBy;
  return (
    <span class={isLate ? 'badge badge--urgent' : 'badge'} data-owed={isLate ? 'late' : 'owed'}>
      {say(isLate ? 'row.owedLate' : 'row.owed')}
    </span>
  );
}

/** The reason in words; what an officer under pressure still owes is said as such. */
export function reasonText(row: CaseRow, { say, language, reasons }: ReviewContext): string {
  if (row.reason !== null) return labelOf(reasons, row.reason, language);
  if (row.why === 'picked') return say(isHeeded(row) ? 'row.heeded' : 'row.letThrough');
  // A warning is confirmed and asks for no reason: none is owed.
  return say(row.outcome === 'warn' ? 'row.reasonNotAsked' : 'row.noReason');
}

function isHeeded({ choice }: CaseRow): boolean {
  return stratumOf({ choice, act: 'press' }) === 'heeded';
}
