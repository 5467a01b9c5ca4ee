/** One real Chromium with the built guard, into which pages are opened to see what it sees. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import type { SiteProfile } from '../../core/sites/profile.ts';
import { type ChromiumSession, launchChromium } from '../browsers/chromium.ts';
import { BUILDS, ensureBuilt, PROJECT } from '../build.ts';
import { GuardWorlds } from './guard-worlds.ts';
import {
  type FoundControl,
  findingOf,
  HAS_PROFILE,
  SEE_FRAME,
  type Seen,
  whenQuietFor,
} from './in-page.ts';
import { pageRoles } from './page-roles.ts';
import { INSPECT_DOMAIN, PageServer } from './page-server.ts';
import type { PageReport, PageResult } from './report.ts';

const IS_COMPLETE = "document.readyState === 'complete'";
const LOAD_MS = 15_000;
/** For everything about one page. */
const PAGE_MS = 45_000;
const SAMPLE_POLICY = path.join(PROJECT, 'policies/forces/test-force.json');
/** Two cores keep about this many pages busy. */
const AT_ONCE = 3;

export interface Question {
  /** A file, relative to where the command was started, or an http(s) address. */
  readonly target: string;
  /** CSS selectors whose elements the caller wants to find again in the report. */
  readonly selectors?: readonly string[];
}

export interface Answer {
  readonly result: PageResult;
  /** For each selector its elements in the page's own document, else in the first frame that has some. */
  readonly matched: readonly (readonly FoundInFrame[])[];
}

export interface FoundInFrame extends FoundControl {
  /** 0 is the page itself. */
  readonly frame: number;
}

/** How pages are read. */
export interface Manner {
  /** Read every page with it. */
  readonly profile?: SiteProfile | null;
  /** How long a page with scripts has to be quiet until it counts as drawn. @default 800 */
  readonly scriptMs?: number;
}

const SCRIPT_MS = 800;

export class Inspector {
  readonly #session: ChromiumSession;
  readonly #server: PageServer;
  readonly #manner: Manner;
  /** Tabs to use again. */
  readonly #idle: Page[] = [];

  private constructor(session: ChromiumSession, server: PageServer, manner: Manner) {
    this.#session = session;
    this.#server = server;
    this.#manner = manner;
  }

  /** @throws Error where the build fails, BrowserError where the browser does not start */
  static async open(manner: Manner = {}): Promise<Inspector> {
    const { profile = null } = manner;
    await ensureBuilt(['chromium']);
    const server = await PageServer.open();
    try {
      const session = await launchChromium({
        extensionDir: BUILDS.chromium,
        managed: { ...JSON.parse(await readFile(SAMPLE_POLICY, 'utf8')), ...here(profile) },
        hosts: { [`*.${INSPECT_DOMAIN}`]: server.port },
      });
      return new Inspector(session, server, manner);
    } catch (error) {
      await server.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#session.close();
    await this.#server.close();
  }

  /** Results in the order of the questions, each as soon as all before it are there. */
  async *inspectAll(questions: readonly Question[]): AsyncGenerator<Answer> {
    const answers: Promise<Answer>[] = [];
    for (const [index] of questions.entries()) {
      for (const next of questions.slice(answers.length, index + AT_ONCE))
        answers.push(this.inspect(next));
      const answer = await answers[index];
      if (answer) yield answer;
    }
  }

  /** Never throws: a page that cannot be opened is a result too. */
  async inspect({ target, selectors = [] }: Question): Promise<Answer> {
    try {
      const address = await this.#serve(target);
      const page = this.#idle.pop() ?? (await this.#newPage());
      let isWell = false;
      try {
        const ask = this.#ask(page, address, target, selectors);
        const answer = await Promise.race([ask, tooLong()]);
        isWell = true;
        return answer;
      } finally {
        // Each page has a host of its own, so a tab takes nothing from one to the next. One that
        // did not answer may still be busy.
        if (isWell) this.#idle.push(page);
        else await page.close().catch(() => {});
      }
    } catch (error) {
      const message = error instanceof Error ? firstLine(error) : String(error);
      return { result: { file: target, error: message }, matched: [] };
    }
  }

  async #ask(
    page: Page,
    address: string,
    target: string,
    selectors: readonly string[],
  ): Promise<Answer> {
    const worlds = await this.#open(page, address);
    const result = reportOf(target, await worlds.evaluate(SEE_FRAME));
    const found = selectors.length > 0 ? await worlds.evaluate(findingOf(selectors)) : [];
    return { result, matched: selectors.map((_, at) => firstFound(found, at)) };
  }

