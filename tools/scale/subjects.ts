/** What a node pays for each subject that it keeps: memory, disk, and time at its start. */
import { setTimeout as sleep } from 'node:timers/promises';
import { subjectOf } from '../../core/delivery/subjects.ts';
import { quantile } from '../bench/statistics.ts';
import { connectAs } from '../cluster/administer.ts';
import { FORCE } from '../cluster/stage.ts';
import { createStream, forceStreams } from '../cluster/streams.ts';
import { inParallel } from './fleet.ts';
import { ShiftDevice } from './shift.ts';
import { Site } from './site.ts';
import { bytesText, numberText, type Part } from './table.ts';
import { folderBytes, takenBy } from './usage.ts';

const DEVICES = 2_000;
const IN_FLIGHT = 1_000;
const PROBES = 200;

export interface SubjectsResult {
  readonly part: Part;
  readonly memoryASubject: number;
  readonly storedOverhead: number;
}

/** One node without a mirror, so that each subject is there once. */
export async function subjectSteps(steps: readonly number[]): Promise<SubjectsResult> {
  const site = await Site.open({
    nodes: 1,
    hasTls: false,
    makesStreams: false,
    // Filling is not what is measured: nothing here waits for the disk.
    isForced: false,
  });
  const rows: string[][] = [];
  let [memoryASubject, storedOverhead] = [0, 0];
  try {
    const [ledgers] = forceStreams(FORCE, 1);
    if (!ledgers) throw new RangeError('a force without streams');
    await createStream(site.admin, ledgers);
    await restart(site);
    const emptyBytes = resident(site);
    const filler = new Filler(site);
    for (const step of steps) {
      const filledS = await filler.fillTo(step);
      await sleep(2_000);
      const running = resident(site);
      const startS = await restart(site);
      await sleep(2_000);
      const fresh = resident(site);
      memoryASubject = (fresh - emptyBytes) / step;
      const disk = folderBytes(site.cluster.nodes[0]?.storeDir ?? '');
      storedOverhead = disk / step - filler.textBytes / filler.count;
      const probes = await probe(site);
      rows.push([
        numberText(step),
        bytesText(running),
        bytesText(fresh),
        bytesText(memoryASubject),
        bytesText(disk / step),
        startS.toFixed(1),
        probes.get.toFixed(1),
        probes.consumer.toFixed(0),
        numberText(filledS),
      ]);
    }
  } finally {
    await site.close();
  }
  const part: Part = {
    name: 'Subjects, one node, one copy of each',
    columns: [
      ...['subjects', 'memory after filling', 'after a start', 'a subject', 'disk a message'],
      ...['start s', 'read back p50 ms', 'new reading ms', 'filled/s'],
    ],
    rows,
    notes: ['Memory a subject: of a node that has just started, less that of one that is empty.'],
  };
  return { part, memoryASubject, storedOverhead };
}

class Filler {
  count = 0;
  textBytes = 0;
  readonly #site: Site;
  readonly #devices = Array.from(
    { length: DEVICES },
    (_, number) => new ShiftDevice(`off${number}`, `t${String(number % 40).padStart(2, '0')}`),
  );

  constructor(site: Site) {
    this.#site = site;
  }

  /** @returns messages a second */
  async fillTo(target: number): Promise<number> {
    const startedAt = performance.now();
    const before = this.count;
    const admin = await this.#site.administrator();
    const missing = Array.from({ length: (target - before) / 2 }, (_, number) => number);
    await inParallel(missing, IN_FLIGHT, async (number) => {
      const device = this.#devices[number % DEVICES];
      if (!device) throw new RangeError('a fleet without devices');
      for (const deposit of [device.heartbeat(), await device.checkpoint()]) {
        await admin.request(subjectOf(deposit.place), deposit.text, { timeout: 30_000 });
        this.textBytes += deposit.text.length;
        this.count++;
      }
    });
    await admin.close();
    return (this.count - before) / ((performance.now() - startedAt) / 1_000);
  }
}

/** Ended in order and started, as for an update. @returns seconds until it serves the stream */
async function restart(site: Site): Promise<number> {
  const [node] = site.cluster.nodes;
  if (!node) throw new RangeError('a cluster without nodes');
  await node.end('SIGTERM');
  const startedAt = performance.now();
  node.start();
  await node.waitUntilUp();
  const admin = await connectAs(site.cluster.dir, site.cluster.deployment, 'administrator');
  await admin.close();
  return (performance.now() - startedAt) / 1_000;
}

/** What a device and a supervisor ask of a store of that size. */
async function probe(site: Site): Promise<{ readonly get: number; readonly consumer: number }> {
  const name = 'probe';
  const token = site.token(name, 'supervisor', ['t07']);
  const store = site.store(name, token);
  const device = new ShiftDevice(name, 't07');
  const deposit = device.heartbeat();
  await store.append(deposit);
  const times: number[] = [];
  for (let asked = 0; asked < PROBES; asked++) {
    const startedAt = performance.now();
    await store.verify(deposit);
    times.push(performance.now() - startedAt);
  }
  const startedAt = performance.now();
  const stop = new AbortController();
  await store.readUnit(
    { collection: 'overrides', force: FORCE, unit: 't07', from: 1, live: true },
    () => stop.abort(),
    stop.signal,
  );
  const consumer = performance.now() - startedAt;
  await store.close();
  return { get: quantile(times, 0.5), consumer };
}

function resident(site: Site): number {
  return site.pids.reduce((sum, pid) => sum + takenBy(pid).residentBytes, 0);
}
