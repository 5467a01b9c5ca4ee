/**
 * Gives Firefox the intranet names of the test machines: an HTTP proxy that knows these names and
 * no other. Requests reach the server as if its name had been resolved.
 */

import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { closeServer, listenOnLoopback } from './loopback.ts';

export interface HostProxy {
  readonly port: number;
  close(): Promise<void>;
}

/** @param hosts host name -> port on 127.0.0.1 */
export async function serveHosts(hosts: Readonly<Record<string, number>>): Promise<HostProxy> {
  const ports = new Map(Object.entries(hosts));
  const server = createServer((incoming, response) => {
    const url = URL.canParse(incoming.url ?? '') ? new URL(incoming.url ?? '') : undefined;
    const port = ports.get(url?.hostname ?? '');
    if (url === undefined || port === undefined) refuse(response);
    else forward(incoming, response, port, url.pathname + url.search);
  });
  // A browser that calls home does so by CONNECT; so does a page on https or wss, which no test
  // machine speaks.
  server.on('connect', (_request, socket) => {
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  const port = await listenOnLoopback(server);
  return { port, close: () => closeServer(server) };
}

function forward(
  incoming: IncomingMessage,
  response: ServerResponse,
  port: number,
  path: string,
): void {
  const { method, headers } = incoming;
  const onward = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.pipe(response);
  });
  onward.on('error', () => refuse(response));
  response.on('close', () => onward.destroy());
  incoming.pipe(onward);
}

function refuse(response: ServerResponse): void {
  if (!response.headersSent) response.writeHead(502);
  response.end();
}
