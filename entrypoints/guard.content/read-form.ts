/** Copies a control and what surrounds it into a snapshot; live DOM goes no further. */
import type { ControlSnapshot, FormSnapshot, SourceText } from '../../core/forms/snapshot.ts';
import type { ControlKind } from '../../core/vocabulary.ts';
import {
  ALERT_SELECTOR,
  CONTROL_SELECTOR,
  DIALOG_SELECTOR,
  HEADING_SELECTOR,
  OPENER_ATTRIBUTES,
  parentOf,
  rootOf,
  textOf,
  tidy,
  UNREAD,
} from './dom.ts';
import { remembered } from './epoch.ts';
import { readBlocks } from './read-blocks.ts';
import { readNames } from './read-names.ts';
import { readPage } from './read-page.ts';

const KIND_BY_ROLE: Readonly<Record<string, ControlKind>> = {
  button: 'button',
  link: 'link',
  tab: 'tab',
  menuitem: 'menu-item',
  menuitemcheckbox: 'tick',
  menuitemradio: 'tick',
  checkbox: 'tick',
  radio: 'tick',
  switch: 'tick',
  combobox: 'choice',
  listbox: 'choice',
  option: 'menu-item',
  textbox: 'text',
  searchbox: 'text',
};

const KIND_BY_TYPE: Readonly<Record<string, ControlKind>> = {
  submit: 'button',
  image: 'button',
  button: 'button',
  reset: 'button',
  checkbox: 'tick',
  radio: 'tick',
  file: 'file',
};

export function controlKind(control: Element): ControlKind {
  if (control instanceof HTMLInputElement) {
    const byType = KIND_BY_TYPE[control.type];
    if (byType) return byType;
  }
  const byRole = KIND_BY_ROLE[control.getAttribute('role') ?? ''];
  if (byRole) return byRole;
  if (control instanceof HTMLSelectElement) return 'choice';
  if (control instanceof HTMLTextAreaElement || control instanceof HTMLInputElement) return 'text';
  if (control instanceof HTMLAnchorElement) return 'link';
  if (control instanceof HTMLFormElement) return 'form';
  if (control instanceof HTMLElement && control.isContentEditable) return 'text';
  return 'button';
}

const ACTIONS: ReadonlySet<ControlKind> = new Set(['button', 'link', 'tab', 'menu-item', 'form']);

export function isSubmitter(control: Element): boolean {
  return (
    (control instanceof HTMLButtonElement && control.type === 'submit' && control.form !== null) ||
    (control instanceof HTMLInputElement && /^(?:submit|image)$/.test(control.type))
  );
}

export function readControl(control: Element): ControlSnapshot {
  const kind = controlKind(control);
  return {
    kind,
    names: readNames(control),
    isAction: ACTIONS.has(kind),
    isSubmit: kind === 'form' || isSubmitter(control),
  };
}

/** Completes a snapshot with what surrounds the control. */
export function readAround(
  control: Element,
  own: ControlSnapshot,
  form: readonly SourceText[],
): FormSnapshot {
  return {
    control: own,
    blocks: readBlocks(control),
    form,
    page: readPage(control.ownerDocument),
    nearby: textsNear(control),
    ...(own.isSubmit && { sections: sectionsOf(control.closest('form')) }),
  };
}

const MOST_SECTIONS = 60;

/** Titles of a form's sections: what its submit button sends is about all of them. */
function sectionsOf(form: Element | null): readonly SourceText[] {
  return [...(form?.querySelectorAll(HEADING_SELECTOR) ?? [])]
    .slice(0, MOST_SECTIONS)
    .map((title) => ({ source: 'heading', text: textOf(title) }));
}

const MOST_TEXTS = 60;
const LONGEST_TEXT = 60;

function textsNear(control: Element): readonly string[] {
  const scope = control.closest(`form,${DIALOG_SELECTOR}`);
  const walker = control.ownerDocument.createTreeWalker(
    scope ?? control.ownerDocument,
    NodeFilter.SHOW_TEXT,
  );
  const texts: string[] = [];
  const collect = (next: () => Node | null): void => {
    walker.currentNode = control;
    for (let step = 0, node = next(); node && step < MOST_TEXTS; node = next(), step++) {
      const text = tidy(node.nodeValue);
      if (text !== '' && text.length <= LONGEST_TEXT && !node.parentElement?.matches(UNREAD))
        texts.push(text);
    }
  };
  collect(() => walker.previousNode());
  // Without a form around, what follows may be about anybody.
  if (scope) collect(() => walker.nextNode());
  return texts;
}

