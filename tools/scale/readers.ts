/** Supervisors whose pages stay open: what they cost while nothing happens, and when a node goes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { pauseAfter } from '../../core/delivery/flush.ts';
import type { ReadRequest, RecordStore } from '../../core/delivery/store.ts';
import { quantile } from '../bench/statistics.ts';
import { FORCE } from '../cluster/stage.ts';
import { Fleet, handIn } from './fleet.ts';
import { Site, type SiteOptions } from './site.ts';
import { bytesText, numberText, type Part } from './table.ts';
import { takenBy, watch } from './usage.ts';

const IDLE_MS = 12_000;
const HERE_MS = 60_000;
const UNITS = 40;
const RECORDS = 100;

class Supervisors {
  /** Times at which readings took something in; each reading's own. */
  readonly taken: number[] = [];
  count = 0;
  readonly #site: Site;
  readonly #stop = new AbortController();
  readonly #readings: Promise<void>[] = [];
  readonly #stores: RecordStore[] = [];

  constructor(site: Site) {
    this.#site = site;
  }

  growTo(count: number): void {
    for (; this.count < count; this.count++) {
      const name = `sup-${this.count}`;
      const unit = unitOf(this.count);
      const store = this.#site.store(name, this.#site.token(name, 'supervisor', [unit]));
      this.#stores.push(store);
      for (const collection of ['checkpoints', 'overrides'] as const)
        this.#readings.push(this.#read(store, { collection, force: FORCE, unit, from: 1 }));
    }
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#readings);
    await Promise.all(this.#stores.map((store) => store.close()));
  }

  /** As the page that delivers goes on reading. */
  async #read(store: RecordStore, request: Omit<ReadRequest, 'live'>): Promise<void> {
    const { signal } = this.#stop;
    let { from } = request;
    for (let failures = 0; !signal.aborted; ) {
      const end = await store.readUnit(
        { ...request, from, live: true },
        ({ taken, next }) => {
          failures = 0;
          from = next;
          const at = performance.now();
          for (const _ of taken) this.taken.push(at);
        },
        signal,
      );
      if (end.kind === 'refused') throw new Error(`a reading is refused: ${end.why}`);
      if (end.kind === 'later') await sleep(pauseAfter(++failures, Math.random));
    }
  }
}

function unitOf(number: number): string {
  return `t${String(number % UNITS).padStart(2, '0')}`;
}

export interface ReadersResult {
  readonly part: Part;
  readonly memoryASupervisor: number;
}

export async function readerSteps(
  options: SiteOptions,
  steps: readonly number[],
): Promise<ReadersResult> {
  const site = await Site.open(options);
  const supervisors = new Supervisors(site);
  const fleet = new Fleet(site, 'dev');
  const rows: string[][] = [];
  const notes: string[] = [];
  let memoryASupervisor = 0;
  try {
    const emptyBytes = resident(site);
    const others = await site.count('consumers');
    for (const wanted of steps) {
      const startedAt = performance.now();
      supervisors.growTo(wanted);
      await untilReading(site, 2 * wanted, others);
      const hereS = (performance.now() - startedAt) / 1_000;
      const end = watch(() => site.pids);
      await sleep(IDLE_MS);
      const idle = end();
      const heard = await hears(fleet, supervisors, wanted);
      memoryASupervisor = (idle.residentBytes - emptyBytes) / wanted;
      rows.push([
        numberText(wanted),
        numberText(2 * wanted),
        hereS.toFixed(1),
        bytesText(memoryASupervisor),
        idle.serverCores.toFixed(2),
        idle.generatorCores.toFixed(2),
        heard.p50.toFixed(0),
        heard.p99.toFixed(0),
      ]);
    }
    if (options.nodes >= 3) notes.push(await whenANodeGoes(site, supervisors.count));
  } finally {
    await supervisors.close();
    await fleet.close();
    await site.close();
  }
  const part: Part = {
    name: `Supervisors who read live, ${options.nodes} node(s)`,
    columns: [
      ...['supervisors', 'readings', 'all there s', 'memory each', 'nodes idle cores'],
      ...['generator’s', 'heard p50 ms', 'p99 ms'],
    ],
    rows,
    notes,
  };
  return { part, memoryASupervisor };
}

/** Each record is read by all supervisors of its unit: from its sending until each has it. */
async function hears(
  fleet: Fleet,
  supervisors: Supervisors,
  count: number,
): Promise<{ readonly p50: number; readonly p99: number }> {
  const devices = fleet.growTo(UNITS);
  const delays: number[] = [];
  for (let number = 0; number < RECORDS; number++) {
    const device = devices[number % devices.length] ?? fleet.devices[number % UNITS];
    if (!device) throw new RangeError('a fleet without devices');
    const listeners = Math.floor(count / UNITS) + (number % UNITS < count % UNITS ? 1 : 0);
    if (listeners === 0) continue;
    const before = supervisors.taken.length;
    const sentAt = performance.now();
    const { isStored } = await handIn(device.store, device.shift.heartbeat());
    if (!isStored) throw new Error('a record of the simulation was not taken');
    while (supervisors.taken.length < before + listeners) {
      if (performance.now() - sentAt > HERE_MS) throw new Error('a record was not read');
      await sleep(1);
    }
    for (const at of supervisors.taken.slice(before)) delays.push(at - sentAt);
  }
  return { p50: quantile(delays, 0.5), p99: quantile(delays, 0.99) };
}

/** By connections: readings that lived on the node that went are counted nowhere any more. */
async function whenANodeGoes(site: Site, supervisors: number): Promise<string> {
  const [first] = site.cluster.nodes;
  const startedAt = performance.now();
  const end = watch(() => site.pids);
  await first?.end('SIGKILL');
  while ((await site.count('connections')) < supervisors) {
    if (performance.now() - startedAt > HERE_MS) throw new Error('not all found another node');
    await sleep(50);
  }
  const { serverCores, generatorLateMs } = end();
  const seconds = (performance.now() - startedAt) / 1_000;
  return (
    `One node killed: all ${numberText(supervisors)} supervisors are with the others after ` +
    `${seconds.toFixed(1)} s (nodes’ cores ${serverCores.toFixed(2)}, the generator late by ` +
    `${generatorLateMs.toFixed(0)} ms at most).`
  );
}

/** One that lost its node goes by itself after a while, so that there may be more of them. */
async function untilReading(site: Site, readings: number, others: number): Promise<void> {
  const endsAt = performance.now() + HERE_MS;
  let seen = -1;
  while (performance.now() < endsAt) {
    seen = (await site.count('consumers')) - others;
    if (seen >= readings && (await site.count('connections')) > readings / 2) return;
    await sleep(100);
  }
  throw new Error(`${seen} of ${readings} readings are there`);
}

function resident(site: Site): number {
  return site.pids.reduce((sum, pid) => sum + takenBy(pid).residentBytes, 0);
}
