/**
 * What `npm run package` makes, on a machine of the force: put in by policy, kept in, updated under an
 * open page, changed, taken back, and shut out by a mistake.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILDS, ensureBuilt, TARGETS } from '../../tools/build.ts';
import type { Release } from '../../tools/package/release.ts';
import { type Intranet, startIntranet } from '../intranet/server.ts';
import { type DeployedChromium, deployChromium } from './support/deployed-chromium.ts';
import { type ForceServer, startForceServer, textIn } from './support/force-server.ts';
import { forceSettings, HOST } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

const NEWER = 'Newer than before.';
const TYPED = 'She was followed home from the bus stop.';

/** Holds checks on suspects, which nothing else does. */
const STRICTER = forceSettings({
  policyVersion: 'TF 2026.2',
  rules: [
    {
      id: 'testforce-suspect-checks',
      when: { kind: ['pnc-check'], role: ['suspect'] },
      outcome: 'justify',
      reasons: ['RR-02'],
      wording: 'pnc-check',
      sources: [{ document: 'Synthetic', edition: '1', checkedOn: '2026-11-01' }],
    },
  ],
});

let server: ForceServer;
let intranet: Intranet;
let force: DeployedChromium;
let first: Release;
let directory: string;

beforeAll(async () => {
  await ensureBuilt(TARGETS);
  directory = mkdtempSync(path.join(tmpdir(), 'right-to-report-newer-'));
  server = await startForceServer();
  intranet = await startIntranet();
  first = await server.package({ settings: forceSettings() });
  server.publish(first);
});
afterAll(async () => {
  await intranet?.close();
  await server?.close();
  rmSync(directory, { recursive: true });
});

function settingsOf(release: Release) {
  return { 'settings.json': textIn(release, 'settings/linux/settings.json') };
}

function installOf(release: Release) {
  return { 'install.json': textIn(release, 'settings/linux/install.json') };
}

async function deploy(files: Readonly<Record<string, string>>): Promise<void> {
  force = await deployChromium(first.extensionId, files, { [HOST]: intranet.port });
}

async function openReport(): Promise<Page> {
  const page = await force.context.newPage();
  await page.goto(`http://${HOST}/reports/TF/004427/26`);
  return page;
}

/** The look-up on the victim's record is held, and leaving the prompt sends nothing. */
async function holds(page: Page): Promise<string> {
  intranet.clear();
  await page.bringToFront();
  const prompt = await Prompt.of(page);
  await page.click('#victim-check-status');
  const { text, message } = await prompt.opened();
  await page.keyboard.press('Escape');
  await prompt.closed();
  expect(intranet.log.filter(({ guarded }) => guarded !== null)).toEqual([]);
  return `${text} ${message}`;
}

/** Reads the status page and leaves nothing of the extension open behind it. */
async function status() {
  const page = await force.openOwn('options.html');
  await page.waitForSelector('[data-origin]');
  const checks = await page.$$eval('[data-check]', (rows) =>
    rows.map((row) => [row.getAttribute('data-check'), row.getAttribute('data-state')]),
  );
  const origin = await page.getAttribute('[data-origin]', 'data-origin');
  const version = await page.textContent('[data-fact="version"] dd');
  await page.close();
  return { origin, version, checks: Object.fromEntries(checks) };
}

async function untilVersion(version: string): Promise<void> {
  await force.lookForUpdate();
  await expect
    .poll(
      async () => {
        await force.stopWorker();
        return (await force.installed()).version;
      },
      { timeout: 20_000, interval: 300 },
    )
    .toBe(version);
}

async function untilPolicy(version: string): Promise<void> {
  await expect.poll(async () => (await status()).version, { timeout: 15_000 }).toContain(version);
}

describe('a machine with ExtensionInstallForcelist', () => {
  beforeAll(async () => {
    const list = [`${first.extensionId};${server.baseUrl}/updates.xml`];
    await deploy({
      'force-list.json': JSON.stringify({ ExtensionInstallForcelist: list }),
      ...settingsOf(first),
    });
  });
  afterAll(() => force?.close());

  it('fetches the package from the force, and a look-up on a victim is held', async () => {
    expect(server.asked).toContain('updates.xml');
    await holds(await openReport());
    await untilPolicy('TF 2026.1');
    expect((await status()).checks).toMatchObject({ forced: 'pass', hosts: 'pass' });
  });
});

