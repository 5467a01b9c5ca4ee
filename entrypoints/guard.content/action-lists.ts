/**
 * Lists of what to do, "Actions", or of whom to tell, "Refer to": there an option is a button, be it
 * the browser's own or one that a library draws.
 */

import type { SourceText } from '../../core/forms/snapshot.ts';
import { isIdentifier } from '../../core/forms/sources.ts';
import { concernsUs } from './concern.ts';
import { TYPED, textOf, tidy, typedIn } from './dom.ts';
import { remembered } from './epoch.ts';
import { attribute, closest, elementBefore, matches, slotOf } from './native.ts';
import { openerOf } from './openers.ts';
import { readNames } from './read-names.ts';

const ACTION_NAME =
  /\b(?:actions?|commands?|tasks?|menu|(?:go|jump) to|goto|more|options|tools|do this|(?:next|further) steps?|what next|on save|^(?:with|for|to) (?:the |all )?(?:selected|ticked|checked|marked)|bulk (?:actions?|operations?)|gweithred\w*|weithred\w*|gorchmyn\w*|tasg\w*|dewislen|rhagor|ewch i|(?:refer|shar|pass|send|sent|disclos|notif)\w*(?: \w+){0,3} (?:to|with)|(?:cyfeir|anfon|rhann)\w*(?: \w+){0,3} (?:at|gyda|[aâ]))\b/i;
/** What an officer reads over such a list; as a programmer's name the same words mean less. */
const ACTION_TITLE =
  /^(?:notify|refer|send|share|hysbysu|cyfeirio|anfon)(?: to| at)?\W*$|^(?:onward |new |make |add )?referrals?(?: (?:to|made|agency|agencies|destination|route|pathway))?$|\b(?:start|new|make|run|do|raise|request|dechrau|newydd) (?:an? |the )?(?:enquir\w+|checks?|search(?:es)?|look-? ?ups?|ymholiad)\b|^look-? ?up\b|^(?:checks?|searches|look-?ups|enquiries|systems) to (?:run|do|make|carry out|search|check)\b/i;
/** Of a list that a page draws itself, or that acts as soon as something is chosen. */
export const BARE_TITLE =
  /^(?:run|checks?|search(?:es)?|enquir(?:y|ies)|gwiriadau|ymholiad(?:au)?)\W*(?:\([^)]*\)\W*)?$/i;

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

/** "PNC > This person": of an item that only says of whom, what its menu says. */
export function toldByMenu(item: Element): readonly SourceText[] {
  const menu = closest(item, '[role=menu]');
  const own = textOf(item);
  if (!menu || !OF_WHOM.test(own)) return [];
  const before = elementBefore(menu);
  const opener = openerOf(menu) ?? (before && matches(before, OPENS_MENU) ? before : null);
  const title = tidy(attribute(menu, 'aria-label')) || (opener ? textOf(opener) : '');
  return title === '' || SHOWS.test(title) ? [] : [{ source: 'value', text: `${title} ${own}` }];
}

const SHOWS =
  /\bhistory\b|^(?:last|previous)\b|^(?!.*\b(?:check|search|look ?up)\b).*\b(?:results?|records?|log)\b/i;
const OPENS_MENU = '[role=menuitem][aria-haspopup],[aria-haspopup=menu]';
const OF_WHOM =
  /^(?:(?:this|the|selected|current|full|quick|new|all|y|hwn) )*(?:person|people|victim|witness|nominal|subject|names?|unigolyn|person hwn|dioddefwr|tyst)(?: (?:check|search|enquiry|hwn))?\W*$/i;

/** "Farah - look up in UKVI": what the box is completed with is what was typed, to be looked for. */
function looksFor(option: Element, box: Element | null): boolean {
  const typed = box && matches(box, TYPED) ? typedIn(box).trim().toLowerCase() : '';
  const told = textOf(option).toLowerCase();
  return (
    typed !== '' &&
    !concernsUs([{ source: 'value', text: typed }]) &&
    told.includes(typed) &&
    LOOKS.test(told)
  );
}

const LOOKS = /\b(?:look ?up|search|check|find|ask|query|enquiry|run|request|chwilio|gwirio)\b/;

/** Whether an option that a library draws does something. */
export const isActionOption = remembered((option: Element): boolean => {
  const list = listAround(option);
  // In a list of links or acts, "option" only means that it can be gone to by a key.
  if (!list && matches(option, PRESSED) && closest(option, '[role=list],nav')) return true;
  const opener = list && openerOf(list);
  const isOfList = [list, opener].some((each) => {
    const names = each ? readNames(each) : [];
    return isOfActions(names) || names.some(({ text }) => BARE_TITLE.test(text));
  });
  return isOfList || (list !== null && looksFor(option, opener));
});
