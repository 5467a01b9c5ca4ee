/** `npm run siem` as the second witness: a real cluster, a real rsyslog, and what goes wrong between. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseHeader } from '../../core/ledger/header-schema.ts';
import { recordText } from '../../core/ledger/record.ts';
import { PROJECT } from '../../tools/build.ts';
import { makeStreams } from '../../tools/cluster/administer.ts';
import { issue, makeAuthority } from '../../tools/cluster/certificates.ts';
import { FORCE, Stage } from '../../tools/cluster/stage.ts';
import { askApi } from '../../tools/cluster/streams.ts';
import { type MadeLedger, makeLedger } from '../unit/ledger/made-ledger.ts';
import { Rsyslog } from './support/rsyslog.ts';

let stage: Stage;
let rsyslog: Rsyslog;
let ledger: MadeLedger;
let settings: string;
let state: string;
const running: ChildProcess[] = [];

const IN_STREAM = 60;

beforeAll(async () => {
  stage = await Stage.open();
  rsyslog = await Rsyslog.open();
  ledger = await makeLedger(90);
  settings = path.join(stage.cluster.dir, 'reader.json');
  state = path.join(stage.cluster.dir, 'siem-state.json');
  const { jwt, seed } = stage.token({ name: 'siem', role: 'reader', units: [] });
  const delivery = {
    urls: stage.directUrls,
    force: FORCE,
    name: 'siem',
    credentials: { jwt, seed },
  };
  writeFileSync(settings, JSON.stringify({ delivery }));
  await handIn(0, IN_STREAM);
});
/** Only the first runs on from test to test; what a test that failed left would read for the next. */
afterEach(() => {
  for (const each of running.splice(1)) each.kill('SIGKILL');
});
afterAll(async () => {
  for (const each of running) each.kill('SIGKILL');
  await rsyslog?.close();
  await stage?.close();
});

/** Entries of one device with the checkpoints among them. */
async function handIn(from: number, to: number): Promise<void> {
  const { store } = stage.device({ name: 'off1' });
  const place = { force: FORCE, unit: 't07', depositor: 'off1' };
  for (const entry of ledger.entries.slice(from, to)) {
    const id = parseHeader(entry.line)?.id ?? '';
    const deposit = {
      place: { ...place, collection: 'overrides', id },
      text: recordText(entry),
    } as const;
    expect(await store.append(deposit)).toMatchObject({ kind: 'stored' });
  }
  for (const text of ledger.checkpoints.slice(from / 10, to / 10)) {
    const id = `${ledger.device}-${text.split('\n')[1]}`;
    const deposit = { place: { ...place, collection: 'checkpoints', id }, text } as const;
    expect(await store.append(deposit)).toMatchObject({ kind: 'stored' });
  }
}

function siem(...args: readonly string[]): { child: ChildProcess; said: () => string } {
  const all = ['tools/siem.ts', '--settings', settings, '--state', state, ...args];
  const child = spawn(process.execPath, all, { cwd: PROJECT });
  running.push(child);
  let said = '';
  child.stderr?.on('data', (text) => {
    said += String(text);
  });
  return { child, said: () => said };
}

interface Seen {
  readonly uid: string;
  readonly own: Readonly<Record<string, unknown>>;
}

function seenIn(lines: readonly string[]): readonly Seen[] {
  return lines.map((line) => {
    const event = JSON.parse(line.slice(line.indexOf('{')));
    return { uid: event.metadata.uid, own: event.right_to_report };
  });
}

/** Places in the ledger of the one device whose entries can be read. */
function seqsOf(seen: readonly Seen[]): readonly number[] {
  const found = seen.flatMap(({ own: { seq } }) => (typeof seq === 'number' ? [seq] : []));
  return [...new Set(found)].sort((a, b) => a - b);
}
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

async function until(isThere: () => boolean, what: () => string): Promise<void> {
  for (const endsAt = Date.now() + 40_000; !isThere(); await sleep(100))
    if (Date.now() > endsAt) throw new Error(what());
}

const received = () => seenIn(rsyslog.received());