describe('a machine with ExtensionSettings', () => {
  beforeAll(() => deploy({ ...installOf(first), ...settingsOf(first) }));
  afterAll(() => force?.close());

  it('holds a look-up on a victim, and its button is pinned', async () => {
    await holds(await openReport());
    await untilPolicy('TF 2026.1');
    const { origin, checks } = await status();
    expect(origin).toBe('managed');
    expect(checks).toMatchObject({ forced: 'pass', hosts: 'pass', pages: 'pass', pinned: 'pass' });
  });

  it('lets nobody remove it or switch it off', async () => {
    const id = JSON.stringify(first.extensionId);
    const refused = 'cannot be modified by user';
    for (const attempt of [
      `chrome.management.uninstall(${id}, { showConfirmDialog: false })`,
      `chrome.management.setEnabled(${id}, false)`,
    ]) {
      const answer = `${attempt}.then(() => 'done', (error) => error.message)`;
      expect(await force.onExtensionsPage(answer), attempt).toContain(refused);
    }
    const shown = await force.onExtensionsPage(`chrome.developerPrivate.getExtensionInfo(${id})`);
    expect(shown).toMatchObject({
      state: 'ENABLED',
      userMayModify: false,
      mustRemainInstalled: true,
      controlledInfo: { text: 'Installed by enterprise policy.' },
    });
    const self = await (await force.worker()).evaluate('chrome.management.getSelf()');
    expect(self).toMatchObject({ installType: 'admin', mayDisable: false, enabled: true });
  });

  it('applies a stricter policy to a page that is open, and the earlier one when it is put back', async () => {
    const page = await openReport();
    const isHeld = async () => {
      await page.bringToFront();
      const prompt = await Prompt.of(page);
      await page.click('#suspect-1-pnc');
      await page.waitForTimeout(300);
      const isOpen = await prompt.isOpen();
      await page.keyboard.press('Escape');
      return isOpen;
    };
    expect(await isHeld()).toBe(false);
    await force.deliver(settingsOf(await server.package({ settings: STRICTER })));
    await untilPolicy('TF 2026.2');
    expect(await isHeld()).toBe(true);
    await force.deliver(settingsOf(first));
    await untilPolicy('TF 2026.1');
    expect(await isHeld()).toBe(false);
  });

  it('takes a newer version under an open page: typed work stays, the page holds, then the new one', async () => {
    const page = await openReport();
    await page.fill('#summary', TYPED);
    const chromium = path.join(directory, 'chrome-mv3');
    cpSync(BUILDS.chromium, chromium, { recursive: true });
    const words = path.join(chromium, '_locales/en/messages.json');
    const messages: unknown = JSON.parse(readFileSync(words, 'utf8'));
    const changed = { ...Object(messages), extDescription: { message: NEWER } };
    writeFileSync(words, JSON.stringify(changed));
    const newer = { version: '0.2.0', settings: forceSettings(), builds: { chromium } };
    server.publish(await server.package(newer));
    await untilVersion('0.2.0');
    expect((await force.installed()).description).toBe(NEWER);
    expect(await page.inputValue('#summary')).toBe(TYPED);
    expect(await holds(page)).toContain('before an update of the guard');
    expect(await page.inputValue('#summary')).toBe(TYPED);
    await page.click('#save-report');
    await page.waitForSelector('#saved-banner');
    await page.goto(`http://${HOST}/reports/TF/004427/26`);
    expect(await holds(page)).not.toContain('before an update of the guard');
  });

  it('does not go back to a lower number, and takes the earlier version under a higher one', async () => {
    server.publish(first);
    const asks = server.asked.length;
    await force.lookForUpdate();
    await expect.poll(() => server.asked.slice(asks), { timeout: 10_000 }).toContain('updates.xml');
    await force.stopWorker();
    await sleep(1500);
    expect(await force.installed()).toMatchObject({ version: '0.2.0', description: NEWER });
    server.publish(await server.package({ version: '0.2.1', settings: forceSettings() }));
    await untilVersion('0.2.1');
    expect((await force.installed()).description).not.toBe(NEWER);
    await holds(await openReport());
  });

  it('does not pass its self-check where policy of the browser shuts it out of the records system', async () => {
    const install: unknown = JSON.parse(textIn(first, 'settings/linux/install.json'));
    const { ExtensionSettings } = Object(install);
    const own = ExtensionSettings[first.extensionId];
    const shutOut = { ...own, runtime_blocked_hosts: ['*://*.police.uk'] };
    await force.deliver({
      'install.json': JSON.stringify({ ExtensionSettings: { [first.extensionId]: shutOut } }),
    });
    for (const page of force.context.pages()) if (page.url().includes(HOST)) await page.close();
    await expect.poll(async () => (await status()).checks['hosts']).toBe('unknown');
    await openReport();
    expect((await status()).checks).toMatchObject({
      hosts: 'fail',
      network: 'fail',
      pages: 'unknown',
    });
    await force.deliver(installOf(first));
    await holds(await openReport());
  });

  it('is gone when the force takes it out of policy, and its ledger with it', async () => {
    const id = JSON.stringify(first.extensionId);
    const isThere = () =>
      force.onExtensionsPage(`chrome.management.get(${id}).then(() => true, () => false)`);
    const entries = async () => {
      const page = await force.openOwn('options.html');
      const count = await page.textContent('[data-fact="entries"] dd');
      await page.close();
      return Number(count);
    };
    const before = await entries();
    expect(before).toBeGreaterThan(4);
    await force.deliver({ 'install.json': '{}' });
    await expect.poll(isThere, { timeout: 15_000 }).toBe(false);
    const page = await openReport();
    intranet.clear();
    await page.click('#victim-check-status');
    const lookUps = () => intranet.log.filter(({ guarded }) => guarded !== null).length;
    await expect.poll(lookUps).toBe(1);
    await force.deliver(installOf(first));
    await expect.poll(isThere, { timeout: 20_000 }).toBe(true);
    expect(await entries()).toBeLessThan(before);
  });
});
