/** The words of filters: of a facet, and of what can be chosen under it. */
import {
  FACETS,
  type Facet,
  HEEDED,
  LET_THROUGH,
  NONE,
  NOT_ASKED,
} from '../../core/review/facets.ts';
import { ALL_STATES, type QueueView } from '../../core/review/queue-view.ts';
import { type Labelled, labelOf, termLabel } from '../labels.ts';
import type { ReviewContext } from './review-context.ts';

/** @param outcomes those that a decision may have */
export function optionText(
  facet: Facet,
  option: string,
  outcomes: readonly Labelled[],
  { say, language, reasons }: ReviewContext,
): string {
  switch (facet) {
    case 'reason':
      if (option === NOT_ASKED) return say('row.reasonNotAsked');
      if (option === NONE) return say('row.noReason');
      if (option === HEEDED) return say('row.heeded');
      if (option === LET_THROUGH) return say('row.letThrough');
      return `${labelOf(reasons, option, language)} (${option})`;
    case 'decision':
      return option === NONE ? say('queue.noDecision') : labelOf(outcomes, option, language);
    case 'unit':
      return option === NONE ? say('queue.noUnit') : option;
    case 'officer':
      return option === NONE ? say('row.officerUnknown') : option;
    case 'rule':
      return option;
    default:
      return termLabel(say, facet, option);
  }
}

/** What a view shows, in a line: for paper, and for the name of a saved one. */
export function viewText(
  { chosen, text, sort }: QueueView,
  outcomes: readonly Labelled[],
  context: ReviewContext,
): string {
  const { say } = context;
  const { state = ALL_STATES, ...others } = chosen;
  const said = [`${say('facet.state')}: ${termLabel(say, 'state', state)}`];
  for (const facet of facetsIn(others))
    said.push(
      `${say(`facet.${facet}`)}: ${optionText(facet, others[facet] ?? '', outcomes, context)}`,
    );
  if (text !== '') said.push(`${say('queue.words')}: ${text}`);
  return [...said, `${say('queue.sort')}: ${say(`sort.${sort}`)}`].join('; ');
}

/** Beside the state, which is always in sight. */
export type PanelFacet = Exclude<Facet, 'state'>;
export const PANEL_FACETS = FACETS.filter((facet): facet is PanelFacet => facet !== 'state');

/** Those that are chosen, in the order of the panel. */
export function facetsIn(chosen: QueueView['chosen']): readonly PanelFacet[] {
  return PANEL_FACETS.filter((facet) => chosen[facet] !== undefined);
}
