/** Serves the generated pages on the loopback interface. */
import { createServer } from 'node:http';
import { closeServer, listenOnLoopback } from '../browsers/loopback.ts';
import { crimeReport, SIGNALS } from './page.ts';

/** `rms` is guarded by the baseline; `www` faces the public and is not. */
export const HOSTS = {
  guarded: 'rms.testforce.police.uk',
  unguarded: 'www.testforce.police.uk',
} as const;

export interface PageServer {
  readonly port: number;
  close(): Promise<void>;
}

/** The isolation headers give the page's clock steps of 5 us instead of 100. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
} as const;

export async function servePages(): Promise<PageServer> {
  const server = createServer((request, response) => {
    const asked = /^\/(\d{1,6})\/(\w+)\/(\d{1,3})\/(\d{1,3})$/.exec(request.url ?? '');
    const signals = SIGNALS.find((each) => each === asked?.[2]);
    if (!asked || !signals) {
      response.writeHead(404).end();
      return;
    }
    const [controls = 0, roots = 0, frames = 0] = [asked[1], asked[3], asked[4]].map(Number);
    response.writeHead(200, HEADERS).end(crimeReport({ controls, signals, roots, frames }));
  });
  const port = await listenOnLoopback(server);
  return { port, close: () => closeServer(server) };
}
