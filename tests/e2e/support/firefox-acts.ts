/**
 * Acts that are written for Playwright's page, done in Firefox by puppeteer: the few calls that the
 * corpus of tricks makes, by the same names.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page as PlaywrightPage } from 'playwright';
import type { Frame, KeyInput, Page } from 'puppeteer-core';

interface Options {
  readonly modifiers?: readonly KeyInput[];
  readonly button?: 'left' | 'right' | 'middle';
  readonly position?: { readonly x: number; readonly y: number };
}

/** What an act may call; what it does not know it refuses, by a name that says so. */
export function asActed(page: Page): PlaywrightPage {
  const acts = {
    url: () => page.url(),
    evaluate: (...given: Parameters<Page['evaluate']>) => page.evaluate(...given),
    goto: (address: string) => page.goto(address),
    focus: (selector: string) => page.focus(`pierce/${selector}`),
    hover: (selector: string) => page.hover(`pierce/${selector}`),
    waitForTimeout: (ms: number) => sleep(ms),
    click: (selector: string, options?: Options) => clickIn(page, page, selector, options),
    dblclick: (selector: string) => page.click(selector, { count: 2 }),
    fill: async (selector: string, text: string) => {
      await page.focus(selector);
      await page.keyboard.type(text);
    },
    press: async (selector: string, key: string) => {
      await page.focus(selector);
      await pressKeys(page, key);
    },
    selectOption: (selector: string, { index }: { readonly index: number }) =>
      page.evaluate(
        (where, at) => {
          const list = document.querySelector(where);
          if (!(list instanceof HTMLSelectElement)) throw new Error(`no list at ${where}`);
          list.selectedIndex = at;
          for (const type of ['input', 'change'])
            list.dispatchEvent(new Event(type, { bubbles: true }));
        },
        selector,
        index,
      ),
    waitForEvent: () =>
      new Promise((resolve) => {
        page.once('popup', (popup) => resolve(popup && asActed(popup)));
      }),
    keyboard: {
      press: (key: string) => pressKeys(page, key),
      type: (text: string) => page.keyboard.type(text),
    },
    mouse: {
      click: (x: number, y: number, options?: Options) =>
        page.mouse.click(x, y, options?.button ? { button: options.button } : {}),
      move: (x: number, y: number, options?: { steps?: number }) => page.mouse.move(x, y, options),
      down: () => page.mouse.down(),
      up: () => page.mouse.up(),
      wheel: (deltaX: number, deltaY: number) => page.mouse.wheel({ deltaX, deltaY }),
    },
    locator: (selector: string) => locatorIn(page, async () => page.mainFrame(), selector),
    frameLocator: (selector: string) => framesIn(page, () => frameOf(page, selector)),
  };
  return new Proxy(acts, {
    get(target, name) {
      // Whoever awaits it asks first whether it is a promise.
      if (name === 'then') return undefined;
      if (Reflect.has(target, name)) return Reflect.get(target, name);
      throw new TypeError(`${String(name)}: no act that Firefox is told to do`);
    },
  }) as unknown as PlaywrightPage;
}

function locatorIn(page: Page, frame: () => Promise<Frame>, selector: string) {
  return {
    click: async (options?: Options) => clickIn(page, await frame(), selector, options),
    boundingBox: async () => (await (await frame()).waitForSelector(selector))?.boundingBox(),
    pressSequentially: async (text: string) => {
      await (await frame()).focus(`pierce/${selector}`);
      await page.keyboard.type(text);
    },
  };
}

function framesIn(page: Page, frame: () => Promise<Frame>): unknown {
  return {
    locator: (selector: string) => locatorIn(page, frame, selector),
    frameLocator: (selector: string) =>
      framesIn(page, async () => frameOf(await frame(), selector)),
  };
}

async function frameOf(page: Page | Frame, selector: string): Promise<Frame> {
  const frame = await (await page.waitForSelector(selector))?.contentFrame();
  if (!frame) throw new Error(`no frame at ${selector}`);
  return frame;
}

async function clickIn(
  page: Page,
  where: Page | Frame,
  selector: string,
  { modifiers = [], button = 'left', position }: Options = {},
): Promise<void> {
  const found = await where.waitForSelector(`pierce/${selector}`);
  for (const key of modifiers) await page.keyboard.down(key);
  const at = { button, ...(position && { offset: position }) };
  await found?.click(at);
  for (const key of modifiers) await page.keyboard.up(key);
}

/** "Alt+Shift+p" is three keys. */
async function pressKeys(page: Page, keys: string): Promise<void> {
  const all = keys.split(/(?<=.)\+/) as KeyInput[];
  const last = all.pop();
  for (const key of all) await page.keyboard.down(key);
  if (last) await page.keyboard.press(last === 'Space' ? (' ' as KeyInput) : last);
  for (const key of all.toReversed()) await page.keyboard.up(key);
}
