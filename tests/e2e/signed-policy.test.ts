/** A build that pins a force's key, in the real browsers: signed settings by real managed policy. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyText } from '../../core/notes/signed-note.ts';
import { type FirefoxSession, launchFirefox } from '../../tools/browsers/firefox.ts';
import type { PolicyObject } from '../../tools/browsers/policies.ts';
import { build } from '../../tools/build.ts';
import { FORCE, STRANGER, signed } from '../unit/policy/signing.ts';
import { Background } from './support/background.ts';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

const outDir = mkdtempSync(path.join(tmpdir(), 'right-to-report-signed-'));
afterAll(() => rmSync(outDir, { recursive: true, force: true }));

/** Warns of what the national baseline allows. */
const RULE = {
  id: 'testforce-suspect-pnc-warn',
  when: { kind: ['pnc-check'], role: ['suspect'] },
  outcome: 'warn',
  reasons: [],
  wording: 'pnc-check',
  sources: [],
};
const NEW = forceSettings({ policyVersion: 'new', rules: [RULE] });
const OLD = forceSettings({ policyVersion: 'old', rules: [] });

function by(settings: PolicyObject, version: number, signer = FORCE): PolicyObject {
  return { ...settings, ...signed(settings, version, signer) };
}

const REFUSED: readonly (readonly [string, PolicyObject, RegExp])[] = [
  ['unsigned', OLD, /is missing: this build takes only/],
  ['signed by somebody else', by(OLD, 8, STRANGER), /is by another key/],
  ['changed after signing', { ...by(NEW, 8), rules: [] }, /is over other settings/],
  ['older than the last', by(OLD, 6), /has version 6, and version 7 was taken/],
  ['taken away', {}, /is missing with all other settings/],
];

function pinned(browser: 'chromium' | 'firefox'): string {
  return build(browser, outDir, { policyKeys: [keyText(FORCE.key)] }).directory;
}

interface Seen {
  readonly origin: string | null;
  readonly version: string;
  readonly signature: string;
  readonly refused: string;
}

/** Runs in the status page. */
function readStatus(): Seen | null {
  const origin = document.querySelector('[data-origin]')?.getAttribute('data-origin');
  const text = (selector: string): string => document.querySelector(selector)?.textContent ?? '';
  return origin
    ? {
        origin,
        version: text('[data-fact=version] dd'),
        signature: text('[data-fact=signature] dd'),
        refused: text('#setting-errors tbody'),
      }
    : null;
}

describe('signed settings in the real Chromium', () => {
  let police: Policing;
  beforeAll(async () => {
    police = await startPolicing({ extensionDir: pinned('chromium'), managed: by(NEW, 7) });
  });
  afterAll(() => police?.close());

  async function status(): Promise<Seen | null> {
    const page = await police.openOwn('options.html');
    await page.waitForSelector('[data-origin]');
    const seen = await page.evaluate(readStatus);
    await page.close();
    return seen;
  }

  // Each look opens the page anew, which costs more than a longer wait.
  const polled = (): ReturnType<typeof expect.poll<Seen | null>> =>
    expect.poll(status, { timeout: 15_000, interval: 500 });

  /** Whether the force's rule holds a suspect's check, which no national rule does. */
  async function ruleHolds(): Promise<boolean> {
    const page = await police.open('/reports/TF/004427/26');
    const prompt = await Prompt.of(page);
    await page.click('#suspect-1-pnc');
    await Promise.race([prompt.opened(), page.waitForSelector('#suspect-1-result:visible')]);
    const isOpen = await prompt.isOpen();
    await page.close();
    return isOpen;
  }

  it('are in force, and the status page names who signed them', async () => {
    await polled().toMatchObject({
      origin: 'managed',
      version: expect.stringContaining('new'),
      signature: `By ${FORCE.key.name}, version 7`,
      refused: '',
    });
    expect(await ruleHolds()).toBe(true);
  });

  it.each(REFUSED)(
    'that come %s are refused whole, and the page says why',
    async (_what, managed, why) => {
      await police.session.setManaged(managed);
      await polled().toMatchObject({ origin: 'last-good', refused: expect.stringMatching(why) });
      const seen = await status();
      expect(seen?.refused).toContain('Sign the settings again');
      expect(await ruleHolds()).toBe(true);
    },
  );

  it('that are older are refused after a restart of the background and with the number deleted', async () => {
    const page = await police.openOwn('options.html');
    const background = await Background.watch(page);
    await page.evaluate(async () => {
      // The page's own interface: what somebody with the profile could do.
      const { chrome } = Object(globalThis);
      await chrome.storage.local.remove(['policy-accepted', 'policy-last-good']);
    });
    await background.kill();
    await page.close();
    await police.session.setManaged(by(OLD, 6));
    await polled().toMatchObject({
      origin: 'baseline-rejected',
      refused: expect.stringMatching(/has version 6, and version 7 was taken/),
    });
  });

  it('go back where the old ones are signed again, and the ledger has each version', async () => {
    await police.session.setManaged(by(OLD, 8));
    await polled().toMatchObject({
      origin: 'managed',
      signature: `By ${FORCE.key.name}, version 8`,
      refused: '',
    });
    expect(await ruleHolds()).toBe(false);
    const changes = (await police.ledger.ofTheDevice())
      .filter(({ header }) => header['kind'] === 'policy-change')
      .map(({ header }) => header['signed']);
    expect(changes).toEqual([
      { version: 7, key: FORCE.key.id },
      ...changes.slice(1, -1),
      { version: 8, key: FORCE.key.id },
    ]);
  });
});

describe('signed settings in the real Firefox', () => {
  const profileDir = mkdtempSync(path.join(tmpdir(), 'right-to-report-signed-profile-'));
  let extensionDir = '';
  beforeAll(() => {
    extensionDir = pinned('firefox');
  });
  afterAll(() => rmSync(profileDir, { recursive: true, force: true }));

  async function status(managed: PolicyObject): Promise<Seen | null> {
    const session: FirefoxSession = await launchFirefox({
      extensionDir,
      managed,
      profileDir,
      hosts: {},
    });
    try {
      const page = await session.openExtensionPage('options.html');
      await page.waitForSelector('[data-origin]');
      return await page.evaluate(readStatus);
    } finally {
      await session.close();
    }
  }

  it('are in force, and earlier ones are refused after a restart', async () => {
    expect(await status(by(NEW, 7))).toMatchObject({
      origin: 'managed',
      signature: `By ${FORCE.key.name}, version 7`,
    });
    expect(await status(by(OLD, 6))).toMatchObject({
      origin: 'last-good',
      version: expect.stringContaining('new'),
      refused: expect.stringMatching(/has version 6, and version 7 was taken/),
    });
  });
});
