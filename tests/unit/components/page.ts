/** A page to render views into, and words to render them with. */
import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import type { Language } from '../../../core/vocabulary.ts';
import { type Say, sayFrom } from '../../../core/wording.ts';
import approvalCy from '../../../policies/wording/approval.cy.json' with { type: 'json' };
import approvalEn from '../../../policies/wording/approval.en.json' with { type: 'json' };
import decidingCy from '../../../policies/wording/deciding.cy.json' with { type: 'json' };
import decidingEn from '../../../policies/wording/deciding.en.json' with { type: 'json' };
import fleetCy from '../../../policies/wording/fleet.cy.json' with { type: 'json' };
import fleetEn from '../../../policies/wording/fleet.en.json' with { type: 'json' };
import historyCy from '../../../policies/wording/history.cy.json' with { type: 'json' };
import historyEn from '../../../policies/wording/history.en.json' with { type: 'json' };
import ledgerCy from '../../../policies/wording/ledger.cy.json' with { type: 'json' };
import ledgerEn from '../../../policies/wording/ledger.en.json' with { type: 'json' };
import cy from '../../../policies/wording/pages.cy.json' with { type: 'json' };
import en from '../../../policies/wording/pages.en.json' with { type: 'json' };
import paperCy from '../../../policies/wording/paper.cy.json' with { type: 'json' };
import paperEn from '../../../policies/wording/paper.en.json' with { type: 'json' };
import patternsCy from '../../../policies/wording/patterns.cy.json' with { type: 'json' };
import patternsEn from '../../../policies/wording/patterns.en.json' with { type: 'json' };
import promptCy from '../../../policies/wording/prompt.cy.json' with { type: 'json' };
import promptEn from '../../../policies/wording/prompt.en.json' with { type: 'json' };
import queueCy from '../../../policies/wording/queue.cy.json' with { type: 'json' };
import queueEn from '../../../policies/wording/queue.en.json' with { type: 'json' };
import reconcileCy from '../../../policies/wording/reconcile.cy.json' with { type: 'json' };
import reconcileEn from '../../../policies/wording/reconcile.en.json' with { type: 'json' };

export const WORDING: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    ...en,
    ...ledgerEn,
    ...fleetEn,
    ...historyEn,
    ...reconcileEn,
    ...patternsEn,
    ...paperEn,
    ...queueEn,
    ...decidingEn,
    ...approvalEn,
  },
  cy: {
    ...cy,
    ...ledgerCy,
    ...fleetCy,
    ...historyCy,
    ...reconcileCy,
    ...patternsCy,
    ...paperCy,
    ...queueCy,
    ...decidingCy,
    ...approvalCy,
  },
};
/** Pages speak of what was typed in the words of the prompt. */
export const say: Say = sayFrom({ ...promptEn, ...WORDING.en });
export const sayWelsh: Say = sayFrom({ ...promptCy, ...WORDING.cy });

/** Renders into the document, so that focus works, in place of what an earlier call rendered. */
export async function show(view: ComponentChild): Promise<HTMLElement> {
  const root = document.querySelector('div') ?? document.createElement('div');
  document.body.append(root);
  await act(() => render(view, root));
  return root;
}

/** Takes everything off the page; for `afterEach`. */
export async function clear(): Promise<void> {
  const root = document.querySelector('div');
  if (root) await act(() => render(null, root));
  document.body.replaceChildren();
}

/** @throws where nothing matches, so that a test never passes for want of an element */
export function one(selector: string): HTMLElement {
  const found = document.querySelector(selector);
  if (found instanceof HTMLElement) return found;
  throw new Error(`nothing matches ${selector}`);
}

export const has = (selector: string): boolean => document.querySelector(selector) !== null;

export const textOf = (selector: string): string => one(selector).textContent ?? '';

/** Presses, and waits until an answer that was given at once is on the page. */
export async function press(selector: string): Promise<void> {
  await act(async () => {
    one(selector).click();
    await new Promise((resolve) => setTimeout(resolve));
  });
}

export async function type(selector: string, text: string): Promise<void> {
  const field = one(selector);
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement))
    throw new Error(`${selector} takes no text`);
  await act(() => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

export async function choose(selector: string, option: string): Promise<void> {
  const field = one(selector);
  if (!(field instanceof HTMLSelectElement)) throw new Error(`${selector} is no menu`);
  await act(() => {
    field.value = option;
    if (field.value !== option) throw new Error(`${selector} does not offer ${option}`);
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

/** jsdom has no modal dialogs; that they hold the focus is for a browser to show. */
export function modalDialogs(): void {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
}
