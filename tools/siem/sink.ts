/** Where events go. A sink says that it has them only when whoever receives has read them. */
import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import process from 'node:process';
import tls from 'node:tls';
import type { OcsfEvent } from './event.ts';
import { framed, jsonLine, syslogMessage } from './written.ts';

export interface Sink {
  /** @throws Error where it cannot be said that all were received; sending again does no harm */
  write(events: readonly OcsfEvent[]): Promise<void>;
}

export class SinkError extends Error {
  override readonly name = 'SinkError';
}

const ROUND_MS = 30_000;

/**
 * @param to `tcp://host:port`, `tls://host:port`, `file:PATH` or `stdout`
 * @param authority PEM of who signed the receiver's certificate, where the machine does not know it
 * @throws SinkError for anything else
 */
export function sinkFor(to: string, authority?: string, roundMs = ROUND_MS): Sink {
  if (to === 'stdout') return { write: writeStdout };
  if (to.startsWith('file:') && to.length > 5) return new FileSink(to.slice(5));
  const url = /^(?:tcp|tls):\/\/[^/]+:\d+$/.test(to) && URL.canParse(to) ? new URL(to) : null;
  if (!url) throw new SinkError(`--to: "${to}" is not tcp://, tls://, file: or stdout`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new SyslogSink(url.protocol === 'tls:', host, Number(url.port), authority, roundMs);
}

async function writeStdout(events: readonly OcsfEvent[]): Promise<void> {
  const text = linesOf(events);
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

function linesOf(events: readonly OcsfEvent[]): string {
  return events.map((event) => `${jsonLine(event)}\n`).join('');
}

class FileSink implements Sink {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** The file is opened each time: log rotation may have moved it. */
  async write(events: readonly OcsfEvent[]): Promise<void> {
    const handle = await open(this.#file, 'a+', 0o600);
    try {
      const repair = (await endsInMidLine(handle)) ? '\n' : '';
      await handle.appendFile(`${repair}${linesOf(events)}`);
      await handle.datasync();
    } finally {
      await handle.close();
    }
  }
}

/** The machine may have gone down in the middle of a line. */
async function endsInMidLine(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== 0x0a;
}

/**
 * Syslog over TCP acknowledges nothing: what the system's buffers held when a receiver went down
 * is lost, and the sender never knows. So each round has a connection of its own: we close our
 * side, and the round counts when the receiver has read up to that and closed its side in order.
 */
class SyslogSink implements Sink {
  readonly #isTls: boolean;
  readonly #host: string;
  readonly #port: number;
  readonly #authority: string | undefined;
  readonly #roundMs: number;

  constructor(
    isTls: boolean,
    host: string,
    port: number,
    authority: string | undefined,
    roundMs: number,
  ) {
    this.#isTls = isTls;
    this.#host = host;
    this.#port = port;
    this.#authority = authority;
    this.#roundMs = roundMs;
  }

  async write(events: readonly OcsfEvent[]): Promise<void> {
    const text = events.map((event) => framed(syslogMessage(event, os.hostname()))).join('');
    const end = new AbortController();
    const timer = setTimeout(() => end.abort(), this.#roundMs);
    const socket = this.#connect();
    try {
      await once(socket, this.#isTls ? 'secureConnect' : 'connect', { signal: end.signal });
      socket.resume();
      const ended = once(socket, 'end', { signal: end.signal });
      socket.end(text, 'latin1');
      await ended;
      if (!socket.writableFinished)
        throw new SinkError('the receiver hung up before it had everything');
    } catch (error) {
      if (end.signal.aborted) throw new SinkError('the receiver did not answer in time');
      throw error;
    } finally {
      clearTimeout(timer);
      socket.on('error', () => {
        // Said already, or of no more interest: the round is over.
      });
      socket.destroy();
    }
  }

  #connect(): net.Socket {
    const where = { host: this.#host, port: this.#port };
    if (!this.#isTls) return net.connect(where);
    const name = net.isIP(this.#host) ? {} : { servername: this.#host };
    return tls.connect({
      ...where,
      ...name,
      minVersion: 'TLSv1.2',
      ...(this.#authority === undefined ? {} : { ca: this.#authority }),
    });
  }
}
