/** What is chosen on the page, asked at each act of the officer. */
import { settle } from './changes.ts';
import { isHtml } from './dom.ts';
import { newEpoch, remembered } from './epoch.ts';
import { thePage } from './native.ts';
import { isGroupMember } from './read-names.ts';
import { knownRoots } from './roots.ts';
import { choicesBySite } from './site-profile.ts';
import { inOrderIn } from './speakers.ts';

/** What each of them showed when it was last asked. */
const shown = new WeakMap<Element, string | number | boolean>();

/** Those of the page as it is; a list is gone through at each act, and found once. */
const speaking = remembered((page: Document): readonly Element[] => [
  ...[...knownRoots(page)].flatMap((root) => {
    const { roles, offences } = inOrderIn(root);
    return [...roles, ...offences];
  }),
  ...choicesBySite(page),
]);

/** Takes in all that the page changed up to this moment, told or not: for what it asks by itself. */
export function takeIn(): void {
  settle();
  noticeChoices(thePage);
}

/**
 * Asks the controls that say a role or an offence what they show now. A script that chooses for
 * them changes no node and announces nothing: a row of a list that is used again for somebody else.
 */
export function noticeChoices(page: Document): void {
  let isNew = false;
  for (const control of speaking(page)) {
    const now = stateOf(control);
    if (shown.get(control) === now) continue;
    isNew = true;
    shown.set(control, now);
  }
  if (isNew) newEpoch();
}

function stateOf(control: Element): string | number | boolean {
  if (isGroupMember(control)) return control.checked;
  if (isHtml(control, 'select'))
    return control.multiple
      ? [...control.selectedOptions].map(indexOf).join()
      : control.selectedIndex;
  return isHtml(control, 'input') ? control.value : '';
}

const indexOf = ({ index }: HTMLOptionElement): number => index;
