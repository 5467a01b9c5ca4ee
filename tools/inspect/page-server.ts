/**
 * Serves the inspected pages on loopback. Each page has a host name of its own, so that no page
 * sees the storage of another; a file's address says nothing, since where it was saved from is
 * not known.
 */
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { closeServer, listenOnLoopback } from '../browsers/loopback.ts';

/** Guarded by the national site list; resolves to loopback in the inspecting browser only. */
export const INSPECT_DOMAIN = 'inspect.testforce.police.uk';

const TYPES: Readonly<Record<string, string>> = {
  '.xhtml': 'application/xhtml+xml',
  '.svg': 'image/svg+xml',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.txt': 'text/plain; charset=utf-8',
};

interface Site {
  /** Absolute path of the page's file. */
  readonly file?: string;
  /** Origin that is proxied; follows the redirects of the page itself. */
  origin?: string;
}

export class PageServer {
  readonly port: number;
  readonly #server: Server;
  readonly #sites: Map<string, Site>;

  private constructor(server: Server, port: number, sites: Map<string, Site>) {
    this.#server = server;
    this.port = port;
    this.#sites = sites;
  }

  static async open(): Promise<PageServer> {
    const sites = new Map<string, Site>();
    const server = createServer((request, response) => {
      const name = (request.headers.host ?? '').split(':')[0] ?? '';
      answer(sites.get(name), request, response).catch(() => end(response, 502));
    });
    return new PageServer(server, await listenOnLoopback(server), sites);
  }

  /** @returns the guarded address; the file must exist */
  async addFile(file: string): Promise<string> {
    const found = await stat(file);
    if (!found.isFile()) throw new Error('not a file');
    return `http://${this.#add({ file })}/`;
  }

  /** @returns the guarded address under which the page of this URL is served */
  addUrl(url: URL): string {
    return `http://${this.#add({ origin: url.origin })}${url.pathname}${url.search}`;
  }

  #add(site: Site): string {
    const name = `p${this.#sites.size + 1}.${INSPECT_DOMAIN}`;
    this.#sites.set(name, site);
    return name;
  }

  close(): Promise<void> {
    return closeServer(this.#server);
  }
}

async function answer(
  site: Site | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (site?.file) await answerFile(site.file, request.url ?? '/', response);
  else if (site?.origin) await proxy(site, site.origin, request, response);
  else end(response, 404);
}

async function answerFile(page: string, url: string, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(url, 'http://page');
  const folder = path.dirname(page);
  const asked = pathname === '/' ? page : path.join(folder, decodeURIComponent(pathname));
  // `path.join` resolves dots; nothing outside of the page's folder is served.
  if (!asked.startsWith(`${folder}${path.sep}`)) return end(response, 404);
  const body = await readFile(asked).catch(() => null);
  if (body === null) return end(response, 404);
  response.setHeader('content-type', typeOf(asked, body));
  response.end(body);
}

/** A page that states no encoding is read as UTF-8; one that does is left to state it. */
function typeOf(file: string, body: Buffer): string {
  const known = TYPES[path.extname(file).toLowerCase()];
  if (known) return known;
  const start = body.subarray(0, 1024).toString('latin1');
  const states =
    /^(?:\xef\xbb\xbf|\xfe\xff|\xff\xfe)/.test(start) || /<meta[^>]+charset/i.test(start);
  return states ? 'text/html' : 'text/html; charset=utf-8';
}

const PASSED_ON = ['content-type', 'content-security-policy', 'set-cookie', 'cache-control'];

async function proxy(
  site: Site,
  origin: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const upstream = new URL(request.url ?? '/', origin);
  const found = await fetch(upstream, {
    redirect: 'manual',
    headers: { accept: request.headers.accept ?? '*/*', cookie: request.headers.cookie ?? '' },
  });
  const location = found.headers.get('location');
  if (found.status >= 300 && found.status < 400 && location) {
    const next = new URL(location, upstream);
    if (request.headers['sec-fetch-dest'] === 'document') site.origin = next.origin;
    response.setHeader('location', `${next.pathname}${next.search}`);
  }
  for (const name of PASSED_ON) {
    const value = found.headers.get(name);
    if (value !== null) response.setHeader(name, value);
  }
  response.statusCode = found.status;
  response.end(Buffer.from(await found.arrayBuffer()));
}

function end(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}
