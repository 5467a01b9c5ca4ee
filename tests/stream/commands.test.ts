/** `npm run cluster` as force IT runs it: with certificates, until Ctrl-C, and what it leaves. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { managedSettings } from '../../core/policy/schema.ts';
import { openNatsStore } from '../../platform/nats/store.ts';
import { PROJECT } from '../../tools/build.ts';
import { connectAs, makeStreams, trustAuthority } from '../../tools/cluster/administer.ts';
import { readDeployment } from '../../tools/cluster/deployment.ts';
import { deposit } from '../../tools/cluster/records.ts';
import { askApi } from '../../tools/cluster/streams.ts';

const DIR = mkdtempSync(path.join(os.tmpdir(), 'right-to-report-trial-'));
let trial: ChildProcess;
let said = '';

beforeAll(async () => {
  trial = spawn(process.execPath, ['tools/cluster.ts', '--force', 'mids', '--dir', DIR], {
    cwd: PROJECT,
  });
  trial.stdout?.on('data', (text) => {
    said += String(text);
  });
  trial.stderr?.on('data', (text) => {
    said += String(text);
  });
  for (const endsAt = Date.now() + 60_000; !/Ctrl-C/.test(said); await sleep(50))
    if (trial.exitCode !== null || Date.now() > endsAt) throw new Error(said);
  trustAuthority(readFileSync(path.join(DIR, 'trial-authority.pem'), 'utf8'));
});
afterAll(() => {
  trial?.kill('SIGKILL');
  rmSync(DIR, { recursive: true, force: true });
});

function settingsOf(name: string) {
  const text = readFileSync(path.join(DIR, 'settings', `${name}.json`), 'utf8');
  const { delivery } = managedSettings.parse(JSON.parse(text));
  if (!delivery) throw new Error('the fragment has no delivery');
  const { urls, credentials, unit } = delivery;
  return { urls, name: delivery.name, unit, ...credentials };
}

describe('the trial', () => {
  it('says which version runs, and where it listens', () => {
    expect(said).toMatch(/nats-server 2\.\d+\.\d+, three nodes, force "mids", unit "trial"/);
    expect(said.match(/wss:\/\/127\.0\.0\.1:\d+/g)?.length).toBe(3);
  });

  it('gives settings with which a device hands in over TLS', async () => {
    const officer = settingsOf('officer');
    const store = openNatsStore(officer);
    for (let seq = 0; seq < 5; seq++) {
      const record = deposit(officer.name, seq, officer.unit);
      expect(await store.append(record)).toEqual({ kind: 'stored', how: 'acknowledged' });
    }
    await store.close();
  });

  it('adds to streams of an earlier version what is new, and keeps what force IT set', async () => {
    const deployment = readDeployment(DIR);
    const admin = await connectAs(DIR, deployment, 'administrator');
    const config = async () => (await askApi(admin, 'STREAM.INFO.OVR')).config;
    const earlier = { ...(await config()), max_bytes: 7_000_000 };
    const subjects = ['overrides.mids.>', 'checkpoints.mids.>'];
    expect(await askApi(admin, 'STREAM.UPDATE.OVR', { ...earlier, subjects })).not.toHaveProperty(
      'error',
    );
    await makeStreams(DIR, deployment);
    expect(await config()).toEqual(earlier);
    const other = { ...earlier, max_msgs_per_subject: 2 };
    await askApi(admin, 'STREAM.UPDATE.OVR', other);
    await expect(makeStreams(DIR, deployment)).rejects.toThrow(/is there with other settings/);
    await askApi(admin, 'STREAM.UPDATE.OVR', earlier);
    await admin.close();
  });

  it('keeps in the mirror what an administrator takes from the stream', async () => {
    const deployment = readDeployment(DIR);
    const mirror = await connectAs(DIR, deployment, 'mirror-administrator');
    const admin = await connectAs(DIR, deployment, 'administrator');
    const held = async () => (await askApi(mirror, 'STREAM.INFO.OVR-MIRROR')).state?.messages;
    for (const endsAt = Date.now() + 30_000; (await held()) !== 5 && Date.now() < endsAt; )
      await sleep(100);
    expect(await held()).toBe(5);
    const info = await admin.request('$JS.API.STREAM.INFO.OVR', '', { timeout: 5_000 });
    const { config } = info.json<{ config: object }>();
    await askApi(admin, 'STREAM.UPDATE.OVR', {
      ...config,
      discard: 'old',
      discard_new_per_subject: false,
      max_msgs: 1,
    });
    expect((await askApi(admin, 'STREAM.INFO.OVR')).state?.messages).toBe(1);
    await askApi(admin, 'STREAM.DELETE.OVR');
    await sleep(500);
    expect(await held()).toBe(5);
    await Promise.all([mirror.close(), admin.close()]);
  });

  it('ends with Ctrl-C, and no node stays behind', async () => {
    const ended = once(trial, 'exit');
    trial.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(said).toMatch(/all nodes have ended/);
    for (const { ports } of readDeployment(DIR).nodes)
      await expect(fetch(`http://127.0.0.1:${ports.monitor}/varz`)).rejects.toThrow();
  });
});

describe.concurrent('what the command is asked', () => {
  it.each([
    [['bogus'], 2, /no command "bogus"/],
    [['write'], 2, /write needs a folder/],
    [['write', '/nowhere', '--force', 'Mids', '--nodes', 'a,b,c'], 1, /--force: "Mids"/],
    [
      ['write', '/nowhere', '--force', 'mids', '--nodes', 'a,b'],
      1,
      /2 given; a cluster has 3 or 5/,
    ],
    [['write', '/nowhere', '--force', 'mids', '--nodes', 'a,a,b'], 1, /given twice/],
    [['write', '/nowhere', '--force', 'mids', '--nodes', 'a,b,c;d'], 1, /"c;d" is not the name/],
    [['users', '/nowhere', 'a.csv', '--out', 'x'], 1, /deployment\.json is missing/],
    [['revoke', '/nowhere', 'off1'], 1, /deployment\.json is missing/],
    [['--dir', PROJECT], 1, /is not of a trial/],
    [['--unknown'], 2, /unknown/i],
  ])('is answered plainly: %j', async (args, code, words) => {
    const asked = spawn(process.execPath, ['tools/cluster.ts', ...args], { cwd: PROJECT });
    let answer = '';
    asked.stderr?.on('data', (text) => {
      answer += String(text);
    });
    const [exit] = await once(asked, 'close');
    expect(answer).toMatch(words);
    expect(answer).not.toMatch(/\n\s+at /);
    expect(exit).toBe(code);
  });
});

describe('a server that is not the right one', () => {
  it('is named with what to do, and nothing is started', async () => {
    const env = { ...process.env, RTR_NATS_SERVER: process.execPath };
    const asked = spawn(process.execPath, ['tools/cluster.ts'], { cwd: PROJECT, env });
    let answer = '';
    asked.stderr?.on('data', (text) => {
      answer += String(text);
    });
    const [exit] = await once(asked, 'close');
    expect(answer).toMatch(/RTR_NATS_SERVER names .*, which is not nats-server/);
    expect(exit).toBe(1);
  });
});
