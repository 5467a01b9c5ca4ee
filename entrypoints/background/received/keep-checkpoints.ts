/** Checkpoints of other devices: what they once said of their ledgers, kept to hold them to it. */
import { ofDevice, type ReceivedCheckpoint, type Taking } from './database.ts';

/** Of a device, the largest. */
const MOST_CHECKPOINTS = 64;

/** @param checkpoints by the keys of their devices */
export async function keepCheckpoints(
  tx: Taking,
  checkpoints: readonly ReceivedCheckpoint[],
): Promise<void> {
  const store = tx.objectStore('checkpoints');
  for (const each of checkpoints)
    if (!(await store.getKey([each.device, each.size, each.root]))) await store.add(each);
  const devices = tx.objectStore('devices');
  for (const device of new Set(checkpoints.map((each) => each.device))) {
    const keys = await store.getAllKeys(ofDevice(device));
    for (const key of keys.slice(0, -MOST_CHECKPOINTS)) await store.delete(key);
    const row = await devices.get(device);
    if (row) await devices.put({ ...row, unchecked: 1 });
  }
}
