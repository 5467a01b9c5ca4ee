/** The disks of all nodes are full: nothing is lost, and it goes on when there is room again. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { flush } from '../../core/delivery/flush.ts';
import { subjectOf } from '../../core/delivery/subjects.ts';
import { hashOf } from '../../tools/cluster/load.ts';
import { MemoryOutbox } from '../../tools/cluster/records.ts';
import { Stage } from '../../tools/cluster/stage.ts';
import { isClean, verdictOn } from '../../tools/cluster/verdict.ts';

const SMALL = 'size=4m';
const LARGE = 'size=512m';
const mounted: string[] = [];

function mount(folder: string, options: string): boolean {
  mkdirSync(folder, { recursive: true });
  const args = ['-t', 'tmpfs', '-o', options, 'tmpfs', folder];
  const isDone = spawnSync('mount', args, { stdio: 'ignore' }).status === 0;
  if (isDone) mounted.push(folder);
  return isDone;
}

function unmountAll(): void {
  for (const folder of mounted.splice(0)) spawnSync('umount', ['-l', folder]);
}

function canMount(): boolean {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'right-to-report-mount-'));
  const can = mount(folder, SMALL);
  unmountAll();
  rmSync(folder, { recursive: true, force: true });
  return can;
}

afterAll(unmountAll);

describe.skipIf(!canMount())('nodes whose disks are full (needs the right to mount)', () => {
  it('take nothing more, lose nothing, and take the rest when there is room', async () => {
    const stage = await Stage.open({ prepare: (storeDir) => void mount(storeDir, SMALL) });
    try {
      const { store } = stage.device({ name: 'off1' }, 1_500);
      const outbox = new MemoryOutbox('off1', 5_000);
      const stop = new AbortController();
      const flushing = flush(store, outbox, {
        pause: () => sleep(200),
        random: Math.random,
        stop: stop.signal,
        report: ({ key }, why) => expect.unreachable(`${key}: ${why}`),
      });
      // Until nothing more gets through for a while.
      let settled = -1;
      while (outbox.settled.length !== settled) {
        settled = outbox.settled.length;
        await sleep(2_500);
      }
      expect(outbox.waiting.size).toBeGreaterThan(0);
      expect(settled).toBeGreaterThan(0);
      for (const node of stage.cluster.nodes) {
        await node.end('SIGTERM');
        spawnSync('mount', ['-o', `remount,${LARGE}`, node.storeDir]);
        node.start();
      }
      await Promise.all(stage.cluster.nodes.map((node) => node.waitUntilUp()));
      expect(await flushing).toEqual({ kind: 'empty', refused: 0 });
      await stage.untilAlike();
      const all = new MemoryOutbox('off1', 5_000).waiting.values();
      const promised = new Map([...all].map((each) => [subjectOf(each.place), hashOf(each.text)]));
      const verdict = verdictOn(promised, await stage.endAndReadReplicas('OVR'));
      expect(isClean(verdict), JSON.stringify(verdict, null, 1)).toBe(true);
      stop.abort();
    } finally {
      await stage.close({ keepsFiles: true });
      unmountAll();
      rmSync(stage.cluster.dir, { recursive: true, force: true });
    }
  }, 120_000);
});
