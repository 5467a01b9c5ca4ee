/** What a dialog says of itself, without what its buttons and fields are called. */
import { CONTROL_SELECTOR, textOf, tidy } from './dom.ts';
import { closest, contains, documentOf, listOf, parentElementOf, textContentOf } from './native.ts';

const MAX_DIALOG_TEXT = 200;
/** What may be chosen in a dialog is not what it asks. */
const CAPTIONS = `label,legend,script,style,[role=option],${CONTROL_SELECTOR}`;

/** What a short dialog says, without what its buttons and fields are called. */
export function askedIn(dialog: Element): string {
  if (textOf(dialog).length > MAX_DIALOG_TEXT) return '';
  const texts: string[] = [];
  const walker = documentOf(dialog).createTreeWalker(dialog, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = parentElementOf(node);
    if (around && !isCaptionIn(around, dialog)) texts.push(node.nodeValue ?? '');
  }
  return tidy(texts.join(' '));
}

/** The same without what stands beside other elements: a question may be followed by much else. */
export function askedInParts(dialog: Element): string {
  const parts = listOf(dialog, ':not(:has(*))').filter((each) => !isCaptionIn(each, dialog));
  return tidy(parts.map((each) => textContentOf(each)).join(' '));
}

/** A dialog may listen for presses itself, or stand in something that does. */
function isCaptionIn(part: Element, dialog: Element): boolean {
  const caption = closest(part, CAPTIONS);
  return caption !== null && caption !== dialog && contains(dialog, caption);
}
