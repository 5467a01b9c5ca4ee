/** A store of what came from other devices, over a ledger of this one. */
import { recordText } from '../../../core/ledger/record.ts';
import type { OwnLedger } from '../../../entrypoints/background/received/own.ts';
import { ReceivedStore } from '../../../entrypoints/background/received/store.ts';
import type { MadeLedger } from '../ledger/made-ledger.ts';

export const NOTHING_OWN: OwnLedger = {
  device: async () => ({ id: '0000000000000001', key: null }),
  size: async () => 0,
  lines: async () => new Map(),
};

export function newReceived(own: OwnLedger = NOTHING_OWN): ReceivedStore {
  let now = 1_800_000_000_000;
  return new ReceivedStore({ own, now: () => now++, changed: () => undefined });
}

export function textsOf({ entries }: Pick<MadeLedger, 'entries'>): readonly string[] {
  return entries.map(recordText);
}

/** All of a ledger, as the stream brings it. */
export async function bring(
  store: ReceivedStore,
  ledger: MadeLedger,
  change: (texts: readonly string[]) => readonly string[] = (texts) => texts,
) {
  const taken = await store.receive(
    { records: change(textsOf(ledger)), checkpoints: ledger.checkpoints },
    'stream',
  );
  const [row] = (await store.settle()).filter(({ device }) => device === ledger.device);
  return { taken, row };
}
