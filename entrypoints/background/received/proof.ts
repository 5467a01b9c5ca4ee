/** Proves that an entry stands in its device's ledger, under a checkpoint that the device signed. */
import { publicKeyOf } from '../../../core/ledger/bundle.ts';
import { type Checkpoint, deviceKey, openCheckpoint } from '../../../core/ledger/checkpoint.ts';
import type { Header } from '../../../core/ledger/header.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { inclusionProof, leafHash, rootByInclusion } from '../../../core/ledger/tree.ts';
import type { LedgerProof } from '../../../core/review/rows.ts';
import { verifyEd25519 } from '../../../platform/ed25519.ts';
import type { Device } from '../ledger/device.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { ReceivedStore } from './store.ts';

export interface ProofParts {
  readonly ledger: LedgerStore;
  readonly received: ReceivedStore;
  readonly device: () => Promise<Device>;
  /** Signs for the own ledger as it is. */
  readonly checkpoint: () => Promise<unknown>;
}

interface Evidence {
  /** The smallest that covers the place, of those that the device signed. */
  readonly checkpoint: Checkpoint | null;
  /** Leaf hashes under it; null where what came before is not here. */
  readonly leaves: readonly string[] | null;
  /** Header line of the last entry under it. */
  readonly last: string | undefined;
}

/** @param line of the entry as it is stored, hashed anew here */
export async function proofOf(
  parts: ProofParts,
  { device, seq }: Pick<Header, 'device' | 'seq'>,
  line: string,
  isOwn: boolean,
): Promise<LedgerProof> {
  const evidence = isOwn ? await ofOwn(parts, seq) : await ofOther(parts.received, device, seq);
  const { checkpoint, leaves, last } = evidence;
  if (checkpoint === null) return { state: 'unsigned' };
  if (leaves === null) return { state: 'partly' };
  const steps = inclusionProof(leaves, seq);
  if (rootByInclusion(leafHash(line), seq, checkpoint.size, steps) !== checkpoint.root)
    return { state: 'differs' };
  const at = parseHeader(last)?.at ?? null;
  return { state: 'proved', size: checkpoint.size, at, steps: steps.length };
}

async function ofOwn(parts: ProofParts, seq: number): Promise<Evidence> {
  const { ledger } = parts;
  const covers = async () => (await ledger.checkpoints()).filter(({ size }) => size > seq);
  let notes = await covers();
  if (notes.length === 0) {
    await parts.checkpoint();
    notes = await covers();
  }
  const { id, signing } = await parts.device();
  const checkpoint = await firstSigned(notes, id, signing?.publicKey ?? null);
  const { lines } = await ledger.lines();
  const size = checkpoint?.size ?? 0;
  return {
    checkpoint,
    leaves: lines.slice(0, size).map(({ hash }) => hash),
    last: lines[size - 1]?.line,
  };
}

async function ofOther(received: ReceivedStore, device: string, seq: number): Promise<Evidence> {
  const row = await received.reading((db) => db.get('devices', device));
  const notes = (await received.checkpoints(device)).filter(({ size }) => size > seq);
  const checkpoint = await firstSigned(notes, device, publicKeyOf(row?.key ?? null));
  const size = checkpoint?.size ?? 0;
  const last = await received.entry(device, size - 1);
  return { checkpoint, leaves: await received.leaves(device, size), last: last?.line };
}

async function firstSigned(
  notes: readonly { readonly note: string }[],
  device: string,
  key: Uint8Array | null,
): Promise<Checkpoint | null> {
  const keys = key ? [deviceKey(device, key)] : [];
  for (const { note } of notes) {
    const opened = await openCheckpoint(note, keys, verifyEd25519);
    if (!('fault' in opened)) return opened;
  }
  return null;
}
