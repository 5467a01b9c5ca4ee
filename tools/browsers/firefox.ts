/**
 * Starts Firefox ESR as a force's machine has it: the extension packed, served and force-installed
 * by `policies.json`, its settings in managed storage, and the records system under its intranet
 * name. Driven by WebDriver BiDi, which Firefox speaks itself.
 */

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { env } from 'node:process';
import puppeteer, { type Browser, type Page, type Viewport } from 'puppeteer-core';
import { BrowserError } from './browser-error.ts';
import { findExecutable } from './executable.ts';
import { FirefoxControl, openOutsideWeb } from './firefox-control.ts';
import { deliverPolicy } from './firefox-policy-file.ts';
import { serveHosts } from './host-proxy.ts';
import { packXpi } from './pack.ts';
import { firefoxPolicy, type PolicyObject } from './policies.ts';
import { type ReleaseServer, serveRelease } from './release-server.ts';
import { type Undo, undoingOnFailure } from './undo.ts';
import { makeWorkDir, type WorkDir } from './work-dir.ts';

/** Firefox invents one for each profile; fixed, it gives the extension's pages a known address. */
const EXTENSION_UUID = '5f1d7a2e-8c3b-4e60-9a47-2b6c0d9e4f13';

type Preferences = Readonly<Record<string, string | number | boolean>>;

export interface FirefoxOptions {
  /** A built extension, unpacked: `output/build/firefox-mv3`. */
  readonly extensionDir: string;
  /** What the extension finds in `storage.managed`. Firefox reads it once, at its start. */
  readonly managed?: PolicyObject;
  /** Further Firefox policies, by their own names. */
  readonly policies?: PolicyObject;
  /** Host name -> port on 127.0.0.1. Every other name is refused. Plain http only. */
  readonly hosts?: Readonly<Record<string, number>>;
  /** @default true. False needs a display. */
  readonly headless?: boolean;
  /** Kept after close, and so usable for a second launch. @default a new one, removed at close */
  readonly profileDir?: string;
  readonly executable?: string;
  /** @default 1280 x 800 */
  readonly viewport?: Viewport;
  readonly preferences?: Preferences;
  /** Added to the environment that Firefox starts in. */
  readonly env?: Readonly<Record<string, string>>;
  /** For the whole launch. @default 45000 */
  readonly timeoutMs?: number;
}

export interface FirefoxSession {
  /** Its first page is the session's own (`about:policies`): leave it open. */
  readonly browser: Browser;
  readonly extensionId: string;
  newPage(): Promise<Page>;
  /** @param file path inside the extension: `review.html` */
  openExtensionPage(file: string): Promise<Page>;
  /** Really ends the event page; the next message or page of the extension starts it again. */
  stopBackground(): Promise<void>;
  /** `running`, `stopped`, `starting`, `suspending`. */
  backgroundState(): Promise<unknown>;
  close(): Promise<void>;
}

/** @throws BrowserError, after undoing what was started. */
export function launchFirefox(options: FirefoxOptions): Promise<FirefoxSession> {
  return undoingOnFailure((undo) => launch(options, undo));
}

async function launch(options: FirefoxOptions, undo: Undo): Promise<FirefoxSession> {
  const program = options.executable ?? findExecutable('firefox');
  if (options.headless === false && !env['DISPLAY']) {
    throw new BrowserError('browser-missing', 'no DISPLAY to show Firefox on; use headless');
  }

  const workDir = await makeWorkDir('firefox');
  undo.push(() => workDir.remove());
  const packed = await packXpi(options.extensionDir, path.join(workDir.path, 'extension.xpi'));
  const release = await serveRelease(packed, 'xpi');
  undo.push(() => release.close());
  const proxy = await serveHosts(options.hosts ?? {});
  undo.push(() => proxy.close());

  const policy = firefoxPolicy({
    extensionId: packed.id,
    installUrl: release.packageUrl,
    managed: options.managed ?? {},
    policies: options.policies ?? {},
  });
  const started = { program, workDir, policy, extensionId: packed.id, proxyPort: proxy.port };
  return startFirefox(options, started, () => whyNotInstalled(release), undo);
}

export interface FirefoxMachine {
  readonly program: string;
  readonly workDir: WorkDir;
  /** The content of `policies.json`. */
  readonly policy: PolicyObject;
  readonly extensionId: string;
  readonly proxyPort: number;
  /** Whether its policy installs the extension; false does not wait for it. @default true */
  readonly installs?: boolean;
}

/** What does not depend on how the extension gets in: the browser itself, cut off from the world. */
export async function startFirefox(
  options: Omit<FirefoxOptions, 'extensionDir'>,
  { program, workDir, policy, extensionId, proxyPort, installs = true }: FirefoxMachine,
  whyNot: () => string,
  undo: Undo,
): Promise<FirefoxSession> {
  const { headless = true, timeoutMs = 45_000 } = options;
  const launcher = await deliverPolicy(program, workDir.path, policy);
  const profileDir = options.profileDir ?? path.join(workDir.path, 'profile');
  await mkdir(profileDir, { recursive: true });

  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: launcher,
    headless,
    userDataDir: profileDir,
    defaultViewport: options.viewport ?? { width: 1280, height: 800 },
    timeout: timeoutMs,
    // Lets the test open the extension's own pages and ask Firefox about its background.
    args: ['--remote-allow-system-access'],
    env: { ...env, HOME: workDir.path, TZ: 'Europe/London', ...options.env },
    extraPrefsFirefox: { ...preferences(extensionId, proxyPort), ...options.preferences },
  });
  undo.push(() => browser.close());
  workDir.removeAtExit();

  const firstPage = (await browser.pages())[0] ?? (await browser.newPage());
  const control = await FirefoxControl.open(firstPage, extensionId, timeoutMs);
  if (installs)
    await control.untilStarted({ timeoutMs, code: 'extension-not-installed', hint: whyNot });

  return {
    browser,
    extensionId,
    newPage: () => browser.newPage(),
    openExtensionPage: async (file) => {
      const page = await browser.newPage();
      await openOutsideWeb(page, `moz-extension://${EXTENSION_UUID}/${file}`, 10_000);
      return page;
    },
    stopBackground: () => control.stopBackground(),
    backgroundState: () => control.backgroundState(),
    close: () => undo.all(),
  };
}

function preferences(extensionId: string, proxyPort: number): Preferences {
  return {
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: EXTENSION_UUID }),
    'intl.accept_languages': 'en-GB, en',
    // Everything goes to our proxy, which refuses what is not a test machine. Loopback addresses
    // bypass a proxy by default, and the package comes from there.
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxyPort,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
  };
}

/** How far the install came says what to look at. */
function whyNotInstalled(release: ReleaseServer): string {
  return release.fetched.has('package')
    ? 'Firefox fetched the package and did not start it; is it ESR, and is the manifest right for it?'
    : 'Firefox never fetched the package: policies.json did not reach it';
}
