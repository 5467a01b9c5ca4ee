/**
 * Chromium on a machine where force IT has put policy files, byte for byte as given, and nothing
 * else: the browser fetches the extension from where they say.
 */
import type { BrowserContext, Page, Worker } from 'playwright';
import { startContext, workerOf } from '../../../tools/browsers/chromium.ts';
import { ChromiumControl } from '../../../tools/browsers/chromium-control.ts';
import { deliverPolicy, type PolicyFiles } from '../../../tools/browsers/chromium-policy-files.ts';
import { findExecutable } from '../../../tools/browsers/executable.ts';
import { type Undo, undoingOnFailure } from '../../../tools/browsers/undo.ts';
import { waitUntil } from '../../../tools/browsers/wait.ts';
import { makeWorkDir } from '../../../tools/browsers/work-dir.ts';

/** Without the first a browser cannot be driven: the default hides a forced extension's worker. */
const DRIVEN = JSON.stringify({
  DeveloperToolsAvailability: 1,
  BackgroundModeEnabled: false,
  ComponentUpdatesEnabled: false,
});

export interface DeployedChromium {
  readonly context: BrowserContext;
  worker(): Promise<Worker>;
  /** Replaces policy files by name, and makes Chromium read them. */
  deliver(files: PolicyFiles): Promise<void>;
  /** What a person can do on chrome://extensions, by the functions that its buttons call. */
  onExtensionsPage<Answer>(script: string): Promise<Answer>;
  /** What "Update" on chrome://extensions does. */
  lookForUpdate(): Promise<void>;
  /** Ends the extension's worker, as after half a minute: an update waits until nothing runs. */
  stopWorker(): Promise<void>;
  /** As chrome://extensions shows it, without waking the worker. */
  installed(): Promise<{ readonly version: string; readonly description: string }>;
  /** A page of the extension. */
  openOwn(file: string): Promise<Page>;
  close(): Promise<void>;
}

export function deployChromium(
  extensionId: string,
  files: PolicyFiles,
  hosts: Readonly<Record<string, number>>,
): Promise<DeployedChromium> {
  return undoingOnFailure((undo) => launch(extensionId, files, hosts, undo));
}

async function launch(
  extensionId: string,
  files: PolicyFiles,
  hosts: Readonly<Record<string, number>>,
  undo: Undo,
): Promise<DeployedChromium> {
  const { path: workDir, remove, removeAtExit } = await makeWorkDir('chromium');
  undo.push(remove);
  const policy = await deliverPolicy(findExecutable('chromium'), workDir, {
    ...files,
    'driven-by-a-test.json': DRIVEN,
  });
  undo.push(() => policy.remove());
  const context = await startContext(policy.launcher, `${workDir}/profile`, {
    hosts,
    context: { viewport: { width: 1280, height: 900 } },
  });
  undo.push(() => context.close());
  removeAtExit();
  const control = await ChromiumControl.open(context, extensionId);
  await control.startWorker({ timeoutMs: 30_000, code: 'extension-not-installed' });
  const worker = async (): Promise<Worker> => {
    await control.startWorker();
    return waitUntil({
      what: 'Playwright to see the running service worker',
      read: async () => workerOf(context, extensionId),
      timeoutMs: 10_000,
    });
  };
  // While pages come and go, Chromium does not get as far as delivering them.
  await waitUntil({
    what: 'managed settings to arrive',
    read: async () => {
      const script = 'chrome.storage.managed.get(null).then((all) => Object.keys(all).length)';
      return (await (await worker()).evaluate(script)) === 0 ? undefined : true;
    },
    timeoutMs: 30_000,
    everyMs: 100,
  });
  const extensions = await context.newPage();
  await extensions.goto('chrome://extensions');
  return {
    context,
    worker,
    async deliver(next) {
      await policy.write(next);
      await control.reloadPolicies();
    },
    onExtensionsPage: (script) => extensions.evaluate(script),
    lookForUpdate: () => extensions.evaluate('chrome.developerPrivate.autoUpdate()'),
    stopWorker: () => control.stopWorker(),
    installed: () => extensions.evaluate(`chrome.management.get('${extensionId}')`),
    async openOwn(file) {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${extensionId}/${file}`);
      return page;
    },
    close: () => undo.all(),
  };
}
