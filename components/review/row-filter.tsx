/** Filters of the list: by state, and by any words. */
import type { Say } from '../../core/wording.ts';
import { termLabel } from '../labels.ts';
import { STATE_FILTERS, type StateCounts, type StateFilter } from './select-rows.ts';

export interface RowFilterProps {
  readonly say: Say;
  readonly counts: StateCounts;
  readonly state: StateFilter;
  readonly text: string;
  readonly onState: (state: StateFilter) => void;
  readonly onText: (text: string) => void;
}

export function RowFilter({ say, counts, state, text, onState, onText }: RowFilterProps) {
  return (
    <search class="filter">
      <fieldset class="filter__states">
        <legend>{say('review.filterState')}</legend>
        {/* Nothing waits for a store where there is none. */}
        {STATE_FILTERS.filter(
          (each) => each !== 'waiting' || counts.waiting > 0 || state === 'waiting',
        ).map((each) => (
          <label class="filter__state" key={each}>
            <input
              type="radio"
              name="state"
              value={each}
              checked={each === state}
              onChange={() => onState(each)}
            />
            <span>
              {termLabel(say, 'state', each)} <span class="count">{counts[each]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label class="filter__text">
        <span>{say('review.filterText')}</span>
        <input
          id="filter-text"
          type="search"
          autocomplete="off"
          value={text}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      </label>
    </search>
  );
}
