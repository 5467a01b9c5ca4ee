/** The state of an override, in words on a coloured ground. */
import type { CaseState } from '../../core/review/cases.ts';
import type { Say } from '../../core/wording.ts';
import { termLabel } from '../labels.ts';

export function StateBadge({ state, say }: { readonly state: CaseState; readonly say: Say }) {
  return <span class={`badge badge--${state}`}>{termLabel(say, 'state', state)}</span>;
}
