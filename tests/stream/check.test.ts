/** `npm run cluster -- check`, on a cluster that is well and one that is not. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT } from '../../tools/build.ts';
import { type Checked, checkNodes, wordsOf } from '../../tools/cluster/check.ts';
import { keysOf } from '../../tools/cluster/deployment.ts';
import { type Fault, mayPass } from '../../tools/cluster/judge.ts';
import { readReplica } from '../../tools/cluster/replica-files.ts';
import type { RunningNode } from '../../tools/cluster/running.ts';
import { FORCE, Stage } from '../../tools/cluster/stage.ts';

/** Together more than one file of the stream, which is what a node was seen to lack. */
const RECORDS = 150;
const LARGE = 'x'.repeat(64_000);
const UP_MS = 20_000;
const UNTIL = { timeout: UP_MS };

let stage: Stage;
let written = 0;

async function writeRecords(count: number): Promise<void> {
  const places = Array.from({ length: count }, () => `overrides.${FORCE}.t07.off.r${written++}`);
  await Promise.all(places.map((place) => stage.publish(stage.admin, place, LARGE)));
}

beforeAll(async () => {
  stage = await Stage.open();
  await writeRecords(RECORDS);
  await stage.publish(stage.admin, `reviews.${FORCE}.t07.o1.0`, 'decided');
  await stage.publish(stage.admin, `asks.${FORCE}.t07.off.q1`, 'asked');
});
afterAll(() => stage?.close());
afterEach(async () => {
  stage.routes.mend();
  for (const node of stage.cluster.nodes) {
    node.signal('SIGCONT');
    await startAgain(node);
  }
});

const check = (waitMs = UP_MS) => checkNodes(stage.cluster.dir, stage.cluster.deployment, waitMs);

/** Without what may be over in a moment: streams look for a leader when a node goes. */
function lasting({ faults }: Checked): readonly Fault[] {
  return faults.filter((fault) => !mayPass(fault));
}

async function command(...options: readonly string[]): Promise<{ code: number; said: string }> {
  const args = ['tools/cluster.ts', 'check', stage.cluster.dir, ...options];
  const asked: ChildProcess = spawn(process.execPath, args, { cwd: PROJECT });
  let said = '';
  asked.stdout?.on('data', (text) => {
    said += String(text);
  });
  const [code] = await once(asked, 'close');
  return { code, said };
}

/** Not the one that leads: it is asked all the same. */
async function aFollower(): Promise<RunningNode> {
  const leader = await stage.leaderOf('OVR');
  const found = stage.cluster.nodes.find((node) => node !== leader);
  if (!found) throw new Error('there is one node only');
  return found;
}

function account(): string {
  return keysOf(stage.cluster.dir).force.publicKey;
}

function filesOf(node: RunningNode): string {
  return path.join(node.storeDir, 'jetstream', account(), 'streams', 'OVR', 'msgs');
}

async function startAgain(node: RunningNode): Promise<void> {
  node.start();
  await node.waitUntilUp();
}

describe('force IT asks each node what it has', () => {
  it('and hears that all is well where it is', async () => {
    const { code, said } = await command('--wait', '20');
    expect(said).toMatch(/OVR +n1 150 of 1-150 \| n2 150 of 1-150 \| n3 150 of 1-150/);
    expect(said).toMatch(/each node has all records, and none differs/);
    expect(code).toBe(0);
  });

  it('is told which node lacks which records, though that node calls itself well', async () => {
    const node = await aFollower();
    const { name } = node.planned;
    await node.end('SIGTERM');
    const down = await check(0);
    expect(lasting(down)).toMatchObject([{ kind: 'not-asked', node: name }]);
    expect(wordsOf(down).join('\n')).toContain(
      `${name}: cannot be asked, so nothing is known of what it has: `,
    );
    const before = readReplica(node.storeDir, account(), 'OVR').map(({ sequence }) => sequence);
    rmSync(path.join(filesOf(node), '2.blk'));
    rmSync(path.join(filesOf(node), 'index.db'), { force: true });
    const left = new Set(
      readReplica(node.storeDir, account(), 'OVR').map(({ sequence }) => sequence),
    );
    const gone = before.filter((sequence) => !left.has(sequence));
    expect(gone.length).toBeGreaterThan(10);
    await startAgain(node);
    await expect
      .poll(async () => (await fetch(`${node.monitorUrl}/healthz`)).status, UNTIL)
      .toBe(200);
    const { code, said } = await command('--wait', '20');
    expect(said).toMatch(
      `FAULT ${name}, OVR: lacks ${gone.length} records and does not know it (its last is 150): ${gone[0]}-${gone.at(-1)}\n`,
    );
    expect(said).toMatch(/empty its store_dir/);
    expect(said).toMatch(/\n1 fault\n$/);
    expect(code).toBe(1);
    // What it is told to do does help.
    await node.end('SIGTERM');
    rmSync(node.storeDir, { recursive: true });
    await startAgain(node);
    // A node that has just started may not take connections yet.
    await expect.poll(async () => (await check()).faults, UNTIL).toEqual([]);
  });

  it('is told of a node that answers and no longer hears the others', async () => {
    const node = await aFollower();
    stage.routes.isolate(node.planned.name);
    const from = written + 1;
    await writeRecords(3);
    const about = { node: node.planned.name, stream: 'OVR', from, to: from + 2, words: 'stands' };
    let seen = await check(0);
    const behind = async () => {
      seen = await check(0);
      return seen.faults;
    };
    const wanted = expect.objectContaining({ kind: 'behind', ...about });
    await expect.poll(behind, UNTIL).toContainEqual(wanted);
    expect(lasting(seen).filter((fault) => fault.node !== about.node)).toEqual([]);
    stage.routes.mend();
    expect((await check()).faults).toEqual([]);
  });

  it('is told of a node that takes connections and says nothing', async () => {
    const node = await aFollower();
    node.signal('SIGSTOP');
    expect(lasting(await check(0))).toMatchObject([{ kind: 'not-asked', node: node.planned.name }]);
  });
});
