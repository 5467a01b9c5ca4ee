/** From where on something stands out here: a force may set it, and whoever reads the page sees that. */
import {
  NATIONAL_PATTERN_LIMITS,
  PATTERN_LIMIT_NAMES,
  type PatternLimits,
} from '../../core/patterns/limits.ts';
import type { Say } from '../../core/wording.ts';
import { Facts } from '../facts.tsx';

export interface LimitsListProps {
  readonly limits: PatternLimits;
  readonly say: Say;
}

export function LimitsList({ limits, say }: LimitsListProps) {
  const textOf = (here: number, nation: number): string =>
    here === nation ? String(here) : say('patterns.limitOther', { here, nation });
  return (
    <details id="patterns-limits-all">
      <summary>{say('patterns.limits')}</summary>
      <p class="quiet">{say('patterns.limitsLead')}</p>
      <Facts
        facts={PATTERN_LIMIT_NAMES.map((name) => ({
          name,
          label: say(`patterns.limit.${name}`),
          value: textOf(limits[name], NATIONAL_PATTERN_LIMITS[name]),
        }))}
      />
    </details>
  );
}
