/** What the force's store holds of a device, and whether it holds: by the verifier and nothing else. */
import { LEDGER, type Received } from '../../../core/delivery/store.ts';
import { DeviceLedger, type DeviceResult } from '../../../core/ledger/device-ledger.ts';
import { parseRecord } from '../../../core/ledger/record.ts';
import { verifyEd25519 } from '../../../platform/ed25519.ts';
import { FORCE, type Stage } from '../../../tools/cluster/stage.ts';
import { readAll } from '../../stream/support/reading.ts';

export const UNIT = 't07';

/** The setting `delivery` for a device of this name. @param expiresAt epoch seconds; an hour from now */
export function deliverySettings(stage: Stage, name: string, expiresAt?: number) {
  const wish = { name, ...(expiresAt === undefined ? {} : { expiresAt }) };
  const { jwt, seed } = stage.device(wish).token;
  return { urls: [...stage.urls], force: FORCE, unit: UNIT, name, credentials: { jwt, seed } };
}

export interface InStream {
  readonly device: DeviceResult;
  /** Kinds of entries in order of sequence. */
  readonly kinds: readonly string[];
  /** Ids of attempts. */
  readonly attempts: readonly string[];
  readonly texts: readonly string[];
}

/** Reads all that one depositor handed in; null where there is nothing or more than one device. */
export async function inStream(
  stage: Stage,
  reader: string,
  depositor: string,
): Promise<InStream | null> {
  const { store } = stage.device({ name: reader, role: 'supervisor' });
  const mine = (await readAll(store, { collection: LEDGER })).taken.filter(
    ({ place }) => place.collection !== 'reviews' && place.depositor === depositor,
  );
  const isNote = ({ place }: Received) => place.collection === 'checkpoints';
  const texts = mine.filter((each) => !isNote(each)).map(({ text }) => text);
  const parsed = texts.flatMap((text) => parseRecord(text) ?? []);
  const [first] = parsed;
  if (!first || parsed.some(({ place }) => place.device !== first.place.device)) return null;
  const ledger = new DeviceLedger(first.place.device);
  // The store keeps each record once; in which order they came says nothing of the ledger.
  const ordered = parsed.toSorted((a, b) => a.place.seq - b.place.seq);
  for (const record of ordered) ledger.add(record);
  for (const { text } of mine.filter(isNote)) ledger.addCheckpoint(text);
  return {
    device: await ledger.verify(verifyEd25519),
    kinds: ordered.map(({ place }) => place.kind),
    attempts: ordered.filter(({ place }) => place.kind === 'attempt').map(({ place }) => place.id),
    texts,
  };
}
