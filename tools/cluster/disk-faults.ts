/** What goes wrong with disks, done to a stage. A node whose fsync failed is started again, as it must be. */
import { setTimeout as sleep } from 'node:timers/promises';
import { FailingDisk } from './disk.ts';
import type { Fault } from './faults.ts';
import type { RunningNode } from './running.ts';
import type { Stage } from './stage.ts';

const SLOW = { delayMs: 300 };
const BROKEN = { error: 'EIO' } as const;

/** The leader first. */
async function leaderFirst(stage: Stage): Promise<readonly RunningNode[]> {
  const leader = await stage.leaderOf('OVR');
  return [leader, ...stage.cluster.nodes.filter((node) => node !== leader)];
}

async function failing(
  nodes: readonly RunningNode[],
  how: typeof SLOW | typeof BROKEN,
  ms: number,
): Promise<void> {
  const disks = await Promise.all(nodes.map((node) => FailingDisk.of(node, how)));
  await sleep(ms);
  await Promise.all(disks.map((disk) => disk.mend()));
}

async function startedAgain(nodes: readonly RunningNode[]): Promise<void> {
  for (const node of nodes) {
    await node.end('SIGTERM');
    node.start();
    await node.waitUntilUp();
  }
}

export const DISK_FAULTS: readonly Fault[] = [
  {
    name: 'each fsync of the leader is late',
    kind: 'disk',
    run: async (stage, ms) => failing((await leaderFirst(stage)).slice(0, 1), SLOW, ms),
  },
  {
    name: 'each fsync of all nodes is late',
    kind: 'disk',
    run: async (stage, ms) => failing(stage.cluster.nodes, SLOW, ms),
  },
  {
    name: 'each fsync of the leader fails',
    kind: 'disk',
    run: async (stage, ms) => {
      const nodes = (await leaderFirst(stage)).slice(0, 1);
      await failing(nodes, BROKEN, ms);
      await startedAgain(nodes);
    },
  },
  {
    name: 'each fsync of two nodes fails, the leader among them',
    kind: 'disk',
    run: async (stage, ms) => {
      const nodes = (await leaderFirst(stage)).slice(0, 2);
      await failing(nodes, BROKEN, ms);
      await startedAgain(nodes);
    },
  },
];

async function withoutPower(stage: Stage, nodes: readonly RunningNode[], ms: number) {
  if (!stage.disks) throw new Error('this fault needs disks that lose what was not flushed');
  // The more was handed in since the last flush of a file, the more there is to lose.
  await sleep(ms);
  await stage.disks.lose(nodes);
  for (const node of nodes) node.start();
  await Promise.all(nodes.map((node) => node.waitUntilUp()));
}

export const POWER_FAULTS: readonly Fault[] = [
  {
    name: 'the leader loses its power',
    kind: 'power',
    run: async (stage, ms) => withoutPower(stage, (await leaderFirst(stage)).slice(0, 1), ms),
  },
  {
    name: 'all nodes lose their power at once',
    kind: 'power',
    run: (stage, ms) => withoutPower(stage, stage.cluster.nodes, ms),
  },
];
