/** A round counts only when the receiver has read all of it: with receivers of every temper. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { issue, makeAuthority } from '../../../tools/cluster/certificates.ts';
import { entryEvents } from '../../../tools/siem/entry-events.ts';
import { sinkFor } from '../../../tools/siem/sink.ts';
import { everyKind, received } from './samples.ts';

const events = received(everyKind()).flatMap((each) => entryEvents(each).events);
const dir = mkdtempSync(path.join(os.tmpdir(), 'right-to-report-sink-'));
const open: net.Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function listen(server: net.Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('it does not listen');
  return address.port;
}

/** What lies in the framing of RFC 6587. */
function unframed(text: string): readonly string[] {
  const messages: string[] = [];
  for (let at = 0; at < text.length; ) {
    const [head = '', digits = ''] = /^(\d+) /.exec(text.slice(at, at + 10)) ?? [];
    if (head === '') throw new Error(`no length at ${at}`);
    at += head.length;
    messages.push(text.slice(at, at + Number(digits)));
    at += Number(digits);
  }
  return messages;
}

const eventIn = (message: string): unknown => JSON.parse(message.slice(message.indexOf('{')));

describe('a receiver over TCP', () => {
  it('gets each event once, whole, and the round counts', async () => {
    let text = '';
    const port = await listen(
      net.createServer((socket) =>
        socket.on('data', (data) => {
          text += String(data);
        }),
      ),
    );
    await sinkFor(`tcp://127.0.0.1:${port}`).write(events);
    expect(unframed(text).map(eventIn)).toEqual(JSON.parse(JSON.stringify(events)));
  });

  it('that resets in the middle does not make the round count', async () => {
    const port = await listen(
      net.createServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
    );
    await expect(sinkFor(`tcp://127.0.0.1:${port}`).write(events)).rejects.toThrow();
  });

  it('that hangs up before it had everything does not make the round count', async () => {
    const port = await listen(
      net.createServer({ pauseOnConnect: true }, (socket) => {
        socket.end();
        setTimeout(() => socket.destroy(), 50);
      }),
    );
    const many = Array.from({ length: 400 }, () => events).flat();
    await expect(sinkFor(`tcp://127.0.0.1:${port}`).write(many)).rejects.toThrow();
  });

  it('that takes everything and never says so does not make the round count', async () => {
    const port = await listen(
      net.createServer({ allowHalfOpen: true }, (socket) => socket.resume()),
    );
    const sink = sinkFor(`tcp://127.0.0.1:${port}`, undefined, 200);
    await expect(sink.write(events)).rejects.toThrow('did not answer in time');
  });

  it('that is not there does not make the round count', async () => {
    await expect(sinkFor('tcp://127.0.0.1:1').write(events)).rejects.toThrow();
  });
});

describe('a receiver over TLS', () => {
  const authority = makeAuthority('of the receiver', new Date());
  const { certificate: cert, key } = issue(authority, ['127.0.0.1'], new Date());

  it('gets each event, where its certificate is known', async () => {
    let text = '';
    const port = await listen(
      tls.createServer({ cert, key }, (socket) =>
        socket.on('data', (data) => {
          text += String(data);
        }),
      ),
    );
    await sinkFor(`tls://127.0.0.1:${port}`, authority.certificate).write(events);
    expect(unframed(text)).toHaveLength(events.length);
  });

  it('gets nothing where its certificate is not known, or is of another machine', async () => {
    let text = '';
    const server = () =>
      tls.createServer({ cert, key }, (socket) =>
        socket.on('data', (data) => {
          text += String(data);
        }),
      );
    const port = await listen(server().on('tlsClientError', () => undefined));
    await expect(sinkFor(`tls://127.0.0.1:${port}`).write(events)).rejects.toThrow();
    const other = sinkFor(`tls://localhost:${port}`, authority.certificate);
    await expect(other.write(events)).rejects.toThrow();
    expect(text).toBe('');
  });
});

describe('a file', () => {
  it('gets a line for each event, for nobody else to read, also after one was cut short', async () => {
    const file = path.join(dir, 'events.jsonl');
    const sink = sinkFor(`file:${file}`);
    await sink.write(events);
    writeFileSync(file, '{"cut', { flag: 'a' });
    await sink.write(events);
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    expect(lines).toHaveLength(2 * events.length + 1);
    expect(lines.filter((line) => line === '{"cut')).toHaveLength(1);
    expect(statSync(file).mode & 0o077).toBe(0);
    rmSync(dir, { recursive: true });
  });
});

it.each(['', 'udp://h:1', 'tcp://h', 'file:', 'tcp://h:1/x', 'tls://'])(
  '%j is no receiver',
  (to) => {
    expect(() => sinkFor(to)).toThrow('is not tcp://, tls://, file: or stdout');
  },
);
