/** All devices at once: at the start of a shift, and when a cluster comes back after an outage. */
import { setTimeout as sleep } from 'node:timers/promises';
import { flush, type Outbox, type Queued } from '../../core/delivery/flush.ts';
import type { RecordStore } from '../../core/delivery/store.ts';
import { quantile } from '../bench/statistics.ts';
import { Fleet, type FleetDevice, handIn } from './fleet.ts';
import { Site, type SiteOptions } from './site.ts';
import { numberText, type Part } from './table.ts';
import { type Span, watch } from './usage.ts';

/** As long as an outage has to last until most devices wait as long as they ever do. */
const OUTAGE_MS = 40_000;
/** Looked for again at a start of the browser; see `core/delivery/recheck.ts`. */
const LOOKED_FOR_TOGETHER = 16;

export interface Storm {
  readonly devices: number;
  /** Records that each looks for, of those that it had handed in before. */
  readonly lookedFor: number;
  /** Seconds within which they all come. */
  readonly withinS: number;
}

const COLUMNS = [
  ...['devices', 'each looks for', 'in s', 'delivered p50 s', 'p99 s', 'last s'],
  ...['nodes’ cores', 'generator’s', 'late ms'],
];

/** Each device connects, looks for what it had handed in, and hands in two entries and a checkpoint. */
export async function signingIn(options: SiteOptions, storms: readonly Storm[]): Promise<Part> {
  const site = await Site.open(options);
  const rows: string[][] = [];
  try {
    for (const [number, storm] of storms.entries()) {
      const fleet = new Fleet(site, `in${number}`);
      const devices = fleet.growTo(storm.devices);
      const [one] = devices;
      if (!one) throw new RangeError('a storm of nobody');
      const end = watch(() => site.pids);
      const startedAt = performance.now();
      const doneAt = await Promise.all(
        devices.map(async (device) => {
          const after = Math.random() * storm.withinS * 1_000;
          await sleep(after);
          await lookFor(device.store, device, storm.lookedFor);
          await deliver(device);
          return performance.now() - startedAt - after;
        }),
      );
      rows.push(rowOf(storm, doneAt, end()));
      await fleet.close();
    }
  } finally {
    await site.close();
  }
  return {
    name: `Signing in, ${options.nodes} node(s), ${options.hasTls ? 'TLS' : 'no TLS'}`,
    columns: COLUMNS,
    rows,
    notes: ['Times are of a device, from its own start until all of it is acknowledged.'],
  };
}

/** Every node is killed, each device waits with a record, and all nodes start again. */
export async function outage(options: SiteOptions, counts: readonly number[]): Promise<Part> {
  const rows: string[][] = [];
  for (const count of counts) {
    const site = await Site.open(options);
    const fleet = new Fleet(site, 'out');
    try {
      const devices = fleet.growTo(count);
      await site.admin.close();
      await Promise.all(site.cluster.nodes.map((node) => node.end('SIGKILL')));
      let backAt = Number.POSITIVE_INFINITY;
      const delivering = devices.map(async (device) => {
        await deliver(device);
        return performance.now() - backAt;
      });
      await sleep(OUTAGE_MS);
      for (const node of site.cluster.nodes) node.start();
      await Promise.all(site.cluster.nodes.map((node) => node.waitUntilUp()));
      backAt = performance.now();
      const end = watch(() => site.pids);
      const doneAt = await Promise.all(delivering);
      rows.push(rowOf({ devices: count, lookedFor: 0, withinS: 0 }, doneAt, end()));
    } finally {
      await fleet.close();
      await site.close();
    }
  }
  return {
    name: `After an outage of ${OUTAGE_MS / 1000} s, ${options.nodes} node(s), ${options.hasTls ? 'TLS' : 'no TLS'}`,
    columns: COLUMNS,
    rows,
    notes: ['Times are from the moment at which all nodes answered again.'],
  };
}

function rowOf({ devices, lookedFor, withinS }: Storm, doneAt: readonly number[], span: Span) {
  const seconds = (share: number): string => (quantile(doneAt, share) / 1_000).toFixed(1);
  return [
    ...[numberText(devices), String(lookedFor), String(withinS)],
    ...[seconds(0.5), seconds(0.99), seconds(1)],
    ...[span.serverCores.toFixed(2), span.generatorCores.toFixed(2)],
    span.generatorLateMs.toFixed(0),
  ];
}

/** Its checkpoint stands for each: the answer is as far and the way there as long. */
async function lookFor(store: RecordStore, { shift }: FleetDevice, count: number): Promise<void> {
  if (count === 0) return;
  const deposit = await shift.checkpoint();
  await handIn(store, deposit);
  for (let looked = 0; looked < count; looked += LOOKED_FOR_TOGETHER)
    await Promise.all(
      Array.from({ length: Math.min(LOOKED_FOR_TOGETHER, count - looked) }, () =>
        store.verify(deposit),
      ),
    );
}

/** By the product's own flush, with the pauses that it makes. */
async function deliver({ shift, store }: FleetDevice): Promise<void> {
  const deposits = [shift.heartbeat(), shift.attempt(), await shift.checkpoint()];
  const waiting = new Map<number, Queued>(
    deposits.map((deposit, key) => [key, { key, ...deposit }]),
  );
  const outbox: Outbox = {
    next: async (after, count) =>
      [...waiting.values()].filter(({ key }) => key > after).slice(0, count),
    settle: async (keys) => {
      for (const key of keys) waiting.delete(key);
    },
  };
  const end = await flush(store, outbox, {
    pause: sleep,
    random: Math.random,
    report: (_queued, why) => {
      throw new Error(`a record of the simulation is refused: ${why}`);
    },
  });
  if (end.kind !== 'empty') throw new Error(`a delivery of the simulation ended as ${end.kind}`);
}
