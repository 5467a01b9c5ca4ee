/** What goes wrong with machines and networks, done to a stage. Each fault is over when it returns. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DISK_FAULTS, POWER_FAULTS } from './disk-faults.ts';
import { BROWSERS } from './packets.ts';
import type { RunningNode } from './running.ts';
import type { NetworkKind, Stage } from './stage.ts';

export const FAULT_KINDS = ['machine', 'network', 'disk', 'power'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly name: string;
  readonly kind: FaultKind;
  /** Needs a network that loses packets. */
  readonly byPackets?: true;
  /** In ms: shorter it would not show what it is for. */
  readonly least?: number;
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
/** Nodes look for another leader after 4 to 9 s of silence (nats-server 2.15). */
const ELECTION_MS = 9_500;

/** Packets are lost for `ms`: those from each of the one list to each of the other. */
async function losing(
  stage: Stage,
  ms: number,
  ...ways: readonly (readonly [from: readonly string[], to: readonly string[]])[]
): Promise<void> {
  if (!stage.packets) throw new Error('this fault needs a network that loses packets');
  for (const [from, to] of ways) stage.packets.lose(from, to);
  await mended(stage, ms);
}

async function leaderAndOthers(stage: Stage): Promise<readonly [string, string, string]> {
  const leader = (await stage.leaderOf(LEADER)).planned.name;
  const [one = '', other = ''] = stage.names.filter((name) => name !== leader);
  return [leader, one, other];
}

const ALL_FAULTS: readonly Fault[] = [
  {
    name: 'the leader is killed',
    kind: 'machine',
    run: async (stage, ms) => without([await stage.leaderOf(LEADER)], ms),
  },
  {
    name: 'two nodes are killed, the leader among them',
    kind: 'machine',
    run: async (stage, ms) => {
      const leader = await stage.leaderOf(LEADER);
      const other = stage.cluster.nodes.find((node) => node !== leader);
      await without(other ? [leader, other] : [leader], ms);
    },
  },
  {
    name: 'all nodes are killed and come back',
    kind: 'machine',
    run: (stage, ms) => without(stage.cluster.nodes, ms / 2),
  },
  {
    name: 'the leader stops for a while, as a machine that swaps',
    kind: 'machine',
    run: async (stage, ms) => {
      const leader = await stage.leaderOf(LEADER);
      leader.signal('SIGSTOP');
      await sleep(ms);
      leader.signal('SIGCONT');
    },
  },
  {
    name: 'a node stalls again and again, as one with a slow disk',
    kind: 'machine',
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
    kind: 'network',
    least: ELECTION_MS,
    run: async (stage, ms) => {
      stage.routes.isolate((await stage.leaderOf(LEADER)).planned.name);
      await mended(stage, ms);
    },
  },
  {
    name: 'the leader is not heard by the other nodes',
    kind: 'network',
    run: async (stage, ms) => {
      stage.routes.mute((await stage.leaderOf(LEADER)).planned.name);
      await mended(stage, ms);
    },
  },
  {
    name: 'the leader does not hear the other nodes',
    kind: 'network',
    run: async (stage, ms) => {
      stage.routes.deafen((await stage.leaderOf(LEADER)).planned.name);
      await mended(stage, ms);
    },
  },
  {
    name: 'every node is alone',
    kind: 'network',
    run: async (stage, ms) => {
      for (const name of stage.names) stage.routes.isolate(name);
      await mended(stage, ms);
    },
  },
  {
    name: 'every WebSocket is cut in the middle of its work, again and again',
    kind: 'network',
    run: async (stage, ms) => {
      for (const endsAt = Date.now() + ms; Date.now() < endsAt; ) {
        for (const door of stage.doors) door.drop();
        await sleep(300);
      }
    },
  },
  {
    name: 'no answer comes back to the browsers',
    kind: 'network',
    run: async (stage, ms) => {
      stage.packets?.lose(stage.names, [BROWSERS]);
      if (!stage.packets) for (const door of stage.doors) door.withhold('back');
      await mended(stage, ms);
    },
  },
  {
    name: 'the leader is off the network, for nodes and browsers',
    kind: 'network',
    byPackets: true,
    run: async (stage, ms) => {
      const [leader, ...others] = await leaderAndOthers(stage);
      const all = [...others, BROWSERS];
      await losing(stage, ms, [[leader], all], [all, [leader]]);
    },
  },
  {
    name: 'one node hears the leader and is not heard by it',
    kind: 'network',
    byPackets: true,
    run: async (stage, ms) => {
      const [leader, one] = await leaderAndOthers(stage);
      await losing(stage, ms, [[one], [leader]]);
    },
  },
  {
    name: 'one node is heard by the leader and does not hear it',
    kind: 'network',
    byPackets: true,
    run: async (stage, ms) => {
      const [leader, one] = await leaderAndOthers(stage);
      await losing(stage, ms, [[leader], [one]]);
    },
  },
  {
    name: 'the leader and one node are apart, the third hears both',
    kind: 'network',
    byPackets: true,
    run: async (stage, ms) => {
      const [leader, one] = await leaderAndOthers(stage);
      await losing(stage, ms, [[leader], [one]], [[one], [leader]]);
    },
  },
  {
    name: 'the network loses all packets for moments, again and again',
    kind: 'network',
    byPackets: true,
    run: async (stage, ms) => {
      const all = [...stage.names, BROWSERS];
      for (const endsAt = Date.now() + ms; Date.now() < endsAt; await sleep(150))
        await losing(stage, 100, [all, all]);
    },
  },
];

/** @param kinds empty: all */
export function faultsOf(network: NetworkKind, kinds: readonly string[]): readonly Fault[] {
  return [...ALL_FAULTS, ...DISK_FAULTS, ...POWER_FAULTS].filter(
    ({ kind, byPackets }) =>
      (!byPackets || network === 'packets') && (kinds.length === 0 || kinds.includes(kind)),
  );
}
