/** Ledgers of this profile that were fenced off are read like those of another device. */
import { recordText } from '../../../core/ledger/record.ts';
import { readFenced } from '../ledger/fenced.ts';
import { ledgerNames } from '../ledger/mend.ts';
import type { ReceivedStore } from './store.ts';

/** Entries that are taken in at once. */
const TOGETHER = 500;

/** Takes in what is not yet. @returns whether there was anything. @throws LedgerError */
export async function takeFenced(received: ReceivedStore): Promise<boolean> {
  if ((await ledgerNames()).length < 2) return false;
  let isNew = false;
  const known = new Map((await received.devices()).map((each) => [each.device, each]));
  for (const { device, entries, checkpoints } of await readFenced()) {
    // Nothing is appended to it any more: what was taken in once is all there is.
    if (known.has(device)) continue;
    isNew = true;
    const records = entries.filter(({ line }) => typeof line === 'string').map(recordText);
    for (let from = 0; from < records.length; from += TOGETHER)
      await received.receive(
        { records: records.slice(from, from + TOGETHER), checkpoints: [] },
        'fenced',
      );
    await received.receive({ records: [], checkpoints }, 'fenced');
  }
  return isNew;
}
