/**
 * Lists of what to do, "Actions", or of whom to tell, "Refer to": there an option is a button, be it
 * the browser's own or one that a library draws.
 */

import type { SourceText } from '../../core/forms/snapshot.ts';
import { isIdentifier } from '../../core/forms/sources.ts';
import { remembered } from './epoch.ts';
import { closest, matches, slotOf } from './native.ts';
import { openerOf } from './openers.ts';
import { readNames } from './read-names.ts';

const ACTION_NAME =
  /\b(?:actions?|commands?|tasks?|menu|go to|goto|more|options|tools|do this|(?:next|further) steps?|what next|on save|^(?:with|for|to) (?:the |all )?(?:selected|ticked|checked|marked)|bulk (?:actions?|operations?)|gweithred\w*|weithred\w*|gorchmyn\w*|tasg\w*|dewislen|rhagor|ewch i|(?:refer|shar|pass|send|sent|disclos|notif)\w*(?: \w+){0,3} (?:to|with)|(?:cyfeir|anfon|rhann)\w*(?: \w+){0,3} (?:at|gyda|[aâ]))\b/i;
/** What an officer reads over such a list; as a programmer's name the same words mean less. */
const ACTION_TITLE =
  /^(?:notify|refer|send|share|hysbysu|cyfeirio|anfon)(?: to| at)?\W*$|^(?:onward |new |make |add )?referrals?(?: (?:to|made|agency|agencies|destination|route|pathway))?$|\b(?:start|new|make|run|do|raise|request|dechrau|newydd) (?:an? |the )?(?:enquir\w+|checks?|search(?:es)?|look-? ?ups?|ymholiad)\b|^look-? ?up\b/i;
/** Of a list that a page draws itself, or that acts as soon as something is chosen. */
export const BARE_TITLE =
  /^(?:run|checks?|search(?:es)?|enquir(?:y|ies)|gwiriadau|ymholiad(?:au)?)\W*$/i;

/** Whether a list is called one of what to do. */
export function isOfActions(names: readonly SourceText[]): boolean {
  return names.some(
    ({ source, text }) =>
      ACTION_NAME.test(text) || (!isIdentifier({ source, text }) && ACTION_TITLE.test(text)),
  );
}

const PRESSED = '[tabindex],[class*=link],[href]';

/** Also where the list is drawn in a shadow root around what stands outside of it. */
function listAround(option: Element): Element | null {
  const list = closest(option, '[role=listbox]');
  const slot = list ? null : slotOf(option);
  return slot ? closest(slot, '[role=listbox]') : list;
}

const REFERS = /\b(?:refer|shar|send|sent|pass|disclos|notif|[cg]yfeir|anfon|rhann|hysbys)/i;

/** Of an option in a list of whom to tell: that it tells, which only the list says. */
export function toldByList(option: Element): readonly SourceText[] {
  if (!matches(option, '[role=option]')) return [];
  const list = listAround(option);
  return [list, list && openerOf(list)]
    .flatMap((each) => (each ? readNames(each) : []))
    .filter((name) => !isIdentifier(name) && REFERS.test(name.text))
    .map(({ text }) => ({ source: 'legend', text }));
}

/** Whether an option that a library draws does something. */
export const isActionOption = remembered((option: Element): boolean => {
  const list = listAround(option);
  // In a list of links or acts, "option" only means that it can be gone to by a key.
  if (!list && matches(option, PRESSED) && closest(option, '[role=list],nav')) return true;
  const opener = list && openerOf(list);
  return [list, opener].some((each) => {
    const names = each ? readNames(each) : [];
    return isOfActions(names) || names.some(({ text }) => BARE_TITLE.test(text));
  });
});
