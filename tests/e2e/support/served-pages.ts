/** A guarded browser and a server of small pages, for the length of a test file. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { ChromiumOptions } from '../../../tools/browsers/chromium.ts';
import { holdsOn, letsOn } from './holding.ts';
import { type HtmlServer, serveHtml } from './html-server.ts';
import { type Policing, startPolicing } from './policing.ts';

type Act = () => Promise<unknown>;

export interface ServedPages {
  readonly police: Policing;
  readonly server: HtmlServer;
  /** Fails where the act is not held, or a look-up goes out all the same. */
  holds(page: Page, act: Act): Promise<unknown>;
  /** Fails where the act is held. */
  lets(page: Page, act: Act): Promise<unknown>;
}

/**
 * @param hosts names under which the pages are served
 * @param options of the browser
 */
export function useServedPages(
  pages: Parameters<typeof serveHtml>[0],
  hosts: readonly string[],
  options: Partial<ChromiumOptions> = {},
): ServedPages {
  let police: Policing;
  let server: HtmlServer;
  beforeAll(async () => {
    server = await serveHtml(pages);
    police = await startPolicing({
      ...options,
      hosts: Object.fromEntries(hosts.map((host) => [host, server.port])),
    });
  });
  afterAll(async () => {
    await police?.close();
    await server?.close();
  });
  beforeEach(async () => {
    server.clear();
    await police.ledger.begin();
  });
  afterEach(() => police.tidy());

  return {
    get police() {
      return police;
    },
    get server() {
      return server;
    },
    holds: (page, act) => holdsOn(server, page, act),
    lets: (page, act) => letsOn(server, page, act),
  };
}
