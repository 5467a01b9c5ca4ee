/** Disks that are late or refuse: what is told of as stored has been taken by a majority's disks. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flush } from '../../core/delivery/flush.ts';
import { subjectOf } from '../../core/delivery/subjects.ts';
import { FailingDisk, whyNoDiskFaults } from '../../tools/cluster/disk.ts';
import { hashOf } from '../../tools/cluster/load.ts';
import { MemoryOutbox } from '../../tools/cluster/records.ts';
import { Stage } from '../../tools/cluster/stage.ts';
import { isClean, verdictOn } from '../../tools/cluster/verdict.ts';

const LATE_MS = 600;
const FAILS_MS = 2_000;
const WAITING = 20;

const why = await whyNoDiskFaults();
const skipped = why === null ? '' : ` (skipped: ${why})`;

/** All that these devices had to hand in. */
function promised(...names: readonly string[]) {
  const all = names.flatMap((name) => [...new MemoryOutbox(name, WAITING).waiting.values()]);
  return new Map(all.map(({ place, text }) => [subjectOf(place), hashOf(text)]));
}

describe.skipIf(skipped)(`a device that hands in${skipped}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage?.close());

  function handsIn(name: string, outbox: MemoryOutbox) {
    const { store } = stage.device({ name }, 8_000);
    return flush(store, outbox, {
      pause: () => sleep(100),
      random: Math.random,
      report: ({ key }, what) => expect.unreachable(`${key}: ${what}`),
    });
  }

  const breaks = (nodes: typeof stage.cluster.nodes, fault: Parameters<typeof FailingDisk.of>[1]) =>
    Promise.all(nodes.map((node) => FailingDisk.of(node, fault)));

  it('keeps each record until the disks of nodes have it, however late they are', async () => {
    const outbox = new MemoryOutbox('slow', WAITING);
    const disks = await breaks(stage.cluster.nodes, { delayMs: LATE_MS });
    const flushing = handsIn('slow', outbox);
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
    const flushing = handsIn('refused', outbox);
    await sleep(FAILS_MS);
    for (const disk of disks) expect(await disk.mend()).toBeGreaterThan(0);
    expect(outbox.settled).toHaveLength(0);
    // A disk that is well again does not make such a node take anything: only a new start does.
    await sleep(FAILS_MS);
    expect(outbox.settled).toHaveLength(0);
    for (const node of nodes) {
      expect((await fetch(`${node.monitorUrl}/healthz`)).status).toBe(503);
      await node.end('SIGTERM');
      node.start();
    }
    await Promise.all(nodes.map((node) => node.waitUntilUp()));
    expect(await flushing).toEqual({ kind: 'empty', refused: 0 });
    await stage.untilAlike();
    const verdict = verdictOn(promised('slow', 'refused'), await stage.endAndReadReplicas('OVR'));
    expect(isClean(verdict), JSON.stringify(verdict, null, 1)).toBe(true);
  });
});
