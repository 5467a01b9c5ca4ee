/** What somebody wants to see of the queue: filters, words, an order. */
import { FACETS, type Facet, STATE_OPTIONS } from './facets.ts';

export const QUEUE_SORTS = ['need', 'due', 'newest', 'oldest', 'rule', 'officer'] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

export interface QueueView {
  /** The option that is chosen under each facet; absent where all are shown. */
  readonly chosen: Readonly<Partial<Record<Facet, string>>>;
  /** Every word of it has to occur. */
  readonly text: string;
  readonly sort: QueueSort;
}

/** Every option of the facet of states. */
export const ALL_STATES = 'all';

const FIRST_STATE = 'open';

/** What a reviewer begins with. */
export const FIRST_VIEW: QueueView = { chosen: { state: FIRST_STATE }, text: '', sort: 'need' };

/** Choosing no state shows all of them. */
export function withChosen(view: QueueView, facet: Facet, option: string | null): QueueView {
  const { [facet]: _, ...others } = view.chosen;
  const chosen = option === null ? others : { ...others, [facet]: option };
  return { ...view, chosen };
}

const MOST_OPTION = 80;
/** An entry's number in its ledger, or the beginning of its id. */
const REFERENCE = /^#\d{1,7}$|^(?=[0-9-]*[a-f])[0-9a-f-]{8,40}$/;

/**
 * Whether words name an entry and nothing else. Only such are put where they stay: any other may be
 * somebody's name.
 */
export function isReference(text: string): boolean {
  return REFERENCE.test(text.trim());
}

/** Names and values of a view, in the same order always; nothing for what is as at the beginning. */
export function pairsOf({ chosen, text, sort }: QueueView): readonly (readonly [string, string])[] {
  const pairs = FACETS.flatMap((facet): [string, string][] => {
    const option = chosen[facet];
    const said = facet === 'state' ? (option ?? ALL_STATES) : option;
    return said === undefined || said === FIRST_VIEW.chosen[facet] ? [] : [[facet, said]];
  });
  if (isReference(text)) pairs.push(['q', text.trim()]);
  if (sort !== FIRST_VIEW.sort) pairs.push(['sort', sort]);
  return pairs;
}

/** @param value of a name, untrusted: what is none is left out */
export function viewFrom(value: (name: string) => string | null): QueueView {
  const chosen: Partial<Record<Facet, string>> = { ...FIRST_VIEW.chosen };
  for (const facet of FACETS) {
    const option = value(facet);
    if (option !== null && option.length <= MOST_OPTION) chosen[facet] = option;
  }
  const state = STATE_OPTIONS.find((each) => each === chosen.state);
  // Of a state that there is none of the list is empty, and no filter on the page says why.
  if (chosen.state === ALL_STATES) delete chosen.state;
  else if (state === undefined) chosen.state = FIRST_STATE;
  const text = value('q') ?? '';
  const sort = QUEUE_SORTS.find((each) => each === value('sort')) ?? FIRST_VIEW.sort;
  return { chosen, text: isReference(text) ? text : '', sort };
}

export function isSameView(one: QueueView, other: QueueView): boolean {
  return JSON.stringify(pairsOf(one)) === JSON.stringify(pairsOf(other));
}
