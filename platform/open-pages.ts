/** Pages of the records system in the browser, for pages of ours that work with them. */
import { browser } from 'wxt/browser';
import { isPermitted, PERMITTED_PAGES } from '../core/policy/sites.ts';
import type { OpenPage } from '../core/sites/open-page.ts';

/** Our hand in a page: put there when somebody of force IT asks. */
const HAND = '/content-scripts/profile-picker.js';

/** @returns null for what is no address of a host where this build may work */
function permittedAddress(text: string): URL | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return isPermitted(url.hostname) && url.username === '' ? url : null;
}

function pageOf(tab: {
  readonly id?: number | undefined;
  readonly url?: string | undefined;
}): OpenPage[] {
  if (tab.id === undefined || !tab.url) return [];
  const { hostname, pathname } = new URL(tab.url);
  return [{ tab: tab.id, host: hostname, path: pathname }];
}

/**
 * Runs in every frame of the page, in the guard's own world.
 *
 * @throws where the page is gone or may not be worked on
 */
export async function inFrames<Args extends unknown[], Result>(
  { tab }: OpenPage,
  run: (...args: Args) => Result,
  args: Args,
): Promise<readonly NonNullable<Awaited<Result>>[]> {
  const target = { tabId: tab, allFrames: true };
  await browser.scripting.executeScript({ target, files: [HAND] });
  const answers = await browser.scripting.executeScript({ target, func: run, args });
  return answers.flatMap(({ result }) => (result === null || result === undefined ? [] : [result]));
}

export async function listPages(): Promise<readonly OpenPage[]> {
  const tabs = await browser.tabs.query({ url: [...PERMITTED_PAGES] });
  return tabs.flatMap(pageOf);
}

/** @returns null where the address is none that this build may work on */
export async function openPageAt(address: string): Promise<OpenPage | null> {
  const url = permittedAddress(address);
  if (url === null) return null;
  const tab = await browser.tabs.create({ url: address, active: false });
  const { hostname, pathname } = url;
  await loaded(tab.id);
  return tab.id === undefined ? null : { tab: tab.id, host: hostname, path: pathname };
}

const LOAD_MS = 15_000;

/** What is opened here has to be there before anybody can point at it. */
function loaded(tab: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, LOAD_MS);
    const listener = (id: number, { status }: { readonly status?: string }): void => {
      if (id === tab && status === 'complete') done();
    };
    function done(): void {
      clearTimeout(timer);
      browser.tabs.onUpdated.removeListener(listener);
      resolve();
    }
    browser.tabs.onUpdated.addListener(listener);
  });
}
