/** What the keys of the review page do: they move the focus, follow a link that is there, or take an override. */
import type { CaseRow } from '../../core/review/rows.ts';
import { caseAddress, viewAddress } from './case-address.ts';
import type { ReviewContext } from './review-context.ts';
import type { ShortcutActions } from './shortcuts.tsx';

export interface QueueKeysParts {
  readonly context: ReviewContext;
  readonly next: () => CaseRow | null;
  /** Id of the override that is open. */
  readonly current: string | null;
  readonly onTake: (id: string) => void;
  readonly onHelp: () => void;
  /** Follows an address within the page. */
  readonly onGo: (address: string) => void;
}

export function queueKeys(parts: QueueKeysParts): ShortcutActions {
  const { context, next, current, onTake, onHelp, onGo } = parts;
  return {
    j: () => step(1),
    k: () => step(-1),
    n: () => {
      const row = next();
      if (row) onGo(caseAddress(row.id, context.view));
    },
    // Whoever may not decide is led to why.
    d: () =>
      focusFirst([
        '#decision-form input:checked',
        '#decision-form input',
        '#decided',
        '#case-title',
      ]),
    e: () => focusFirst(['#case-title']),
    l: () => {
      // A narrow screen hides the list while an override is open.
      if (isSeen('#list-title')) focusFirst(['#case-list [aria-current]', '#list-title']);
      else onGo(viewAddress(context.view));
    },
    '/': () => focusFirst(['#filter-text']),
    t: () => {
      const id = markedRow() ?? current;
      if (id !== null) onTake(id);
    },
    f: () => focusFirst(['#filters > summary']),
    '?': onHelp,
  };
}

/** To the next or the last row; over the edge of a page to the page beside it. */
function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('#case-list [data-case-id]')];
  const isAt = (row: HTMLElement) => row === document.activeElement;
  const from = rows.some(isAt)
    ? rows.findIndex(isAt)
    : rows.findIndex((row) => row.ariaCurrent === 'true');
  const to = rows[from < 0 ? 0 : from + by];
  if (to) to.focus();
  else
    document
      .querySelector<HTMLElement>(by > 0 ? '#page-on:enabled' : '#page-back:enabled')
      ?.click();
}

/** Id of the override in the list that has the focus. */
function markedRow(): string | null {
  const { activeElement } = document;
  return (activeElement instanceof HTMLElement && activeElement.dataset['caseId']) || null;
}

function isSeen(selector: string): boolean {
  return (document.querySelector<HTMLElement>(selector)?.getClientRects().length ?? 0) > 0;
}

function focusFirst(selectors: readonly string[]): void {
  for (const selector of selectors) {
    const found = document.querySelector<HTMLElement>(selector);
    if (found === null || found.getClientRects().length === 0) continue;
    found.focus();
    found.scrollIntoView({ block: 'nearest' });
    return;
  }
}
