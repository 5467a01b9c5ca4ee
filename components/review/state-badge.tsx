/** The state of an override, in words on a coloured ground, and what can be said for its entry. */
import type { CaseState } from '../../core/review/cases.ts';
import type { CaseRow } from '../../core/review/rows.ts';
import type { Say } from '../../core/wording.ts';
import { termLabel } from '../labels.ts';

export function StateBadge({ state, say }: { readonly state: CaseState; readonly say: Say }) {
  return <span class={`badge badge--${state}`}>{termLabel(say, 'state', state)}</span>;
}

export interface StandingBadgeProps {
  readonly row: Pick<CaseRow, 'standing'>;
  readonly say: Say;
}

/** Nothing for what this device recorded; where an entry came from elsewhere, whether it holds. */
export function StandingBadge({ row: { standing }, say }: StandingBadgeProps) {
  if (standing === null) return null;
  if (standing === 'signed') return <span class="badge">{say('row.other')}</span>;
  const tone = standing === 'broken' ? 'badge badge--urgent' : 'badge';
  return (
    <span class={tone} data-standing={standing}>
      {say(`row.${standing}`)}
    </span>
  );
}