/** What a control is for by what it opens, by the dialog or form around it, by its heading. */
export function purposeOf(control: Element): readonly SourceText[] {
  return [...purposeAround(control), ...headingOf(control)];
}

const BARE_CAPTION = 24;

/** A bare "Search" or "Check" does what it stands under. */
function headingOf(control: Element): readonly SourceText[] {
  if (!control.matches('button,input[type=submit],input[type=button],a,[role=button]')) return [];
  if ((control.textContent ?? '').trim().length > BARE_CAPTION) return [];
  const text = headingBefore(control, MAX_SIBLINGS);
  return text === '' ? [] : [{ source: 'heading', text }];
}

function purposeAround(control: Element): readonly SourceText[] {
  const opened = openedBy(control);
  if (opened)
    return [...dialogPurpose(opened), ...[...opened.querySelectorAll('form')].flatMap(formPurpose)];
  const around = control.closest(DIALOG_SELECTOR);
  const form = control.closest('form');
  // A dialog inside or outside of the form is the nearer question to the officer.
  if (around && (!form || form.contains(around) || around.contains(form))) {
    return [...dialogPurpose(around), ...(form && around.contains(form) ? formPurpose(form) : [])];
  }
  return form ? formPurpose(form) : [];
}

/** The dialog that a control opens. */
function openedBy(control: Element): Element | null {
  for (const name of OPENER_ATTRIBUTES) {
    const id = control.getAttribute(name)?.replace('#', '');
    const opened = id ? rootOf(control)?.getElementById(id) : null;
    if (opened?.matches(DIALOG_SELECTOR) && !opened.contains(control)) return opened;
  }
  return null;
}

const MAX_DIALOG_TEXT = 200;

const dialogPurpose = remembered((dialog: Element): readonly SourceText[] => {
  const heading = dialog.querySelector(HEADING_SELECTOR);
  const label = tidy(dialog.getAttribute('aria-label'));
  const text = textOf(dialog);
  return [
    { source: 'form' as const, text: heading ? textOf(heading) : '' },
    { source: 'form' as const, text: label },
    { source: 'form' as const, text: text.length <= MAX_DIALOG_TEXT ? text : '' },
  ].filter((each) => each.text !== '');
});

const formPurpose = remembered((form: Element): readonly SourceText[] => {
  const purpose: SourceText[] = [];
  const add = (source: SourceText['source'], text: string): void => {
    if (text !== '') purpose.push({ source, text });
  };
  add('form', tidy(form.getAttribute('aria-label')));
  add('name', tidy(form.getAttribute('name')));
  add('name', tidy(form.id));
  add('target', tidy(form.getAttribute('action')?.slice(0, 512).split('#')[0]));
  const [heading, second] = form.querySelectorAll(HEADING_SELECTOR);
  // The first heading of a form with many sections names its first section, not the form.
  if (heading && !second) add('form', textOf(heading));
  if (!heading) add('form', headingBefore(form, Number.POSITIVE_INFINITY));
  return purpose;
});

const MAX_SIBLINGS = 24;

/** The heading that a form or a button stands under. */
function headingBefore(element: Element, siblings: number): string {
  let inside: Element | null = element;
  for (let depth = 0; inside && depth < 6; depth++) {
    let sibling = inside.previousElementSibling;
    for (let step = 0; sibling && step < siblings; step++) {
      const heading: Element | null = sibling.matches(HEADING_SELECTOR)
        ? sibling
        : // What has fields of its own is about something else.
          sibling.querySelector(CONTROL_SELECTOR) === null && !sibling.matches(ALERT_SELECTOR)
          ? sibling.querySelector(HEADING_SELECTOR)
          : null;
      if (heading) return textOf(heading);
      sibling = sibling.previousElementSibling;
    }
    inside = parentOf(inside);
  }
  return '';
}
