/**
 * What `npm run package` makes for Firefox, on a machine of the force: put in by `policies.json`, kept
 * in, updated under an open page, changed, and taken back.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import product from '../../package.json' with { type: 'json' };
import { ensureBuilt, TARGETS } from '../../tools/build.ts';
import type { Release } from '../../tools/package/release.ts';
import { type Intranet, startIntranet } from '../intranet/server.ts';
import { type DeployedFirefox, deployFirefox } from './support/deployed-firefox.ts';
import { focusPage, startAxTree } from './support/firefox-ax-tree.ts';
import { FirefoxPrompt } from './support/firefox-prompt.ts';
import { type ForceServer, startForceServer, textIn } from './support/force-server.ts';
import { forceSettings, HOST } from './support/policing.ts';

const TYPED = 'She was followed home from the bus stop.';

let server: ForceServer;
let intranet: Intranet;
let force: DeployedFirefox;
let privileged: Page;
let first: Release;
let profileDir: string;

beforeAll(async () => {
  await ensureBuilt(TARGETS);
  profileDir = mkdtempSync(path.join(tmpdir(), 'right-to-report-profile-'));
  server = await startForceServer();
  intranet = await startIntranet();
  first = await server.package({ settings: forceSettings() });
  server.publish(first);
  await startWith(first);
});
afterAll(async () => {
  await force?.session.close();
  await intranet?.close();
  await server?.close();
  rmSync(profileDir, { recursive: true, force: true, maxRetries: 20 });
});

/** Starts Firefox, again where it ran before: it reads `policies.json` at its start and not later. */
async function startWith(release: Release, entry = {}): Promise<void> {
  await force?.session.close();
  const policies = textIn(release, 'settings/firefox/policies.json');
  const hosts = { [HOST]: intranet.port };
  force = await deployFirefox({ policies, entry, profileDir, hosts });
  const [page] = await force.session.browser.pages();
  if (page === undefined) throw new Error('Firefox has no page of its own');
  privileged = page;
  await startAxTree(privileged);
}

async function openReport(): Promise<Page> {
  const page = await force.session.newPage();
  await page.goto(`http://${HOST}/reports/TF/004427/26`);
  return page;
}

/** The look-up on the victim's record is held, and leaving the prompt sends nothing. */
async function holds(page: Page): Promise<void> {
  intranet.clear();
  await page.bringToFront();
  await focusPage(privileged);
  const prompt = new FirefoxPrompt(page, privileged);
  await page.click('#victim-check-status');
  await prompt.opened();
  await page.keyboard.press('Escape');
  await prompt.closed();
  expect(intranet.log.filter(({ guarded }) => guarded !== null)).toEqual([]);
}

function version(): Promise<string> {
  return force.inFirefox('addon.version');
}

async function policyShown(): Promise<string | undefined> {
  const page = await force.session.openExtensionPage('options.html');
  await page.waitForSelector('[data-origin="managed"]');
  const shown = await page.$eval('[data-fact="version"] dd', (element) => element.textContent);
  await page.close();
  return shown ?? undefined;
}

describe('a machine with policies.json', () => {
  it('fetches the package from the force, and a look-up on a victim is held', async () => {
    expect(server.asked).toContain(`right-to-report-${product.version}.xpi`);
    await holds(await openReport());
    expect(await policyShown()).toContain('TF 2026.1');
  });

  it('lets nobody remove it or switch it off', async () => {
    const page = await force.session.openExtensionPage('options.html');
    const self = await page.evaluate('browser.management.getSelf()');
    expect(self).toMatchObject({ installType: 'admin', mayDisable: false, enabled: true });
    const answer: unknown = await page.evaluate(
      "browser.management.uninstallSelf().then(() => 'removed', (error) => error.message)",
    );
    expect(answer).toMatch(/cannot be uninstalled/);
    await page.close();
    // What decides whether about:addons has the buttons.
    const can = '(name) => (addon.permissions & AddonManager[name]) !== 0';
    expect(await force.inFirefox(`['PERM_CAN_UNINSTALL', 'PERM_CAN_DISABLE'].map(${can})`)).toEqual(
      [false, false],
    );
    expect(await version()).toBe(product.version);
  });

  it('takes a newer version under an open page: typed work stays and the page is guarded', async () => {
    const page = await openReport();
    await page.type('#summary', TYPED);
    const before = await page.$eval('#summary', (field) => Reflect.get(field, 'value'));
    server.publish(await server.package({ version: '0.2.0', settings: forceSettings() }));
    await force.inFirefox('AddonManagerPrivate.backgroundUpdateCheck()');
    await expect.poll(version, { timeout: 20_000, interval: 300 }).toBe('0.2.0');
    expect(server.asked).toContain('updates.json');
    await holds(page);
    expect(await page.$eval('#summary', (field) => Reflect.get(field, 'value'))).toBe(before);
    await page.click('#save-report');
    await page.waitForSelector('#saved-banner');
    await holds(await openReport());
  });

  it('goes by a changed policy after a start, and takes an earlier version under a higher number', async () => {
    const settings = forceSettings({ policyVersion: 'TF 2026.2' });
    const back = await server.package({ version: '0.2.1', settings });
    server.publish(back);
    await startWith(back);
    expect(await policyShown()).toContain('TF 2026.2');
    // Named by policies.json: Firefox takes it at its start, without having looked for updates.
    await expect.poll(version, { timeout: 20_000, interval: 300 }).toBe('0.2.1');
    await holds(await openReport());
  });

  it('goes back to the earlier policy, and not to a lower number', async () => {
    server.publish(first);
    const asks = server.asked.length;
    await startWith(first);
    expect(await policyShown()).toContain('TF 2026.1');
    const named = `right-to-report-${product.version}.xpi`;
    await expect.poll(() => server.asked.slice(asks), { timeout: 10_000 }).toContain(named);
    await sleep(1000);
    expect(await version()).toBe('0.2.1');
  });

  it('does not pass its self-check where policy of the browser shuts it out of the records system', async () => {
    await startWith(first, { runtime_blocked_hosts: ['*://*.police.uk'] });
    await openReport();
    const page = await force.session.openExtensionPage('options.html');
    await page.waitForSelector('[data-check="hosts"]');
    const state = (name: string) =>
      page.$eval(`[data-check="${name}"]`, (row) => row.getAttribute('data-state'));
    expect([await state('hosts'), await state('pages'), await state('network')]).toEqual([
      'unknown',
      'fail',
      'unknown',
    ]);
  });

  it('is gone after a start when the force blocks it', async () => {
    await startWith(first, { installation_mode: 'blocked' });
    const isThere = () => force.inFirefox('addon !== null && addon.isActive');
    await expect.poll(isThere, { timeout: 20_000, interval: 300 }).toBe(false);
    const page = await openReport();
    intranet.clear();
    await page.click('#victim-check-status');
    const lookUps = () => intranet.log.filter(({ guarded }) => guarded !== null).length;
    await expect.poll(lookUps).toBe(1);
  });
});
