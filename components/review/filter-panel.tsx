/** Filters of the list beside its state: one choice under each facet, with what it would leave. */
import { useState } from 'preact/hooks';
import { AGE_OPTIONS, type Facet } from '../../core/review/facets.ts';
import type { FacetCounts } from '../../core/review/queue.ts';
import { type QueueView, withChosen } from '../../core/review/queue-view.ts';
import type { Labelled } from '../labels.ts';
import { facetsIn, optionText, PANEL_FACETS, type PanelFacet } from './facet-words.ts';
import type { ReviewContext } from './review-context.ts';

/** A menu is no place for thousands of officers: what has most comes in, the rest is searched for. */
const MOST_OPTIONS = 100;

export interface FilterPanelProps {
  readonly counts: FacetCounts;
  readonly view: QueueView;
  readonly outcomes: readonly Labelled[];
  readonly context: ReviewContext;
  readonly onView: (view: QueueView) => void;
}

export function FilterPanel(props: FilterPanelProps) {
  const { view, context, outcomes, onView } = props;
  const { say } = context;
  const chosen = facetsIn(view.chosen);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <details
        id="filters"
        class="filters"
        open={isOpen}
        onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      >
        <summary>
          {chosen.length === 0
            ? say('queue.filters')
            : say('queue.filtersOn', { n: chosen.length })}
        </summary>
        {isOpen && (
          <div class="filters__grid">
            {PANEL_FACETS.map((facet) => (
              <FacetChoice key={facet} facet={facet} {...props} />
            ))}
          </div>
        )}
      </details>
      {chosen.length > 0 && (
        <ul class="chips" id="filters-on" aria-label={say('queue.filtersAre')}>
          {chosen.map((facet) => (
            <li key={facet}>
              <button
                type="button"
                class="chip"
                data-drop={facet}
                onClick={() => onView(withChosen(view, facet, null))}
              >
                <span class="unseen">{say('queue.drop')}</span> {say(`facet.${facet}`)}:{' '}
                {optionText(facet, view.chosen[facet] ?? '', outcomes, context)}{' '}
                <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function FacetChoice({
  facet,
  counts,
  view,
  outcomes,
  context,
  onView,
}: FilterPanelProps & { readonly facet: PanelFacet }) {
  const { say } = context;
  const chosen = view.chosen[facet];
  const { offered, more } = offeredOf(facet, counts, chosen);
  const options = offered.map((option) => ({
    option,
    text: optionText(facet, option, outcomes, context),
    count: counts[facet].get(option) ?? 0,
  }));
  // In the order of ages where that is what they are, else as words stand in a list.
  if (facet !== 'age') options.sort((a, b) => a.text.localeCompare(b.text, context.language));
  return (
    <label class="field">
      <span>{say(`facet.${facet}`)}</span>
      <select
        id={`filter-${facet}`}
        value={chosen ?? ''}
        onChange={({ currentTarget }) =>
          onView(withChosen(view, facet, currentTarget.value || null))
        }
      >
        <option value="">{say('queue.any')}</option>
        {options.map(({ option, text, count }) => (
          <option key={option} value={option} data-count={count}>
            {text} ({count})
          </option>
        ))}
        {more > 0 && <option disabled>{say('queue.more', { n: more })}</option>}
      </select>
    </label>
  );
}

/** Only what would leave something, and what is chosen. */
function offeredOf(
  facet: Facet,
  counts: FacetCounts,
  chosen: string | undefined,
): { readonly offered: string[]; readonly more: number } {
  const found = [...counts[facet]].filter(([option, count]) => count > 0 || option === chosen);
  if (chosen !== undefined && !counts[facet].has(chosen)) found.push([chosen, 0]);
  if (facet === 'age') {
    const has = new Set(found.map(([option]) => option));
    return { offered: AGE_OPTIONS.filter((option) => has.has(option)), more: 0 };
  }
  found.sort(([a, one], [b, other]) => Number(b === chosen) - Number(a === chosen) || other - one);
  const offered = found.slice(0, MOST_OPTIONS).map(([option]) => option);
  return { offered, more: found.length - offered.length };
}
