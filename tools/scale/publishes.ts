/** More and more records a second from devices that are connected, against the engine's own rate. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deposit } from '../../core/delivery/store.ts';
import { subjectOf } from '../../core/delivery/subjects.ts';
import { quantile } from '../bench/statistics.ts';
import { Fleet, type FleetDevice, handIn, inParallel } from './fleet.ts';
import { isMet, limitOf, type Seen } from './limit.ts';
import { ShiftDevice } from './shift.ts';
import { forcedWritesASecond, Site, type SiteOptions } from './site.ts';
import { numberText, type Part } from './table.ts';
import { mostFiles, watch } from './usage.ts';

const DEVICES = 200;
const STEP_S = 6;
const TICK_MS = 10;
const BARE_IN_FLIGHT = 64;

export interface PublishesResult {
  readonly part: Part;
  /** Records a second of the published client, 64 on their way, the same bytes. */
  readonly bare: number;
  /** The highest rate that met no limit. */
  readonly held: number;
}

export async function publishSteps(
  options: SiteOptions,
  steps: readonly number[],
  cores: number,
): Promise<PublishesResult> {
  const site = await Site.open(options);
  const fleet = new Fleet(site, 'dev');
  const rows: string[][] = [];
  let held = 0;
  let bare = 0;
  let ended = 'all steps were gone through';
  try {
    bare = await bareRate(site);
    const devices = fleet.growTo(DEVICES);
    await inParallel(devices, 50, async ({ shift, store }) => {
      await handIn(store, shift.heartbeat());
    });
    for (const wanted of steps) {
      const queue = await recordsOf(devices, wanted * STEP_S);
      const end = watch(() => site.pids);
      const { times, failed } = await sendAt(wanted, queue);
      const span = end();
      const seen: Seen = {
        ...{ ...span, cores, failed, wanted, got: times.length / span.seconds },
        p99Ms: quantile(times, 0.99),
        filesMost: mostFiles(),
        forcedMost: forcedWritesASecond(500),
      };
      rows.push([
        numberText(wanted),
        numberText(seen.got),
        (seen.got / bare).toFixed(2),
        quantile(times, 0.5).toFixed(1),
        seen.p99Ms.toFixed(0),
        String(failed),
        span.serverCores.toFixed(2),
        ((1_000 * span.serverCores) / seen.got).toFixed(2),
        span.generatorCores.toFixed(2),
        numberText(seen.forcedMost),
        limitOf(seen),
      ]);
      if (isMet(seen)) {
        ended = `ended at ${numberText(wanted)} a second: ${limitOf(seen)}`;
        break;
      }
      held = wanted;
    }
  } finally {
    await fleet.close();
    await site.close();
  }
  const part: Part = {
    name: `Records a second, ${options.nodes} node(s), ${DEVICES} devices`,
    columns: [
      ...['wanted/s', 'acknowledged/s', 'of bare', 'p50 ms', 'p99 ms', 'failed'],
      ...['nodes’ cores', 'CPU ms each', 'generator’s', 'forced writes/s', 'limit'],
    ],
    rows,
    notes: [`bare client, ${BARE_IN_FLIGHT} on their way: ${numberText(bare)} a second`, ended],
  };
  return { part, bare, held };
}

interface Queued {
  readonly device: FleetDevice;
  readonly deposit: Deposit;
}

/** Made beforehand, so that the generator only sends: of two records one is a checkpoint. */
async function recordsOf(devices: readonly FleetDevice[], count: number): Promise<Queued[]> {
  const queue: Queued[] = [];
  for (let number = 0; queue.length < count; number++) {
    const device = devices[number % devices.length];
    if (!device) throw new RangeError('a fleet without devices');
    const isAttempt = number % 6 === 5;
    queue.push({ device, deposit: isAttempt ? device.shift.attempt() : device.shift.heartbeat() });
    queue.push({ device, deposit: await device.shift.checkpoint() });
  }
  return queue.slice(0, count);
}

/** Whether or not earlier ones are answered, as devices that know nothing of one another do. */
async function sendAt(
  rate: number,
  queue: readonly Queued[],
): Promise<{ readonly times: readonly number[]; readonly failed: number }> {
  const times: number[] = [];
  let failed = 0;
  const sent: Promise<void>[] = [];
  const one = async ({ device, deposit }: Queued): Promise<void> => {
    const { ms, isStored } = await handIn(device.store, deposit);
    if (isStored) times.push(ms);
    else failed++;
  };
  const startedAt = performance.now();
  while (sent.length < queue.length) {
    const due = Math.min(queue.length, Math.ceil(((performance.now() - startedAt) / 1000) * rate));
    for (const each of queue.slice(sent.length, due)) sent.push(one(each));
    await sleep(TICK_MS);
  }
  await Promise.all(sent);
  return { times, failed };
}

async function bareRate(site: Site): Promise<number> {
  const token = site.token('bare', 'officer', ['t07']);
  const connection = await site.bare('bare', token);
  const shift = new ShiftDevice('bare', 't07');
  const deposits: Deposit[] = [];
  while (deposits.length < 6_000) deposits.push(shift.heartbeat(), await shift.checkpoint());
  const startedAt = performance.now();
  await inParallel(deposits, BARE_IN_FLIGHT, async ({ place, text }) => {
    await connection.request(subjectOf(place), text, { timeout: 10_000 });
  });
  const rate = deposits.length / ((performance.now() - startedAt) / 1000);
  await connection.close();
  return rate;
}
