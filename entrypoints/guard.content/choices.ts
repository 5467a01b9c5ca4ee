/** What is chosen on the page, asked at each act of the officer. */
import { isHtml } from './dom.ts';
import { newEpoch } from './epoch.ts';
import { isGroupMember } from './read-names.ts';
import { knownRoots } from './roots.ts';
import { choicesBySite } from './site-profile.ts';
import { inOrderIn } from './speakers.ts';

/** What each of them showed when it was last asked. */
const shown = new WeakMap<Element, string | number | boolean>();

/**
 * Asks the controls that say a role or an offence what they show now. A script that chooses for
 * them changes no node and announces nothing: a row of a list that is used again for somebody else.
 */
export function noticeChoices(page: Document): void {
  let isNew = false;
  const look = (control: Element): void => {
    const now = stateOf(control);
    if (shown.get(control) === now) return;
    isNew = true;
    shown.set(control, now);
  };
  for (const root of knownRoots(page)) {
    const { roles, offences } = inOrderIn(root);
    roles.forEach(look);
    offences.forEach(look);
  }
  choicesBySite(page).forEach(look);
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
