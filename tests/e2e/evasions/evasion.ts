/** One trick to get a guarded act past the guard, and what becomes of it. The coverage statement is made of these. */
import type { Page } from 'playwright';

/**
 * - `stopped`: held before effect; nothing left the browser.
 * - `backstopped`: not seen in the page; the network let nothing out.
 * - `recorded`: it went on, and the ledger has an entry.
 * - `declared`: it went on, and the coverage statement says so.
 */
export const RESULTS = ['stopped', 'backstopped', 'recorded', 'declared'] as const;
export type Result = (typeof RESULTS)[number];

export interface Evasion {
  readonly id: string;
  /** A noun phrase for the coverage statement: what somebody or a page does. */
  readonly trick: string;
  readonly result: Result;
  /** For what is declared: why it is not seen, and what helps instead. */
  readonly why?: string;
  /** What stands in the body, on a page about a victim where it says nothing else. */
  readonly html: string;
  /** The address that it asks in the end, where that is not the one in its page. */
  readonly asks?: string | undefined;
  readonly act: (page: Page) => Promise<unknown>;
  /** Its address is one that the site profile of the page names. */
  readonly named?: boolean;
  /** Uses what the browser has only one of, as the clipboard. */
  readonly alone?: boolean;
}

export interface Area {
  readonly title: string;
  readonly evasions: readonly Evasion[];
}

/** The address in the pages; each trick is served with one of its own in its place. */
export const ADDRESS = '/look-up/status';

/** Several are tried at once, so each asks at an address of its own. */
export function addressOf({ id, named = false, asks }: Evasion): string {
  return asks ?? (named ? `/look-up/named/${id}` : `/look-up/${id}`);
}

/** What stands in the body of a trick's page. */
export function pageOf(evasion: Evasion): string {
  return evasion.html.replaceAll(ADDRESS, addressOf({ ...evasion, asks: undefined }));
}

/** Runs in a frame: the prompt stands behind the body. */
export function isPromptThere(): boolean {
  return document.documentElement.lastElementChild?.localName === 'div';
}

/** What a page does that looks somebody up. The server says whether it did. */
export const ASK = `fetch('${ADDRESS}')`;

/** A look-up by its words, which calls itself `look`. */
export const LOOK_UP = `<button type="button" id="look" onclick="${ASK}">Check immigration status</button>`;

export function victim(html: string): string {
  return `<section><h2>Victim</h2>${html}</section>`;
}

/** A script that stands in the page. */
export function script(code: string): string {
  return `<script>${code}</script>`;
}

export const press =
  (selector = '#look') =>
  (page: Page): Promise<void> =>
    page.click(selector);

export const pressKey = (key: string, selector = '#look') => keys(selector, key);

/** Goes to what has the selector, and presses one key after the other. */
export const keys =
  (start: string, ...pressed: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await page.focus(start);
    for (const key of pressed) await page.keyboard.press(key);
  };

/** Runs code in the page as its own script would. */
export const runs =
  (code: string) =>
  (page: Page): Promise<unknown> =>
    page.evaluate(code);
