/** Pages on names of their own, and the look-ups that reached their server. */
import { createServer } from 'node:http';
import { closeServer, listenOnLoopback } from '../../../tools/browsers/loopback.ts';

export interface HtmlServer {
  readonly port: number;
  /** Paths of look-ups that arrived. */
  readonly lookUps: readonly string[];
  clear(): void;
  close(): Promise<void>;
}

/** @param pages path -> what follows the doctype and the title */
export async function serveHtml(pages: ReadonlyMap<string, string>): Promise<HtmlServer> {
  const lookUps: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname.startsWith('/look-up')) lookUps.push(pathname);
    const page = pages.get(pathname);
    response.writeHead(page === undefined && request.method === 'GET' ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
    });
    response.end(page === undefined ? '' : `<!doctype html><title>Crime record</title>${page}`);
  });
  const port = await listenOnLoopback(server);
  return {
    port,
    lookUps,
    clear: () => {
      lookUps.length = 0;
    },
    close: () => closeServer(server),
  };
}
