/** A node that is lost for good: an empty disk in its place, until it has what the others have. */
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { subjectOf } from '../../core/delivery/subjects.ts';
import { inParallel } from './fleet.ts';
import { ShiftDevice } from './shift.ts';
import { Site, type SiteOptions } from './site.ts';
import { bytesText, numberText, type Part } from './table.ts';
import { folderBytes, watch } from './usage.ts';

const IN_FLIGHT = 256;
const LATEST_MS = 170_000;
const STREAMS = ['OVR', 'OVR-MIRROR'];

export interface RebuildResult {
  readonly part: Part;
  /** Bytes of a node's disk that come back in a second. */
  readonly bytesASecond: number;
}

export async function rebuild(options: SiteOptions, messages: number): Promise<RebuildResult> {
  const site = await Site.open(options);
  try {
    const device = new ShiftDevice('off1', 't07');
    const numbers = Array.from({ length: messages }, (_, number) => number);
    await inParallel(numbers, IN_FLIGHT, async () => {
      const { place, text } = device.heartbeat();
      await site.admin.request(subjectOf(place), text, { timeout: 30_000 });
    });
    const lost = site.cluster.nodes[2];
    const other = site.cluster.nodes[0];
    if (!lost || !other) throw new RangeError('a node can only be rebuilt from others');
    await until(
      async () => (await lost.streamStates(STREAMS)) === (await other.streamStates(STREAMS)),
    );
    const bytes = folderBytes(lost.storeDir);
    await lost.end('SIGKILL');
    rmSync(lost.storeDir, { recursive: true });
    const end = watch(() => site.pids);
    const startedAt = performance.now();
    lost.start();
    await lost.waitUntilUp();
    await until(async () => {
      const state = await lost.streamStates(STREAMS);
      return state !== null && state === (await other.streamStates(STREAMS));
    });
    const seconds = (performance.now() - startedAt) / 1_000;
    const { serverCores } = end();
    const part: Part = {
      name: `A node rebuilt from an empty disk, ${options.nodes} nodes`,
      columns: ['messages', 'its disk', 's', 'messages/s', 'bytes/s', 'nodes’ cores'],
      rows: [
        [
          numberText(messages),
          bytesText(bytes),
          seconds.toFixed(1),
          numberText(messages / seconds),
          bytesText(bytes / seconds),
          serverCores.toFixed(2),
        ],
      ],
      notes: ['Stream and mirror, each message twice. Nothing else was handed in meanwhile.'],
    };
    return { part, bytesASecond: bytes / seconds };
  } finally {
    await site.close();
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const endsAt = performance.now() + LATEST_MS; performance.now() < endsAt; await sleep(50))
    if (await isSo()) return;
  throw new Error('the node did not come to have what the others have');
}
