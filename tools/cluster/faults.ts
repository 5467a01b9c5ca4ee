/** What goes wrong with machines and networks, done to a stage. Each fault is over when it returns. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningNode } from './running.ts';
import type { Stage } from './stage.ts';

export interface Fault {
  readonly name: string;
  /** @param ms how long it lasts */
  readonly run: (stage: Stage, ms: number) => Promise<void>;
}

async function without(nodes: readonly RunningNode[], ms: number): Promise<void> {
  await Promise.all(nodes.map((node) => node.end('SIGKILL')));
  await sleep(ms);
  for (const node of nodes) node.start();
  await Promise.all(nodes.map((node) => node.waitUntilUp()));
}

async function mended(stage: Stage, ms: number): Promise<void> {
  await sleep(ms);
  stage.routes.mend();
  for (const door of stage.doors) door.mend();
}

const LEADER = 'OVR';

export const FAULTS: readonly Fault[] = [
  {
    name: 'the leader is killed',
    run: async (stage, ms) => without([await stage.leaderOf(LEADER)], ms),
  },
  {
    name: 'two nodes are killed, the leader among them',
    run: async (stage, ms) => {
      const leader = await stage.leaderOf(LEADER);
      const other = stage.cluster.nodes.find((node) => node !== leader);
      await without(other ? [leader, other] : [leader], ms);
    },
  },
  {
    name: 'all nodes are killed and come back',
    run: (stage, ms) => without(stage.cluster.nodes, ms / 2),
  },
  {
    name: 'the leader stops for a while, as a machine that swaps',
    run: async (stage, ms) => {
      const leader = await stage.leaderOf(LEADER);
      leader.signal('SIGSTOP');
      await sleep(ms);
      leader.signal('SIGCONT');
    },
  },
  {
    name: 'a node stalls again and again, as one with a slow disk',
    run: async (stage, ms) => {
      const node = await stage.leaderOf(LEADER);
      for (const endsAt = Date.now() + ms; Date.now() < endsAt; ) {
        node.signal('SIGSTOP');
        await sleep(250);
        node.signal('SIGCONT');
        await sleep(50);
      }
    },
  },
  {
    name: 'the leader is cut off from the other nodes, not from browsers',
    run: async (stage, ms) => {
      stage.routes.isolate((await stage.leaderOf(LEADER)).planned.name);
      await mended(stage, ms);
    },
  },
  {
    name: 'the leader is not heard by the other nodes',
    run: async (stage, ms) => {
      stage.routes.mute((await stage.leaderOf(LEADER)).planned.name);
      await mended(stage, ms);
    },
  },
  {
    name: 'the leader does not hear the other nodes',
    run: async (stage, ms) => {
      stage.routes.deafen((await stage.leaderOf(LEADER)).planned.name);
      await mended(stage, ms);
    },
  },
  {
    name: 'every node is alone',
    run: async (stage, ms) => {
      for (const { planned } of stage.cluster.nodes) stage.routes.isolate(planned.name);
      await mended(stage, ms);
    },
  },
  {
    name: 'every WebSocket is cut in the middle of its work, again and again',
    run: async (stage, ms) => {
      for (const endsAt = Date.now() + ms; Date.now() < endsAt; ) {
        for (const door of stage.doors) door.drop();
        await sleep(300);
      }
    },
  },
  {
    name: 'no answer comes back to the browsers',
    run: async (stage, ms) => {
      for (const door of stage.doors) door.withhold('back');
      await mended(stage, ms);
    },
  },
];
