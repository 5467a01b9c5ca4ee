/** A released act is the officer's own: the page hears what it hears without the guard, once. */
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { givesReason, goesOn } from './support/officer.ts';
import { Prompt } from './support/prompt.ts';
import { RELEASE_PAGE } from './support/release-page.ts';
import { useServedPages } from './support/served-pages.ts';

const GUARDED = 'old.testforce.police.uk';
const PUBLIC = 'www.testforce.police.uk';

const served = useServedPages(
  new Map([
    ['/record', RELEASE_PAGE],
    ['/look-up/opens', '<p>Opened</p>'],
    ['/look-up/link', '<p>Opened</p>'],
    ['/look-up/blank', '<p>Opened</p>'],
  ]),
  [GUARDED, PUBLIC],
  {
    keepsPopupBlocker: true,
    context: { viewport: { width: 1280, height: 900 }, hasTouch: true },
  },
);

type Act = (page: Page) => Promise<unknown>;

/** What the page heard, what arrived at the server, and how many pages were opened. */
interface Outcome {
  readonly heard: readonly string[];
  readonly arrived: readonly string[];
  readonly opened: number;
  readonly address: string;
}

/** @param goesTo where the page itself goes with the act, if it does */
async function doing(host: string, act: Act, goesTo?: string): Promise<Outcome> {
  served.server.clear();
  const page = await served.police.open('/record', host);
  const before = served.police.session.context.pages().length;
  await act(page);
  if (host === GUARDED) {
    const prompt = await Prompt.of(page);
    await prompt.opened();
    expect(served.server.lookUps).toEqual([]);
    await givesReason(prompt);
    // The page may be gone with the press.
    await prompt.press('Record and go on');
  }
  await expect.poll(() => served.server.lookUps.length).toBeGreaterThan(0);
  if (goesTo !== undefined) await page.waitForURL(`**${goesTo}`);
  await page.waitForTimeout(300);
  const opened = served.police.session.context.pages().length - before;
  const address = new URL(page.url()).pathname;
  const heard: readonly string[] = address === '/record' ? await page.evaluate('log') : [];
  return { heard, arrived: [...served.server.lookUps], opened, address };
}

function isNoModifier(event: string): boolean {
  return !/ (?:Shift|Control) /.test(event);
}

function goesUp(event: string): boolean {
  return event.startsWith('keyup') && !isNoModifier(event);
}

describe('what the page hears and the server receives is the same without the guard', () => {
  it.each<[string, Act, string?]>([
    ['a click on a part of a button', (page) => page.click('#inner')],
    ['a click with Shift held', (page) => page.click('#plain', { modifiers: ['Shift'] })],
    ['Enter on a button', (page) => page.press('#plain', 'Enter')],
    ['Space on a button', (page) => page.press('#plain', 'Space')],
    ['a finger on a button', (page) => page.tap('#plain')],
    ['a button that opens a window', (page) => page.click('#opens')],
    ['a button that sends the form', (page) => page.click('#sends')],
    ['a link', (page) => page.click('#link'), '/look-up/link'],
    ['a link into a new tab', (page) => page.click('#blank')],
    ['a link with Control held', (page) => page.click('#link', { modifiers: ['Control'] })],
    ['a link with the middle button', (page) => page.click('#link', { button: 'middle' })],
  ])('for %s', async (_name, act, goesTo) => {
    const free = await doing(PUBLIC, act, goesTo);
    await served.police.tidy();
    const guarded = await doing(GUARDED, act, goesTo);
    expect({ ...guarded, heard: guarded.heard.filter(isNoModifier) }).toEqual({
      ...free,
      heard: free.heard.filter(isNoModifier),
    });
    // Shift and Control go up while the prompt is there: somewhere else, but the page hears it.
    expect(guarded.heard.filter(goesUp)).toHaveLength(free.heard.filter(goesUp).length);
    expect(await served.police.ledger.attempts()).toHaveLength(1);
  });
});

describe('a release', () => {
  it('is over with the act: the same press again is asked about again', async () => {
    const page = await served.police.open('/record', GUARDED);
    const prompt = await Prompt.of(page);
    await page.click('#made');
    await goesOn(prompt);
    await expect.poll(() => served.server.lookUps.length).toBe(1);
    // A script that repeats what it heard, and a copy of the control, are other acts.
    await page.evaluate(() => document.getElementById('made')?.click());
    await prompt.opened();
    expect(served.server.lookUps).toHaveLength(1);
  });

  it('lets one submission by a script follow, and no second one', async () => {
    const page = await served.police.open('/record', GUARDED);
    const prompt = await Prompt.of(page);
    await page.click('#sends');
    await goesOn(prompt);
    await expect.poll(() => served.server.lookUps.length).toBe(1);
    await page.evaluate('document.forms[0].submit()');
    await page.waitForTimeout(300);
    expect(served.server.lookUps).toHaveLength(1);
  });

  it('is refused where the page shows another record by then', async () => {
    const page = await served.police.open('/record', GUARDED);
    const prompt = await Prompt.of(page);
    await page.click('#plain');
    await givesReason(prompt);
    await page.evaluate(`document.querySelector('h1').textContent = 'Occurrence TF/009999/26'`);
    await prompt.press('Record and go on');
    await prompt.reads(({ text }) => text.includes('no longer on the page as it was'));
    expect(served.server.lookUps).toEqual([]);
  });

  it('is refused where the control is about somebody else by then', async () => {
    const page = await served.police.open('/record', GUARDED);
    const prompt = await Prompt.of(page);
    await page.click('#plain');
    await givesReason(prompt);
    await page.evaluate(`document.querySelector('legend').textContent = 'Witness'`);
    await prompt.press('Record and go on');
    await prompt.reads(({ text }) => text.includes('no longer on the page as it was'));
    expect(served.server.lookUps).toEqual([]);
  });

  it('asks for one more press where recording took so long that no window would open', async () => {
    const page = await served.police.open('/record', GUARDED);
    const prompt = await Prompt.of(page);
    await page.click('#opens');
    await givesReason(prompt);
    const busy = served.police.ledger.keepBusy(5_000);
    await prompt.press('Record and go on');
    await prompt.reads(({ text }) => text.includes('press once more'));
    expect(served.server.lookUps).toEqual([]);
    await busy;
    await prompt.opened();
    await prompt.press('Go on');
    await prompt.closed();
    await expect.poll(() => served.server.lookUps).toEqual(['/look-up/opens']);
    expect(await page.evaluate('log')).toContain('activation true window true');
    expect(await served.police.ledger.attempts()).toHaveLength(1);
  });
});
