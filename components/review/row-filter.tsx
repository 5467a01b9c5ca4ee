/** What of the list is shown: by state, by any words, in which order. */
import { STATE_OPTIONS } from '../../core/review/facets.ts';
import type { QueuePart } from '../../core/review/queue.ts';
import {
  ALL_STATES,
  QUEUE_SORTS,
  type QueueView,
  withChosen,
} from '../../core/review/queue-view.ts';
import type { Say } from '../../core/wording.ts';
import { termLabel } from '../labels.ts';

export interface RowFilterProps {
  readonly say: Say;
  readonly part: QueuePart;
  readonly view: QueueView;
  readonly onView: (view: QueueView) => void;
}

export function RowFilter({ say, part, view, onView }: RowFilterProps) {
  const { counts, ofAnyState } = part;
  const chosen = view.chosen.state ?? ALL_STATES;
  // Nothing waits for a store where there is none, or for somebody else where one is enough.
  const states = STATE_OPTIONS.filter(
    (each) =>
      (each !== 'waiting' && each !== 'another') || counts.state.has(each) || chosen === each,
  );
  return (
    <>
      <fieldset class="filter__states">
        <legend>{say('review.filterState')}</legend>
        {[...states, ALL_STATES].map((each) => (
          <label class="filter__state" key={each}>
            <input
              type="radio"
              name="state"
              value={each}
              checked={each === chosen}
              onChange={() => onView(withChosen(view, 'state', each === ALL_STATES ? null : each))}
            />
            <span>
              {termLabel(say, 'state', each)}{' '}
              <span class="count" data-count={each}>
                {each === ALL_STATES ? ofAnyState : (counts.state.get(each) ?? 0)}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="filter__words">
        <label class="filter__text">
          <span>{say('queue.search')}</span>
          <input
            id="filter-text"
            type="search"
            autocomplete="off"
            value={view.text}
            onInput={({ currentTarget }) => onView({ ...view, text: currentTarget.value })}
          />
        </label>
        <label class="field">
          <span>{say('queue.sort')}</span>
          <select
            id="queue-sort"
            value={view.sort}
            onChange={({ currentTarget }) =>
              onView({
                ...view,
                sort: QUEUE_SORTS.find((each) => each === currentTarget.value) ?? view.sort,
              })
            }
          >
            {QUEUE_SORTS.map((each) => (
              <option key={each} value={each}>
                {say(`sort.${each}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
    </>
  );
}
