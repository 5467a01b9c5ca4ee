/** What comes back to the device that made it: the same is known, anything else is told. */
import { deviceKey, openCheckpoint, parseCheckpoint } from '../../../core/ledger/checkpoint.ts';
import { type PlacedRecord, recordText } from '../../../core/ledger/record.ts';
import { verifyEd25519 } from '../../../platform/ed25519.ts';
import type { Refusal } from './quarantine.ts';

/** This device's own ledger, as far as what comes has to be held against it. */
export interface OwnLedger {
  device(): Promise<{ readonly id: string; readonly key: Uint8Array | null }>;
  /** Number of entries. */
  size(): Promise<number>;
  /** Header lines by id, of those ids that stand in it. */
  lines(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export interface NotOwn<R extends PlacedRecord> {
  readonly others: readonly R[];
  readonly known: number;
  readonly refusals: readonly Refusal[];
}

/** Takes out what is this device's own, and what comes under an id that stands in its ledger. */
export async function withoutOwn<R extends PlacedRecord>(
  records: readonly R[],
  own: OwnLedger,
): Promise<NotOwn<R>> {
  const [{ id }, lines] = [
    await own.device(),
    await own.lines(records.map(({ place }) => place.id)),
  ];
  const others: R[] = [];
  const refusals: Refusal[] = [];
  let known = 0;
  for (const record of records) {
    const { device, seq, id: entry } = record.place;
    const line = lines.get(entry);
    if (line === record.line) known++;
    else if (device === id || line !== undefined) {
      // Not in our ledger, and yet ours: an older copy of this profile went on, or one is forged.
      const code = device === id ? 'forked' : 'repeated';
      refusals.push({ device, seq, code, text: recordText(record) });
    } else others.push(record);
  }
  return { others, known, refusals };
}

/** What a checkpoint of this device's own says against its ledger; null where it says nothing. */
export async function ownCheckpointFault(note: string, own: OwnLedger): Promise<Refusal | null> {
  const said = parseCheckpoint(note);
  const { id, key } = await own.device();
  if (said?.device !== id || said.size <= (await own.size())) return null;
  const opened = await openCheckpoint(note, key ? [deviceKey(id, key)] : [], verifyEd25519);
  const code = 'fault' in opened ? 'unknown-key' : 'cut-off';
  return { device: id, seq: said.size - 1, code, text: note };
}
