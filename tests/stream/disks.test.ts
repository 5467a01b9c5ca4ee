/**
 * Disks that are late, refuse, or lose what was not flushed. What is told of as stored has been
 * taken by a majority's disks, and is there after all nodes have lost their power at one moment.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flush } from '../../core/delivery/flush.ts';
import { subjectOf } from '../../core/delivery/subjects.ts';
import { type DiskFault, FailingDisk, whyNoDiskFaults } from '../../tools/cluster/disk.ts';
import { hashOf } from '../../tools/cluster/load.ts';
import { whyNoPowerLoss } from '../../tools/cluster/power.ts';
import { MemoryOutbox } from '../../tools/cluster/records.ts';
import type { RunningNode } from '../../tools/cluster/running.ts';
import { Stage } from '../../tools/cluster/stage.ts';
import { isClean, verdictOn } from '../../tools/cluster/verdict.ts';

const LATE_MS = 400;
const FAILS_MS = 1_000;
const WAITING = 40;
/** What nodes take to find each other, and to do with their files what they do. */
const FOUND_MS = 4_000;

const noDisk = await whyNoDiskFaults();
const noPower = await whyNoPowerLoss();
/** Takes a cluster of its own, so only where it is asked for. */
const hasControls = process.env['RTR_CONTROLS'] !== undefined;
const skipped = (why: string | null): string => (why === null ? '' : ` (skipped: ${why})`);

/** All that these devices had to hand in. */
function promised(...names: readonly string[]) {
  const all = names.flatMap((name) => [...new MemoryOutbox(name, WAITING).waiting.values()]);
  return new Map(all.map(({ place, text }) => [subjectOf(place), hashOf(text)]));
}

function handsIn(stage: Stage, name: string, outbox: MemoryOutbox) {
  return flush(stage.device({ name }, 8_000).store, outbox, {
    pause: () => sleep(100),
    random: Math.random,
    report: ({ key }, what) => expect.unreachable(`${key}: ${what}`),
  });
}

const breaks = (nodes: readonly RunningNode[], fault: DiskFault) =>
  Promise.all(nodes.map((node) => FailingDisk.of(node, fault)));

async function startAgain(nodes: readonly RunningNode[]): Promise<void> {
  for (const node of nodes) {
    await node.end('SIGTERM');
    node.start();
  }
  await Promise.all(nodes.map((node) => node.waitUntilUp()));
}

describe.skipIf(noDisk)(`a device that hands in${skipped(noDisk)}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open({ losesPower: noPower === null });
  });
  afterAll(() => stage?.close());

  it('keeps each record until the disks of nodes have it, however late they are', async () => {
    const outbox = new MemoryOutbox('slow', WAITING);
    const disks = await breaks(stage.cluster.nodes, { delayMs: LATE_MS });
    const flushing = handsIn(stage, 'slow', outbox);
    await sleep(LATE_MS - 50);
    expect(outbox.settled).toHaveLength(0);
    expect(outbox.waiting.size).toBe(WAITING);
    expect(await flushing).toEqual({ kind: 'empty', refused: 0 });
    for (const disk of disks) expect(await disk.mend()).toBeGreaterThan(0);
  });

  it('is told of nothing as stored that two of three disks refused, and hands it in again', async () => {
    const outbox = new MemoryOutbox('refused', WAITING);
    // The leader passes each record on to them, so that each of them tries to keep it.
    const leader = await stage.leaderOf('OVR');
    const nodes = stage.cluster.nodes.filter((node) => node !== leader);
    const disks = await breaks(nodes, { error: 'EIO' });
    const flushing = handsIn(stage, 'refused', outbox);
    await sleep(FAILS_MS);
    for (const disk of disks) expect(await disk.mend()).toBeGreaterThan(0);
    expect(outbox.settled).toHaveLength(0);
    // A disk that is well again does not make such a node take anything: only a new start does.
    await sleep(FAILS_MS);
    expect(outbox.settled).toHaveLength(0);
    for (const { monitorUrl } of nodes)
      expect((await fetch(`${monitorUrl}/healthz`)).status).toBe(503);
    // Where that can be done the power goes besides. What is acknowledged by now is not handed in again.
    await stage.disks?.lose(stage.cluster.nodes);
    await startAgain(stage.disks ? stage.cluster.nodes : nodes);
    expect(await flushing).toEqual({ kind: 'empty', refused: 0 });
    await stage.untilAlike();
    const verdict = verdictOn(promised('slow', 'refused'), await stage.endAndReadReplicas('OVR'));
    expect(isClean(verdict), JSON.stringify(verdict, null, 1)).toBe(true);
  });
});

/** A node as it is without the setting that has each record flushed before it is acknowledged. */
function withoutFlushing(storeDir: string): void {
  const file = path.join(storeDir, '..', 'nats-server.conf');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('sync_interval: always');
  writeFileSync(file, text.replace('sync_interval: always', ''));
}

const noControl = noPower ?? (hasControls ? null : 'RTR_CONTROLS is not set');
const SETTINGS = [
  ['as we write it, nothing that was acknowledged is gone', undefined, true],
  ['without its flushing, acknowledged records are gone: so this can tell', withoutFlushing, false],
] as const;

describe.skipIf(noControl)(`where all nodes lose their power at once${skipped(noControl)}`, () => {
  it.each(SETTINGS)('and the configuration is %s', async (_, prepare, isWhole) => {
    const stage = await Stage.open({ losesPower: true, ...(prepare && { prepare }) });
    try {
      const outbox = new MemoryOutbox('all', WAITING);
      expect(await handsIn(stage, 'all', outbox)).toEqual({ kind: 'empty', refused: 0 });
      await stage.disks?.lose(stage.cluster.nodes);
      await startAgain(stage.cluster.nodes);
      if (isWhole) await stage.untilAlike();
      else await sleep(FOUND_MS);
      const { lost } = verdictOn(promised('all'), await stage.endAndReadReplicas('OVR'));
      expect(lost.length === 0, lost.join('\n')).toBe(isWhole);
    } finally {
      await stage.close();
    }
  });
});
