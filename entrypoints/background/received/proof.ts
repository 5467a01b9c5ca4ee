/** Proves that an entry stands in its device's ledger, under a checkpoint that the device signed. */
import { publicKeyOf } from '../../../core/ledger/bundle.ts';
import { type Checkpoint, deviceKey, openCheckpoint } from '../../../core/ledger/checkpoint.ts';
import type { Header } from '../../../core/ledger/header.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import {
  inclusionProof,
  inclusionProofBy,
  leafHash,
  rootByInclusion,
  rootOver,
  rootOverBlocks,
} from '../../../core/ledger/tree.ts';
import type { LedgerProof } from '../../../core/review/rows.ts';
import { verifyEd25519 } from '../../../platform/ed25519.ts';
import type { CaseLedgers } from '../case-ledgers.ts';
import type { Device } from '../ledger/device.ts';
import { LedgerError } from '../ledger/error.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { ReceivedStore } from './store.ts';

export interface ProofParts {
  readonly ledger: LedgerStore;
  readonly received: ReceivedStore;
  readonly device: () => Promise<Device>;
  /** Signs for the own ledger as it is. */
  readonly checkpoint: () => Promise<unknown>;
  readonly caseLedgers: Pick<CaseLedgers, 'index'>;
}

interface Evidence {
  /** The smallest that covers the place, of those that the device signed. */
  readonly checkpoint: Checkpoint | null;
  /** What is needed beside the leaf to know the root; null where what came before is not here. */
  readonly steps: readonly string[] | null;
  /** Header line of the last entry under it. */
  readonly last: string | undefined;
}

const NO_EVIDENCE: Evidence = { checkpoint: null, steps: null, last: undefined };

/** @param line of the entry as it is stored, hashed anew here */
export async function proofOf(
  parts: ProofParts,
  { device, seq }: Pick<Header, 'device' | 'seq'>,
  line: string,
  isOwn: boolean,
): Promise<LedgerProof> {
  const evidence = isOwn
    ? await ofOwn(parts, seq, line)
    : await ofOther(parts.received, device, seq);
  const { checkpoint, steps, last } = evidence;
  if (checkpoint === null) return { state: 'unsigned' };
  if (steps === null) return { state: 'partly' };
  if (!leads(line, seq, checkpoint, steps)) return { state: 'differs' };
  const at = parseHeader(last)?.at ?? null;
  return { state: 'proved', size: checkpoint.size, at, steps: steps.length };
}

function leads(
  line: string,
  seq: number,
  { size, root }: Checkpoint,
  steps: readonly string[],
): boolean {
  return rootByInclusion(leafHash(line), seq, size, steps) === root;
}

async function ofOwn(parts: ProofParts, seq: number, line: string): Promise<Evidence> {
  const { ledger } = parts;
  const covers = async () => (await ledger.checkpoints()).filter(({ size }) => size > seq);
  let notes = await covers();
  if (notes.length === 0) {
    await parts.checkpoint();
    notes = await covers();
  }
  const { id, signing } = await parts.device();
  const checkpoint = await firstSigned(notes, id, signing?.publicKey ?? null);
  if (checkpoint === null) return NO_EVIDENCE;
  const { size } = checkpoint;
  const last = (await ledger.linesFrom(size - 1, 1))[0]?.line;
  const indexed = await stepsByIndex(parts, seq, size);
  if (indexed && leads(line, seq, checkpoint, indexed)) return { checkpoint, steps: indexed, last };
  // Nothing is said against an entry because of an index: the ledger itself is asked.
  const lines = await ledger.linesFrom(0, size);
  const leaves = lines.map(({ hash }) => hash);
  return { checkpoint, steps: leaves.length < size ? null : inclusionProof(leaves, seq), last };
}

/** Of a long ledger only the block of the entry and the end are read; null where the index lacks them. */
async function stepsByIndex(
  { ledger, caseLedgers: { index } }: ProofParts,
  seq: number,
  size: number,
): Promise<readonly string[] | null> {
  try {
    const { block: length } = index;
    const roots = await index.roots();
    const whole = Math.min(roots.length, Math.floor(size / length)) * length;
    const tail = await ledger.linesFrom(whole, size - whole);
    const block = Math.floor(seq / length);
    const beside = seq < whole ? await index.leaves(block) : [];
    if (beside === null || tail.length < size - whole) return null;
    return inclusionProofBy(size, seq, (from, to) =>
      rootOverBlocks(from, to, length, (first, end) => {
        if (first >= whole)
          return rootOver(tail.slice(first - whole, end - whole).map(({ hash }) => hash));
        if (end - first === length) return roots[first / length] ?? '';
        return rootOver(beside.slice(first - block * length, end - block * length));
      }),
    );
  } catch (error) {
    if (error instanceof LedgerError) return null;
    throw error;
  }
}

async function ofOther(received: ReceivedStore, device: string, seq: number): Promise<Evidence> {
  const row = await received.reading((db) => db.get('devices', device));
  const notes = (await received.checkpoints(device)).filter(({ size }) => size > seq);
  const checkpoint = await firstSigned(notes, device, publicKeyOf(row?.key ?? null));
  if (checkpoint === null) return NO_EVIDENCE;
  const { size } = checkpoint;
  const leaves = await received.leaves(device, size);
  const last = await received.entry(device, size - 1);
  return { checkpoint, steps: leaves && inclusionProof(leaves, seq), last: last?.line };
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