  async #newPage(): Promise<Page> {
    const page = await this.#session.context.newPage();
    page.on('dialog', (dialog) => {
      const isLeaving = dialog.type() === 'beforeunload';
      (isLeaving ? dialog.accept() : dialog.dismiss()).catch(() => {});
    });
    page.on('popup', (popup) => {
      popup.close().catch(() => {});
    });
    return page;
  }

  async #serve(target: string): Promise<string> {
    if (/^https?:\/\//i.test(target)) return this.#server.addUrl(new URL(target));
    const from = process.env['INIT_CWD'] ?? process.cwd();
    return this.#server.addFile(path.resolve(from, target));
  }

  /** Loads the page and waits until it is quiet. */
  async #open(page: Page, address: string): Promise<GuardWorlds> {
    const { origin } = new URL(address);
    let opened = false;
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.route('**', (route) => {
      const request = route.request();
      const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame();
      // A page that sends itself elsewhere would leave nothing to inspect.
      const wanted = request.url().startsWith(`${origin}/`) && !(isPage && opened);
      opened ||= isPage;
      if (wanted) return route.continue();
      // "No content" leaves the page where it is.
      return isPage ? route.fulfill({ status: 204 }) : route.abort('aborted');
    });
    const response = await page.goto(address, { waitUntil: 'commit', timeout: LOAD_MS });
    if (response && response.status() >= 400)
      throw new Error(`the server answered ${response.status()}`);
    // What a page shows that never finishes loading is read as well.
    // Asked of the page too: an attempt to go elsewhere hides the load event from Playwright.
    await Promise.race([
      page.waitForLoadState('load', { timeout: LOAD_MS }),
      page.waitForFunction(IS_COMPLETE, undefined, { polling: 100, timeout: LOAD_MS }),
    ]).catch(() => {});
    const worlds = new GuardWorlds(page, this.#session.extensionId);
    await worlds.evaluate(whenQuietFor(this.#manner.scriptMs ?? SCRIPT_MS));
    if (this.#manner.profile) await whenTaught(worlds);
    return worlds;
  }
}

/** The profile as if the inspected pages were the screens that it is for. */
function here(profile: SiteProfile | null): { readonly profiles?: readonly SiteProfile[] } {
  return profile
    ? { profiles: [{ ...profile, hosts: [`*.${INSPECT_DOMAIN}`], paths: ['/*'] }] }
    : {};
}

/** The guard has profiles only when the background has answered. */
async function whenTaught(worlds: GuardWorlds): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const [isTaught] = await worlds.evaluate(HAS_PROFILE);
    if (isTaught === true) return;
    await sleep(50);
  }
  throw new Error('the guard was not given the profile within 5 s; is it refused?');
}

/** A page whose script never gives way answers nothing; the others go on. */
async function tooLong(): Promise<never> {
  await sleep(PAGE_MS, undefined, { ref: false });
  throw new Error(`no answer within ${PAGE_MS / 1000} s`);
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
    fits: seen.flatMap((each) => each?.fit ?? []),
    readMs: Math.round(seen.reduce((sum, each) => sum + (each?.readMs ?? 0), 0) * 100) / 100,
  };
}

/** What `seeFrame` gave; our own code made it, in a world that no page reaches. */
function isSeen(value: unknown): value is Seen {
  return typeof value === 'object' && value !== null && 'signals' in value && 'texts' in value;
}

function isFound(value: unknown): value is readonly (readonly FoundControl[])[] {
  return Array.isArray(value) && value.every((each) => Array.isArray(each));
}

function firstFound(frames: readonly unknown[], selector: number): readonly FoundInFrame[] {
  for (const [frame, found] of frames.entries()) {
    const controls = isFound(found) ? (found[selector] ?? []) : [];
    if (controls.length > 0) return controls.map((control) => ({ ...control, frame }));
  }
  return [];
}

function firstLine(error: Error): string {
  return error.message.split('\n')[0] ?? error.name;
}
