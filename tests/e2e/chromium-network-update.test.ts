/** The extension is replaced under open pages: the browser keeps its rules, and nothing leaves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { BUILDS } from '../../tools/build.ts';
import { asksBehindOurBack, closedSettings, untilClosed } from './support/closed-network.ts';
import { killedAtStart } from './support/killed-at-start.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

/** Longer than the browser takes to put one extension in the place of another. */
const ASK_FOR_MS = 6_000;

let police: Policing;
beforeEach(async () => {
  police = await startPolicing({ managed: closedSettings() });
  await untilClosed(police.ledger.page);
});
afterEach(() => police.close());

/** As after an update: new background, the guards of open pages cut off. */
async function replaceExtension(): Promise<void> {
  const worker = await police.session.serviceWorker();
  await worker
    .evaluate(() => Reflect.get(globalThis, 'chrome').runtime.reload())
    .catch(() => {
      // It ends with what asked for it.
    });
}

describe('just after the extension was replaced', () => {
  it('no look-up leaves that a page asks again and again behind our back', async () => {
    const page = await police.open('/reports/new');
    await page.waitForTimeout(300);
    const asking = page.evaluate(async (askForMs) => {
      const answers = { answered: 0, refused: 0 };
      const endsAt = performance.now() + askForMs;
      while (performance.now() < endsAt) {
        // A new one each time: a little later its functions are hooked, and ask the guard.
        const frame = document.createElement('iframe');
        document.body.append(frame);
        try {
          await frame.contentWindow?.fetch(new URL('/api/pnc', location.href), { method: 'POST' });
          answers.answered++;
        } catch {
          answers.refused++;
        }
        frame.remove();
      }
      return answers;
    }, ASK_FOR_MS);
    await replaceExtension();
    const answers = await asking;
    expect(answers.refused).toBeGreaterThan(20);
    expect(answers.answered).toBe(0);
    expect(await police.guarded(page)).toEqual([]);
  });

  it("a suspect's check in an open page is stopped, and a note says what to do", async () => {
    const page = await police.open('/suspects/p1003');
    await page.waitForTimeout(300);
    await replaceExtension();
    await page.waitForTimeout(1500);
    await page.click('#suspect-pnc');
    const cdp = await page.context().newCDPSession(page);
    await expect
      .poll(async () => JSON.stringify(await cdp.send('Accessibility.getFullAXTree')))
      .toContain('before an update of the guard');
    expect(await police.guarded(page)).toEqual([]);
    await page.reload();
    await page.waitForTimeout(500);
    await page.click('#suspect-pnc');
    await expect.poll(async () => (await police.guarded(page)).length).toBe(1);
  });

  it('an open page keeps its hold, says that it is old, and its look-up does not leave', async () => {
    const page = await police.open('/reports/new');
    await page.waitForTimeout(300);
    const prompt = await Prompt.of(page);
    await replaceExtension();
    await page.waitForTimeout(1500);
    await page.fill('#summary', 'Typed by the officer');
    await page.click('#victim-check-status');
    expect((await prompt.opened()).message).toContain('before an update of the guard');
    expect(await asksBehindOurBack(page, '/api/immigration-status')).toBe('refused');
    expect(await police.guarded(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await prompt.closed();
    await page.click('#save-report');
    await page.waitForSelector('#saved-banner');
    expect(await police.guarded(page)).toEqual([]);
  });
});

describe('just after the browser was started again', () => {
  it('nothing leaves before the settings of the force are read, whenever it was killed before', async () => {
    const kept = mkdtempSync(path.join(tmpdir(), 'right-to-report-'));
    const same = {
      managed: closedSettings(),
      profileDir: path.join(kept, 'profile'),
      signingKeyFile: path.join(kept, 'key.pem'),
    };
    // When the browser that uses it is gone.
    onTestFinished(() => rmSync(kept, { recursive: true, force: true, maxRetries: 20 }));
    await police.close();
    police = await startPolicing(same);
    await untilClosed(police.ledger.page);
    await police.close();
    // Before it has a window, while the background starts, and while settings are read.
    for (const afterMs of [40, 300, 700, 1_500])
      await killedAtStart({ ...same, extensionDir: BUILDS.chromium }, afterMs);
    // Chromium delivers them some seconds after its start.
    police = await startPolicing({ ...same, waitForManaged: false });
    const page = await police.open('/reports/new');
    expect(await asksBehindOurBack(page, '/reports')).toBe('answered');
    expect(await asksBehindOurBack(page, '/api/pnc')).toBe('refused');
    const prompt = await Prompt.of(page);
    await page.click('#victim-check-status');
    await prompt.opened();
    expect(await police.guarded(page)).toEqual([]);
    const own = await police.openOwn('options.html');
    await expect
      .poll(
        async () => {
          await own.click('#refresh');
          return own.getAttribute('[data-origin]', 'data-origin');
        },
        { timeout: 45_000 },
      )
      .toBe('managed');
    expect(await own.locator('#ledger-breaks').count()).toBe(0);
  });
});
