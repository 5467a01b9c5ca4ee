/**
 * Lists of what to do, "Actions", or of whom to tell, "Refer to": there an option is a button, be it
 * the browser's own or one that a library draws.
 */
import { remembered } from './epoch.ts';
import { closest } from './native.ts';
import { openerOf } from './openers.ts';
import { readNames } from './read-names.ts';

export const ACTION_NAME =
  /\b(?:actions?|commands?|tasks?|menu|go to|goto|more|options|tools|do this|(?:next|further) steps?|what next|on save|^(?:with|for|to) (?:the |all )?(?:selected|ticked|checked|marked)|bulk (?:actions?|operations?)|gweithred\w*|weithred\w*|gorchmyn\w*|tasg\w*|dewislen|rhagor|ewch i|(?:refer|shar|pass|send|sent|disclos|notif)\w*(?: \w+){0,3} (?:to|with)|(?:cyfeir|anfon|rhann)\w*(?: \w+){0,3} (?:at|gyda|[aâ]))\b/i;

/** Whether an option that a library draws does something. */
export const isActionOption = remembered((option: Element): boolean => {
  const list = closest(option, '[role=listbox]');
  const opener = list && openerOf(list);
  return [list, opener].some(
    (each) => each && readNames(each).some(({ text }) => ACTION_NAME.test(text)),
  );
});