// Each begins where the one before ended: none can be tried a second time alone.
describe('the forwarder', { retry: 0 }, () => {
  let first: ReturnType<typeof siem>;

  it('waits for a receiver that is not there, and loses nothing', async () => {
    first = siem('--to', `tcp://127.0.0.1:${rsyslog.port}`);
    await until(() => /not received/.test(first.said()), first.said);
    await rsyslog.start();
    await until(() => seqsOf(received()).length >= IN_STREAM && heads().length >= 6, first.said);
    expect(seqsOf(received())).toEqual(upTo(IN_STREAM));
    expect(rsyslog.received()[0]).toMatch(/^\S+ \S+ right-to-report [a-z-]+ \{/);
  });

  const heads = () =>
    received()
      .filter(({ own }) => own['kind'] === 'checkpoint')
      .map(({ own }) => own['tree_size']);

  it('sends the heads of the chain, and sends no body', () => {
    expect([...new Set(heads())]).toEqual([10, 20, 30, 40, 50, 60]);
    expect(ledger.entries.some(({ body }) => body?.includes('Reason 4'))).toBe(true);
    expect(rsyslog.received().join()).not.toMatch(/Reason \d/);
  });

  it('names what somebody put there that cannot be read, and goes on', async () => {
    const officer = await stage.connect('off7', stage.token({ name: 'off7' }));
    await stage.publish(officer, `overrides.${FORCE}.t07.off7.x1`, '{"line":"Maria Kowalska"}');
    await officer.close();
    await until(() => received().some(({ own }) => own['kind'] === 'unreadable'), first.said);
    expect(received().find(({ own }) => own['kind'] === 'unreadable')?.own).toMatchObject({
      ledger_code: 'not-a-record',
      depositor: 'off7',
      unit: 't07',
    });
    expect(rsyslog.received().join()).not.toContain('Kowalska');
  });

  it('sends again what a receiver may not have had when it was killed, and itself as well', async () => {
    await rsyslog.stop('SIGKILL');
    const refusals = () => first.said().match(/not received/g)?.length ?? 0;
    const before = refusals();
    await handIn(60, 70);
    await until(() => refusals() > before, first.said);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    await rsyslog.start();
    const second = siem('--to', `tcp://127.0.0.1:${rsyslog.port}`);
    await until(() => seqsOf(received()).length >= 70 && heads().includes(70), second.said);
    expect(seqsOf(received())).toEqual(upTo(70));
    second.child.kill('SIGTERM');
    expect((await once(second.child, 'exit'))[0]).toBe(0);
    const uids = received().map(({ uid }) => uid);
    const entries = received().filter(({ own }) => typeof own['seq'] === 'number');
    expect(new Set(entries.map(({ uid }) => uid)).size).toBe(70);
    expect(uids.length).toBeGreaterThanOrEqual(70 + 7 + 1);
  });

  it('begins where it ended, with nothing sent twice', async () => {
    await handIn(70, 80);
    const file = path.join(stage.cluster.dir, 'events.jsonl');
    const third = siem('--once', '--to', `file:${file}`);
    expect((await once(third.child, 'exit'))[0], third.said()).toBe(0);
    expect(seqsOf(seenIn(linesOf(file)))).toEqual([70, 71, 72, 73, 74, 75, 76, 77, 78, 79]);
    expect(linesOf(file)).toHaveLength(11);
  });

  it('notices that the stream was deleted and made anew', async () => {
    await askApi(stage.admin, 'STREAM.DELETE.OVR');
    await makeStreams(stage.cluster.dir, stage.cluster.deployment);
    await handIn(80, 90);
    const file = path.join(stage.cluster.dir, 'anew.jsonl');
    const fourth = siem('--once', '--to', `file:${file}`);
    expect((await once(fourth.child, 'exit'))[0], fourth.said()).toBe(0);
    const found = seenIn(linesOf(file));
    const codes = found.map(({ own }) => own['ledger_code']).filter(Boolean);
    expect(codes).toEqual(['stream-differs', 'stream-differs']);
    expect(seqsOf(found)).toEqual([80, 81, 82, 83, 84, 85, 86, 87, 88, 89]);
  });

  it('sends over TLS to a receiver that shows the right certificate, and to no other', async () => {
    const authority = makeAuthority('of the SOC', new Date());
    const secure = await Rsyslog.open(issue(authority, ['127.0.0.1'], new Date()));
    const pem = path.join(stage.cluster.dir, 'soc.pem');
    writeFileSync(pem, authority.certificate);
    try {
      await secure.start();
      const anew = path.join(stage.cluster.dir, 'siem-state-of-the-soc.json');
      const args = ['--once', '--state', anew, '--to', `tls://127.0.0.1:${secure.port}`];
      const stranger = siem(...args);
      await until(() => /not received: .*certificate/.test(stranger.said()), stranger.said);
      stranger.child.kill('SIGTERM');
      await once(stranger.child, 'exit');
      expect(secure.received().filter((line) => line.includes('{'))).toEqual([]);
      const known = siem(...args, '--to-authority', pem);
      expect((await once(known.child, 'exit'))[0], known.said()).toBe(0);
      await until(() => seqsOf(seenIn(secure.received())).length >= 10, known.said);
    } finally {
      await secure.close();
    }
  });

  it('says what it was refused for, and never its secret', async () => {
    const { jwt } = stage.token({ name: 'siem', role: 'reader', units: [] });
    const { seed } = stage.token({ name: 'other', role: 'reader', units: [] });
    const delivery = {
      urls: stage.directUrls,
      force: FORCE,
      name: 'siem',
      credentials: { jwt, seed },
    };
    writeFileSync(settings, JSON.stringify({ delivery }));
    const refused = siem('--once');
    expect((await once(refused.child, 'exit'))[0]).toBe(1);
    expect(refused.said()).toContain('refused, credential');
    expect(refused.said()).not.toContain(seed);
  });
});

function linesOf(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}
