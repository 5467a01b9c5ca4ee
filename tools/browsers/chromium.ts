/**
 * Starts Chromium as a force's machine has it: the extension packed, served and force-installed by
 * managed policy, its settings in managed storage, and the records system under its intranet name.
 */

import path from 'node:path';
import { env } from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import { type BrowserContext, type BrowserContextOptions, chromium, type Worker } from 'playwright';
import { BrowserError } from './browser-error.ts';
import { ChromiumControl } from './chromium-control.ts';
import {
  type ChromiumPolicyFiles,
  deliverPolicy,
  type PolicyFiles,
} from './chromium-policy-files.ts';
import { findExecutable } from './executable.ts';
import { isRoot } from './overlay.ts';
import { packCrx } from './pack.ts';
import { chromiumPolicy, type PolicyObject } from './policies.ts';
import { type ReleaseServer, serveRelease } from './release-server.ts';
import { type Undo, undoingOnFailure } from './undo.ts';
import { waitUntil } from './wait.ts';
import { makeWorkDir } from './work-dir.ts';

export interface ChromiumOptions {
  /** A built extension, unpacked: `output/build/chrome-mv3`. */
  readonly extensionDir: string;
  /** What the extension finds in `storage.managed`. Values outside its schema never arrive. */
  readonly managed?: PolicyObject;
  /** Further Chromium policies, by their own names. */
  readonly policies?: PolicyObject;
  /** Host name -> port on 127.0.0.1. Every other name is unknown to this browser. */
  readonly hosts?: Readonly<Record<string, number>>;
  /** @default true. False needs a display. */
  readonly headless?: boolean;
  /** Kept after close, and so usable for a second launch. @default a new one, removed at close */
  readonly profileDir?: string;
  /** PEM file, made when missing. The same key gives the same extension id. @default a new one */
  readonly signingKeyFile?: string;
  readonly executable?: string;
  /** Viewport, locale, colours and the like, as Playwright names them. */
  readonly context?: BrowserContextOptions;
  readonly args?: readonly string[];
  /** Besides what this process has. */
  readonly env?: Readonly<Record<string, string>>;
  /** Windows open only for an act of the person, as outside of automation. @default false */
  readonly keepsPopupBlocker?: boolean;
  /**
   * Chromium delivers managed values a second or more after the worker is up. False
   * shows that time; the session is then a second old. @default true
   */
  readonly waitForManaged?: boolean;
  /** For the whole launch. @default 30000 */
  readonly timeoutMs?: number;
}

export interface ChromiumSession {
  /** Its first page is the session's own: open others, and leave it open. */
  readonly context: BrowserContext;
  readonly extensionId: string;
  /** Starts the worker if it is not running. Ask again after a stop. */
  serviceWorker(): Promise<Worker>;
  /** Really stops it; the next message, alarm or page of the extension starts a new one. */
  killServiceWorker(): Promise<void>;
  /**
   * Returns when the worker reads the new values from `storage.managed`.
   * @param arrives what of them Chromium delivers. @default all
   */
  setManaged(managed: PolicyObject, arrives?: PolicyObject): Promise<void>;
  close(): Promise<void>;
}

/** @throws BrowserError, after undoing what was started. */
export function launchChromium(options: ChromiumOptions): Promise<ChromiumSession> {
  return undoingOnFailure((undo) => launch(options, undo));
}

async function launch(options: ChromiumOptions, undo: Undo): Promise<ChromiumSession> {
  const { headless = true, timeoutMs = 30_000 } = options;
  const program = options.executable ?? findExecutable('chromium');
  if (!headless && !env['DISPLAY']) {
    throw new BrowserError('browser-missing', 'no DISPLAY to show Chromium on; use headless');
  }

  const { path: workDir, remove, removeAtExit } = await makeWorkDir('chromium');
  undo.push(remove);
  const keyFile = options.signingKeyFile ?? path.join(workDir, 'key.pem');
  const packed = await packCrx(options.extensionDir, path.join(workDir, 'extension.crx'), keyFile);
  const release = await serveRelease(packed, 'crx');
  undo.push(() => release.close());

  const policyFor = (managed: PolicyObject): PolicyFiles => ({
    'right-to-report.json': JSON.stringify(
      chromiumPolicy({
        extensionId: packed.id,
        installUrl: release.updateUrl,
        managed,
        policies: options.policies ?? {},
      }),
      null,
      2,
    ),
  });
  const files = await deliverPolicy(program, workDir, policyFor(options.managed ?? {}));
  undo.push(() => files.remove());

  const profileDir = options.profileDir ?? path.join(workDir, 'profile');
  const context = await startContext(files.launcher, profileDir, options);
  undo.push(() => context.close());
  removeAtExit();

  const control = await ChromiumControl.open(context, packed.id);
  await control.startWorker({
    timeoutMs,
    code: 'extension-not-installed',
    hint: () => whyNotInstalled(release),
  });
  const session = new Session(context, packed.id, control, files, policyFor, undo);
  if (options.waitForManaged !== false) await session.untilManaged(options.managed ?? {});
  return session;
}

