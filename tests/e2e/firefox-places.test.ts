/** The places of a form in which Firefox differs: roots, frames, and events that stay inside. */
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FirefoxSession, launchFirefox } from '../../tools/browsers/firefox.ts';
import { BUILDS, ensureBuilt } from '../../tools/build.ts';
import { type HtmlServer, serveHtml } from './support/html-server.ts';
import { PLACES } from './support/places-pages.ts';

const HERE = 'places.testforce.police.uk';
const OTHER = 'other.testforce.police.uk';
/** A click that comes sooner than this is not taken for an answer. */
const READING_MS = 400;

let session: FirefoxSession;
let server: HtmlServer;
const opened: Page[] = [];
beforeAll(async () => {
  await ensureBuilt(['firefox']);
  server = await serveHtml(PLACES);
  session = await launchFirefox({
    extensionDir: BUILDS.firefox,
    managed: {},
    hosts: { [HERE]: server.port, [OTHER]: server.port },
  });
});
afterAll(async () => {
  await session?.close();
  await server?.close();
});
beforeEach(() => server.clear());
afterEach(() => Promise.all(opened.splice(0).map((page) => page.close())));

async function open(path: string): Promise<Page> {
  const page = await session.newPage();
  opened.push(page);
  await page.goto(`http://${HERE}${path}`);
  return page;
}

/** The prompt stands behind the body, and nothing else does. */
function isHeld(within: Page | Frame): Promise<boolean> {
  return within.evaluate(() => document.documentElement.lastElementChild?.localName === 'div');
}

async function holds(within: Page | Frame, act: () => Promise<unknown>): Promise<void> {
  server.clear();
  await act();
  await expect.poll(() => isHeld(within), { timeout: 5_000 }).toBe(true);
  expect(server.lookUps).toEqual([]);
}

/** Presses in a root at a place that the host's own box tells, in lines of its text. */
async function pressAt(page: Page, x: number, y: number): Promise<void> {
  const box = await (await page.waitForSelector('#host'))?.boundingBox();
  await page.mouse.click((box?.x ?? 0) + x, (box?.y ?? 0) + y);
}

async function frameAt(page: Page, index: number): Promise<Frame> {
  await expect.poll(() => page.frames().length).toBeGreaterThan(index);
  const frame = page.frames()[index];
  if (!frame) throw new Error(`no frame ${index}`);
  await frame.waitForSelector('#status');
  return frame;
}

describe('in Firefox', () => {
  it.each(['/srcdoc', '/frame'])('a look-up in a frame is held: %s', async (path) => {
    const page = await open(path);
    const frame = await frameAt(page, 1);
    await holds(frame, () => frame.click('#status'));
  });

  it('a frame of another origin is told whose record the page around it is', async () => {
    const page = await open('/foreign');
    const victim = await frameAt(page, 1);
    const suspect = await frameAt(page, 2);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await suspect.click('#status');
    await expect.poll(() => server.lookUps).toEqual(['/look-up/status']);
    await holds(victim, () => victim.click('#status'));
  });

  it.each(['/open-root', '/closed-root'])(
    'Enter in a form without a button is held inside of a root: %s',
    async (path) => {
      const page = await open(path);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await page.focus('#attach');
      for (let step = 0; step < 4; step++) await page.keyboard.press('Tab');
      await page.keyboard.type('Someone');
      await holds(page, () => page.keyboard.press('Enter'));
    },
  );

  it('a press with the mouse in a closed root is held, and an ordinary one is not', async () => {
    const page = await open('/closed-root');
    const row = await page.evaluate(() => {
      const host = document.getElementById('host');
      return host ? host.getBoundingClientRect().height : 0;
    });
    expect(row).toBeGreaterThan(0);
    await page.focus('#attach');
    for (let step = 0; step < 2; step++) await page.keyboard.press('Tab');
    await holds(page, () => page.keyboard.press('Enter'));
    await new Promise((resolve) => setTimeout(resolve, READING_MS));
    await page.keyboard.press('Enter');
    await expect.poll(() => isHeld(page)).toBe(false);
    await pressAt(page, 4, 4);
    expect(await isHeld(page)).toBe(false);
  });

  it('a control that was renamed by the text it points to is held', async () => {
    const page = await open('/renames');
    await page.evaluate(() => {
      const words = document.getElementById('words');
      if (words) words.textContent = 'Check immigration status';
    });
    await holds(page, () => page.click('#named'));
  });

  it('an option of an action list is held, and the list goes back', async () => {
    const page = await open('/menu');
    await holds(page, async () => {
      await page.focus('#actions');
      await page.keyboard.type('Run');
    });
    expect(await page.$eval('#actions', (list) => 'value' in list && list.value)).toBe(
      'Choose an action',
    );
  });

  it('a victim on an open record is looked up as a victim from a record that calls them a suspect', async () => {
    const types = async (page: Page): Promise<void> => {
      await page.type('#family', 'Lindqvist');
      await page.type('#birth', '12/03/1990');
      await page.keyboard.press('Tab');
    };
    const suspect = await open('/suspect-typed');
    await types(suspect);
    await suspect.click('#status');
    await expect.poll(() => server.lookUps).toEqual(['/look-up/status']);
    await types(await open('/victim-typed'));
    await suspect.bringToFront();
    await expect
      .poll(async () => {
        await suspect.click('#status');
        return isHeld(suspect);
      })
      .toBe(true);
  });
});
