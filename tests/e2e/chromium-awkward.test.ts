/** Pages that work against the guard, by intent or by accident: it holds, and they go on working. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AwkwardServer, serveAwkward } from './support/awkward-server.ts';
import { goesOn } from './support/officer.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

const GUARDED = 'old.testforce.police.uk';
const PUBLIC = 'www.testforce.police.uk';

let police: Policing;
let server: AwkwardServer;
beforeAll(async () => {
  server = await serveAwkward();
  police = await startPolicing({ hosts: { [GUARDED]: server.port, [PUBLIC]: server.port } });
});
afterAll(async () => {
  await police.close();
  await server.close();
});
beforeEach(async () => {
  server.clear();
  await police.ledger.begin();
});
afterEach(() => police.tidy());

async function lookUps(page: Page): Promise<readonly string[]> {
  await page.evaluate(async () => {
    await fetch('/saved');
  });
  return server.lookUps;
}

async function saves(page: Page): Promise<void> {
  await page.click('#save');
  await page.waitForSelector('#saved');
}

/** Whether something that is not the page's own lies over it. */
function isCovered(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const top = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
    return top !== null && top.parentElement === document.documentElement && top !== document.body;
  });
}

describe('a page', () => {
  it('that takes the prompt away, as often as it comes, gets nothing out and stays alive', async () => {
    const page = await police.open('/removes', GUARDED);
    await page.click('#look-up');
    expect(await lookUps(page)).toEqual([]);
    expect(await page.evaluate(() => 1 + 1)).toBe(2);
    await page.click('#look-up');
    expect(await lookUps(page)).toEqual([]);
  });

  it('that takes the prompt away once has it back at once', async () => {
    const page = await police.open('/plain', GUARDED);
    const prompt = await Prompt.of(page);
    await page.click('#look-up');
    await prompt.opened();
    await page.evaluate(() => document.documentElement.lastElementChild?.remove());
    expect((await prompt.opened()).focused).toBe('Do not go on');
    expect(await lookUps(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await prompt.closed();
    await police.ledger.attempt('complied');
    await saves(page);
  });

  it('that hears and stops every event on window neither acts first nor stops the prompt', async () => {
    const page = await police.open('/stops', GUARDED);
    const prompt = await Prompt.of(page);
    await page.click('#look-up');
    await prompt.opened();
    expect(await lookUps(page)).toEqual([]);
    await goesOn(prompt);
    expect((await lookUps(page)).length).toBeGreaterThan(0);
    expect(await police.ledger.attempts()).toHaveLength(1);
    await saves(page);
  });

  it('with broken markup, 5,000 fields and a label of 200,000 characters is held in time', async () => {
    const page = await police.open('/broken', GUARDED);
    // What the officer waits: from the press until the page is free again.
    const heldMs = await page.evaluate(() => {
      const started = performance.now();
      document.getElementById('look-up-2')?.click();
      return performance.now() - started;
    });
    // Half a second here; beside other browsers on two cores it takes six times that.
    expect(heldMs).toBeLessThan(8_000);
    // By what lies on top: the browser's own accessibility tree of this page takes seconds.
    expect(await isCovered(page)).toBe(true);
    expect(await lookUps(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => isCovered(page)).toBe(false);
    const field = page.locator('input').nth(4_000);
    await field.click();
    await page.keyboard.type('still usable');
    expect(await field.inputValue()).toBe('still usable');
  });

  it('that asks by a dialog of the browser does not get to show it', async () => {
    const page = await police.open('/plain', GUARDED);
    const prompt = await Prompt.of(page);
    const questions: string[] = [];
    page.on('dialog', async (dialog) => {
      questions.push(dialog.message());
      await dialog.accept();
    });
    // By script, so that it is the question that is held and not the press.
    await page.evaluate(() => setTimeout(() => confirm('Run a PNC check on the victim?'), 0));
    await prompt.opened();
    expect(questions).toEqual([]);
  });
});

describe('a site that faces the public', () => {
  it('has nothing of the guard in it: no listener, and the page functions of the browser', async () => {
    const guarded = await police.open('/plain', GUARDED);
    expect(await installed(guarded)).toMatchObject({ hooked: true });
    expect((await installed(guarded)).listeners).toContain('click');
    const page = await police.open('/plain', PUBLIC);
    expect(await installed(page)).toEqual({ hooked: false, listeners: [] });
    await page.click('#look-up');
    expect(await lookUps(page)).toEqual(['/look-up/status']);
    expect(await police.ledger.entries()).toEqual([]);
  });
});

/** What is on `window` in the extension's world, and whether page functions are our own. */
async function installed(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  const worlds: number[] = [];
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.startsWith('chrome-extension:')) worlds.push(context.id);
  });
  await cdp.send('Runtime.enable');
  const [contextId] = worlds;
  // Without the world there would be nothing to look for, and the test would prove nothing.
  if (contextId === undefined) throw new Error('the extension has no world in this page');
  const { result } = await cdp.send('Runtime.evaluate', {
    contextId,
    expression: 'Object.keys(getEventListeners(window))',
    includeCommandLineAPI: true,
    returnByValue: true,
  });
  const listeners: unknown = result.value;
  // A page cannot tell ours from the browser's own; the developer tools can.
  const functions = ['confirm', 'prompt', 'HTMLFormElement.prototype.submit'].map((expression) =>
    cdp.send('Runtime.evaluate', { expression }),
  );
  const hooked = (await Promise.all(functions)).some((each) => each.result.subtype === 'proxy');
  return { hooked, listeners: Array.isArray(listeners) ? listeners.map(String) : [] };
}
