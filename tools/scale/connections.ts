/** More and more devices that connect, each handing in a sign of life and its checkpoint, and stay. */
import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../bench/statistics.ts';
import { Fleet, handIn, inParallel } from './fleet.ts';
import { isMet, limitOf, type Seen } from './limit.ts';
import { Site, type SiteOptions } from './site.ts';
import { bytesText, numberText, type Part } from './table.ts';
import { mostFiles, takenBy, watch } from './usage.ts';

/**
 * That many are about to connect at a time. The published client signs the node's question in
 * JavaScript, 30 ms of the generator's one thread each: more would only wait for it in line.
 */
const TOGETHER = 8;
const IDLE_MS = 5_000;

export interface ConnectionsResult {
  readonly part: Part;
  readonly memoryAConnection: number;
  readonly connectsASecond: number;
}

export async function connectionSteps(
  options: SiteOptions,
  steps: readonly number[],
  cores: number,
): Promise<ConnectionsResult> {
  const site = await Site.open(options);
  const fleet = new Fleet(site, 'dev');
  const rows: string[][] = [];
  let memoryAConnection = 0;
  let connectsASecond = 0;
  let ended = 'all steps were gone through';
  try {
    await sleep(1_000);
    const emptyBytes = resident(site);
    for (const wanted of steps) {
      const fresh = await Promise.all(
        fleet.growTo(wanted).map(async ({ shift, store }) => {
          const heartbeat = shift.heartbeat();
          return { store, heartbeat, checkpoint: await shift.checkpoint() };
        }),
      );
      const times: number[] = [];
      let failed = 0;
      const endConnecting = watch(() => site.pids);
      await inParallel(fresh, TOGETHER, async ({ store, heartbeat, checkpoint }) => {
        const first = await handIn(store, heartbeat);
        const second = await handIn(store, checkpoint);
        times.push(first.ms);
        if (!first.isStored || !second.isStored) failed++;
      });
      const connecting = endConnecting();
      const endIdling = watch(() => site.pids);
      await sleep(IDLE_MS);
      const idling = endIdling();
      const seen: Seen = {
        ...{ ...connecting, cores, failed, wanted: fresh.length, got: fresh.length - failed },
        p99Ms: quantile(times, 0.99),
        filesMost: mostFiles(),
        forcedMost: 0,
      };
      memoryAConnection = (idling.residentBytes - emptyBytes) / wanted;
      connectsASecond = Math.max(connectsASecond, fresh.length / connecting.seconds);
      rows.push([
        numberText(wanted),
        numberText(fresh.length / connecting.seconds),
        quantile(times, 0.5).toFixed(0),
        seen.p99Ms.toFixed(0),
        String(failed),
        bytesText(memoryAConnection),
        connecting.serverCores.toFixed(2),
        ((1_000 * connecting.serverCores * connecting.seconds) / fresh.length).toFixed(1),
        connecting.generatorCores.toFixed(2),
        idling.serverCores.toFixed(2),
        limitOf(seen),
      ]);
      if (!isMet(seen)) continue;
      ended = `ended at ${numberText(wanted)}: ${limitOf(seen)}`;
      break;
    }
  } finally {
    await fleet.close();
    await site.close();
  }
  const part: Part = {
    name: `Connections, ${options.nodes} node(s), ${options.hasTls ? 'TLS' : 'no TLS'}`,
    columns: [
      ...['devices', 'connects/s', 'first ack p50 ms', 'p99 ms', 'failed', 'memory each'],
      ...['nodes’ cores', 'CPU ms each', 'generator’s', 'nodes idle', 'limit'],
    ],
    rows,
    notes: [ended],
  };
  return { part, memoryAConnection, connectsASecond };
}

function resident(site: Site): number {
  return site.pids.reduce((sum, pid) => sum + takenBy(pid).residentBytes, 0);
}
