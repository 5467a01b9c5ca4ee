/**
 * A sample police intranet over plain HTTP on loopback, for demonstrations and end-to-end tests.
 * Its log of requests is the tests' witness: what was held never shows up there.
 */
import { realpathSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type GuardedEndpoint, guardedEndpoint } from './guarded.ts';
import { Refusal, type Reply } from './reply.ts';
import { type Incoming, readRequest, type Sent } from './request.ts';
import { refusalReply, route } from './routes.ts';
import type { Screen } from './screen.ts';
import { staticFile } from './static-files.ts';
import { Store } from './store.ts';
import { asLang, wordsIn } from './words.ts';

export type { GuardedEndpoint } from './guarded.ts';

export interface ServedRequest {
  /** Counts from 1 and goes on after `clear()`. */
  readonly n: number;
  /** Epoch milliseconds, when the whole request had been read. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
  readonly guarded: GuardedEndpoint | null;
  readonly sent: Sent;
}

export interface Intranet {
  readonly port: number;
  /** `http://127.0.0.1:<port>`; any other name that leads here is answered too. */
  readonly origin: string;
  readonly log: readonly ServedRequest[];
  /** Empties the log; saved records stay. */
  clear(): void;
  close(): Promise<void>;
}

function replyTo(request: Incoming, store: Store): Reply {
  const lang = asLang(request.query['lang'] ?? request.form['lang']);
  const screen: Screen = { request, store, lang, words: wordsIn(lang) };
  try {
    return staticFile(request.path) ?? route(screen);
  } catch (error) {
    if (error instanceof Refusal) return refusalReply(screen, error.status, error.message);
    console.error(`intranet: ${request.method} ${request.path}`, error);
    return refusalReply(screen, 500, 'The training system made an error.');
  }
}

function send(response: ServerResponse, reply: Reply, isLast: boolean): void {
  response.writeHead(reply.status, {
    ...reply.headers,
    // A page from the cache would be a request the log never saw.
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(isLast ? { connection: 'close' } : {}),
  });
  response.end(reply.body);
}

async function serve(
  message: IncomingMessage,
  response: ServerResponse,
  store: Store,
  record: (request: Incoming) => void,
): Promise<void> {
  const request = await readRequest(message);
  if (request.path === '/favicon.ico') {
    send(response, { status: 204, headers: {}, body: '' }, false);
    return;
  }
  record(request);
  const isTooLarge = request.fault?.status === 413;
  send(response, replyTo(request, store), isTooLarge);
  // The rest of an oversize body is thrown away, or the browser would see a reset, not the page.
  if (isTooLarge) message.resume();
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') {
        reject(new Error('the intranet server got no port'));
        return;
      }
      resolve(address.port);
    });
  });
}

export async function startIntranet(options: { port?: number } = {}): Promise<Intranet> {
  const store = new Store();
  const log: ServedRequest[] = [];
  let count = 0;
  const record = ({ method, path, query, form, sent }: Incoming): void => {
    count += 1;
    const guarded = guardedEndpoint(method, path, form);
    log.push({ n: count, at: Date.now(), method, path, query, form, guarded, sent });
  };
  const server = createServer((message, response) => {
    serve(message, response, store, record).catch((error: unknown) => {
      // The browser went away before its request was complete: there is nobody to answer.
      if (!message.destroyed) console.error('intranet: request failed', error);
      response.destroy();
    });
  });
  const port = await listen(server, options.port ?? 0);
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    log,
    clear: () => {
      log.length = 0;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        // Browsers keep connections open; without this, close would wait for them.
        server.closeAllConnections();
      }),
  };
}

function isProgram(): boolean {
  const script = process.argv[1];
  return script !== undefined && import.meta.url === pathToFileURL(realpathSync(script)).href;
}

if (isProgram()) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '8930' } } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error(`--port must be a number from 0 to 65535, not ${values.port}`);
    process.exitCode = 1;
  } else {
    const intranet = await startIntranet({ port });
    console.log(`Synthetic police intranet at ${intranet.origin}/`);
  }
}
