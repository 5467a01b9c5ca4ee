/** One real Chromium with the built guard, into which pages are opened to see what it sees. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright';
import { type ChromiumSession, launchChromium } from '../browsers/chromium.ts';
import { BUILDS, ensureBuilt, PROJECT } from '../build.ts';
import { GuardWorlds } from './guard-worlds.ts';
import { SEE_FRAME, type Seen, WHEN_QUIET } from './in-page.ts';
import { pageRoles } from './page-roles.ts';
import { INSPECT_DOMAIN, PageServer } from './page-server.ts';
import type { PageReport, PageResult } from './report.ts';

const LOAD_MS = 20_000;
const SAMPLE_POLICY = path.join(PROJECT, 'policies/forces/test-force.json');
/** Two cores keep about this many pages busy. */
const AT_ONCE = 3;

export class Inspector {
  readonly #session: ChromiumSession;
  readonly #server: PageServer;

  private constructor(session: ChromiumSession, server: PageServer) {
    this.#session = session;
    this.#server = server;
  }

  /** @throws Error where the build fails, BrowserError where the browser does not start */
  static async open(): Promise<Inspector> {
    await ensureBuilt(['chromium']);
    const server = await PageServer.open();
    try {
      const session = await launchChromium({
        extensionDir: BUILDS.chromium,
        managed: JSON.parse(await readFile(SAMPLE_POLICY, 'utf8')),
        hosts: { [`*.${INSPECT_DOMAIN}`]: server.port },
      });
      return new Inspector(session, server);
    } catch (error) {
      await server.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#session.close();
    await this.#server.close();
  }

  /** Results in the order of the targets, each as soon as all before it are there. */
  async *inspectAll(targets: readonly string[]): AsyncGenerator<PageResult> {
    const results: Promise<PageResult>[] = [];
    for (let index = 0; index < targets.length; index++) {
      while (results.length < targets.length && results.length < index + AT_ONCE)
        results.push(this.inspect(targets[results.length] ?? ''));
      const result = await results[index];
      if (result) yield result;
    }
  }

  /** @param target a file, relative to where the command was started, or an http(s) address */
  async inspect(target: string): Promise<PageResult> {
    try {
      const address = await this.#serve(target);
      const page = await this.#session.context.newPage();
      try {
        return await this.#read(page, target, address);
      } finally {
        await page.close().catch(() => {});
      }
    } catch (error) {
      return { file: target, error: error instanceof Error ? firstLine(error) : String(error) };
    }
  }

  async #serve(target: string): Promise<string> {
    if (/^https?:\/\//i.test(target)) return this.#server.addUrl(new URL(target));
    const from = process.env['INIT_CWD'] ?? process.cwd();
    return this.#server.addFile(path.resolve(from, target));
  }

  async #read(page: Page, file: string, address: string): Promise<PageReport> {
    const { origin } = new URL(address);
    let opened = false;
    page.on('dialog', (dialog) => {
      dialog.dismiss().catch(() => {});
    });
    page.on('popup', (popup) => {
      popup.close().catch(() => {});
    });
    await page.route('**', (route) => {
      const request = route.request();
      const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame();
      // A page that sends itself elsewhere would leave nothing to inspect.
      const wanted = request.url().startsWith(`${origin}/`) && !(isPage && opened);
      opened ||= isPage;
      return wanted ? route.continue() : route.abort('aborted');
    });
    const response = await page.goto(address, { waitUntil: 'load', timeout: LOAD_MS });
    if (response && response.status() >= 400)
      throw new Error(`the server answered ${response.status()}`);
    const worlds = new GuardWorlds(page, this.#session.extensionId);
    await worlds.evaluate(WHEN_QUIET);
    return reportOf(file, await worlds.evaluate(SEE_FRAME));
  }
}

function reportOf(file: string, frames: readonly unknown[]): PageReport {
  const seen = frames.map((value) => (isSeen(value) ? value : null));
  if (!seen[0]) throw new Error('the guard does not run in this page');
  return {
    file,
    signals: seen.flatMap((each, frame) =>
      (each?.signals ?? []).map((signal) => ({ frame, ...signal })),
    ),
    roles: seen.flatMap((each) => pageRoles(each?.texts ?? [])),
    readMs: Math.round(seen.reduce((sum, each) => sum + (each?.readMs ?? 0), 0) * 100) / 100,
  };
}

/** What `seeFrame` gave; our own code made it, in a world that no page reaches. */
function isSeen(value: unknown): value is Seen {
  return typeof value === 'object' && value !== null && 'signals' in value && 'texts' in value;
}

function firstLine(error: Error): string {
  return error.message.split('\n')[0] ?? error.name;
}
