/** Overrides of late by the same officer and under the same rule, beside the one that is open. */
import { useMemo } from 'preact/hooks';
import { ALL_STATES } from '../../core/review/queue-view.ts';
import { RECENT_DAYS, type Recent, recentBefore } from '../../core/review/recent.ts';
import type { CaseRow } from '../../core/review/rows.ts';
import { Moment } from '../moment.tsx';
import { caseAddress, viewAddress } from './case-address.ts';
import type { ReviewContext } from './review-context.ts';
import { reasonText } from './row-link.tsx';
import { StateBadge } from './state-badge.tsx';

export interface RecentCardProps {
  readonly row: CaseRow;
  /** All that the reader may see. */
  readonly rows: readonly CaseRow[];
  readonly context: ReviewContext;
}

export function RecentCard({ row, rows, context }: RecentCardProps) {
  const { say } = context;
  const recent = useMemo(() => recentBefore(rows, row), [rows, row]);
  return (
    <details class="card" id="recent">
      <summary>{say('recent.title', { days: RECENT_DAYS })}</summary>
      {(['officer', 'rule'] as const).map((by) => (
        <section key={by} id={`recent-${by}`}>
          <h4>{say(`recent.${by}`)}</h4>
          <RecentList by={by} row={row} recent={recent[by]} context={context} />
        </section>
      ))}
      <p class="quiet">{say('recent.meaning')}</p>
    </details>
  );
}

interface RecentListProps {
  readonly by: 'officer' | 'rule';
  readonly row: CaseRow;
  readonly recent: Recent | null;
  readonly context: ReviewContext;
}

function RecentList({ by, row, recent, context }: RecentListProps) {
  const { say, language, view } = context;
  if (recent === null) return <p class="quiet">{say('recent.few')}</p>;
  const { count, decided } = recent;
  return (
    <>
      <p>{say('recent.count', { n: count, decided })}</p>
      <ul>
        {recent.rows.map((each) => (
          <li key={each.id}>
            <a href={caseAddress(each.id, view)}>
              <Moment at={each.at} language={language} />
            </a>{' '}
            {reasonText(each, context)} <StateBadge state={each.state} say={say} />
          </li>
        ))}
      </ul>
      <p>
        <a href={viewAddress({ ...view, chosen: { state: ALL_STATES, [by]: row[by] }, text: '' })}>
          {say('recent.all')}
        </a>
      </p>
    </>
  );
}