/** Saves what the browser spends on its own looks: a fifth of what a tab costs, measured. */
const DRAWN_PLAINLY = [
  '--animation-duration-scale=0',
  '--wm-window-animations-disabled',
  '--disable-smooth-scrolling',
  '--disable-font-subpixel-positioning',
  '--disable-gpu-rasterization',
];

/**
 * Given twice, the last of this switch counts: first what Playwright turns off, then a process that
 * gets menus of the browser's own ready in each window: without it a fifth less is spent, measured.
 * The pages behind the address bar follow each tab: without them a start takes a fifth less, and a
 * tab a tenth.
 */
const TURNED_OFF = `--disable-features=${[
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'PreconnectToSearch',
  'AimEnabled',
  'PreloadTopChromeWebUI',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
]}`;

/** What does not depend on how the extension gets in: the browser itself, cut off from the world. */
export function startContext(
  launcher: string,
  profileDir: string,
  options: Omit<ChromiumOptions, 'extensionDir'>,
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profileDir, {
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    ...options.context,
    executablePath: launcher,
    ...(options.env && { env: { ...env, ...options.env } }),
    headless: options.headless ?? true,
    chromiumSandbox: !isRoot,
    timeout: options.timeoutMs ?? 30_000,
    args: [hostRules(options.hosts ?? {}), ...DRAWN_PLAINLY, TURNED_OFF, ...(options.args ?? [])],
    // Playwright turns both off; without the second Chromium does not fetch the extension. The
    // host rules see to it that nothing else is fetched either.
    ignoreDefaultArgs: [
      '--disable-extensions',
      '--disable-background-networking',
      ...(options.keepsPopupBlocker ? ['--disable-popup-blocking'] : []),
    ],
  });
}

class Session implements ChromiumSession {
  readonly context: BrowserContext;
  readonly extensionId: string;
  readonly #control: ChromiumControl;
  readonly #files: ChromiumPolicyFiles;
  readonly #policyFor: (managed: PolicyObject) => PolicyFiles;
  readonly #undo: Undo;

  constructor(
    context: BrowserContext,
    extensionId: string,
    control: ChromiumControl,
    files: ChromiumPolicyFiles,
    policyFor: (managed: PolicyObject) => PolicyFiles,
    undo: Undo,
  ) {
    this.context = context;
    this.extensionId = extensionId;
    this.#control = control;
    this.#files = files;
    this.#policyFor = policyFor;
    this.#undo = undo;
  }

  async serviceWorker(): Promise<Worker> {
    await this.#control.startWorker();
    return waitUntil({
      what: 'Playwright to see the running service worker',
      read: async () => workerOf(this.context, this.extensionId),
      timeoutMs: 10_000,
    });
  }

  killServiceWorker(): Promise<void> {
    return this.#control.stopWorker();
  }

  async setManaged(managed: PolicyObject, arrives = managed): Promise<void> {
    await this.#files.write(this.#policyFor(managed));
    await this.#control.reloadPolicies();
    await this.untilManaged(arrives);
  }

  /** Without a reload: a browser that has just started reads them by itself. */
  async untilManaged(managed: PolicyObject): Promise<void> {
    let seen: unknown;
    await waitUntil({
      what: 'the managed values to arrive',
      read: async () => {
        const worker = await this.serviceWorker();
        seen = await worker.evaluate('chrome.storage.managed.get(null)');
        return isDeepStrictEqual(seen, managed) ? true : undefined;
      },
      timeoutMs: 10_000,
      everyMs: 50,
      code: 'managed-not-delivered',
      hint: () =>
        `expected ${JSON.stringify(managed)}, the extension sees ${JSON.stringify(seen)}; ` +
        'Chromium drops values that the managed schema does not allow',
    });
  }

  close(): Promise<void> {
    return this.#undo.all();
  }
}

export function workerOf(context: BrowserContext, extensionId: string): Worker | undefined {
  const origin = `chrome-extension://${extensionId}/`;
  return context.serviceWorkers().find((worker) => worker.url().startsWith(origin));
}

/** "MAP rms.testforce.police.uk 127.0.0.1:4000", and nothing for all other names. */
export function hostRules(hosts: Readonly<Record<string, number>>): string {
  const named = Object.entries(hosts).map(([name, port]) => `MAP ${name} 127.0.0.1:${port}`);
  return `--host-resolver-rules=${[...named, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(', ')}`;
}

/** How far the install came says what to look at. */
function whyNotInstalled(release: ReleaseServer): string {
  if (release.fetched.has('package')) {
    return (
      'Chromium fetched the package and then did not start its worker; ' +
      'load the folder unpacked at chrome://extensions to see what it objects to'
    );
  }
  if (release.fetched.has('update manifest')) {
    return 'Chromium read the update manifest and did not fetch the package';
  }
  return 'Chromium never asked for the update manifest: the managed policy did not reach it';
}
