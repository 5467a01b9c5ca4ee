/**
 * Lists of what to do, "Actions", or of whom to tell, "Refer to": there an option is a button, be it
 * the browser's own or one that a library draws.
 */
import { remembered } from './epoch.ts';
import { closest, slotOf } from './native.ts';
import { openerOf } from './openers.ts';
import { readNames } from './read-names.ts';

export const ACTION_NAME =
  /\b(?:actions?|commands?|tasks?|menu|go to|goto|more|options|tools|do this|(?:next|further) steps?|what next|on save|^(?:with|for|to) (?:the |all )?(?:selected|ticked|checked|marked)|bulk (?:actions?|operations?)|^(?:onward |new |make |add )?referrals?(?: (?:to|made|agency|agencies|destination|route|pathway))?$|(?:start|new|make|run|do|raise|request|dechrau|newydd) (?:an? |the )?(?:enquir\w+|checks?|search(?:es)?|look-? ?ups?|ymholiad)|^look-? ?up\b|^(?:run|checks?|search(?:es)?|enquir(?:y|ies)|gwiriadau|ymholiad(?:au)?)$|gweithred\w*|weithred\w*|gorchmyn\w*|tasg\w*|dewislen|rhagor|ewch i|(?:refer|shar|pass|send|sent|disclos|notif)\w*(?: \w+){0,3} (?:to|with)|(?:cyfeir|anfon|rhann)\w*(?: \w+){0,3} (?:at|gyda|[aâ]))\b/i;

/** Also where the list is drawn in a shadow root around what stands outside of it. */
function listAround(option: Element): Element | null {
  const list = closest(option, '[role=listbox]');
  const slot = list ? null : slotOf(option);
  return slot ? closest(slot, '[role=listbox]') : list;
}

/** Whether an option that a library draws does something. */
export const isActionOption = remembered((option: Element): boolean => {
  const list = listAround(option);
  // In a list of links or acts, "option" only means that it can be gone to by a key.
  if (!list && closest(option, '[role=list],nav')) return true;
  const opener = list && openerOf(list);
  return [list, opener].some(
    (each) => each && readNames(each).some(({ text }) => ACTION_NAME.test(text)),
  );
});
