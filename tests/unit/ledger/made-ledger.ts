/** Ledgers of made-up devices with real keys, and bundles of them. */

import { publicKeyText } from '../../../core/ledger/bundle.ts';
import { signCheckpoint } from '../../../core/ledger/checkpoint.ts';
import {
  EMPTY_TIP,
  type StoredEntry,
  sealEntry,
  type Tip,
  tipAfter,
} from '../../../core/ledger/entry.ts';
import { EMPTY_EDGE, rootOf } from '../../../core/ledger/tree.ts';
import { bundleLines } from '../../../core/ledger/write-bundle.ts';
import { makeSigningKey, type SigningKey, signWith } from '../../../platform/ed25519.ts';
import { attemptDraft, hexId } from '../background/over-indexeddb.ts';

export interface MadeLedger {
  readonly device: string;
  readonly key: SigningKey;
  readonly entries: readonly StoredEntry[];
  /** After each ten entries, and after the last. */
  readonly checkpoints: readonly string[];
}

export const EMPTY_PREV = '0'.repeat(64);

export async function makeLedger(
  count: number,
  device = '00112233aabbccdd',
  key?: SigningKey,
  from = 0,
): Promise<MadeLedger> {
  const own = key ?? (await makeSigningKey());
  const entries: StoredEntry[] = [];
  const checkpoints: string[] = [];
  let tip: Tip = EMPTY_TIP;
  for (let number = 0; number < count; number++) {
    const entry = sealEntry(draftOf(number, device, own, from), bodyOf(number), tip, 'ab');
    entries.push(entry);
    tip = tipAfter(tip, entry);
    if (tip.size % 10 === 0 || tip.size === count) checkpoints.push(await noteOf(device, tip, own));
  }
  return { device, key: own, entries, checkpoints };
}

function draftOf(number: number, device: string, { publicKey }: SigningKey, from: number) {
  const { id, at, extension, policy } = attemptDraft(number + from);
  if (number > 0) return attemptDraft(number + from, { device, id: hexId(number + from) });
  const common = { id, at, extension, policy, device };
  return { ...common, kind: 'device-key', key: publicKeyText(publicKey) } as const;
}

function bodyOf(number: number) {
  if (number % 3 === 0) return null;
  const explanation = `Reason ${number}`;
  return { explanation, recordReference: null, prompt: null, policyVersion: '1' };
}

export function noteOf(device: string, tip: Tip, key: SigningKey): Promise<string> {
  const said = { device, size: tip.size, root: rootOf(tip.edge) };
  return signCheckpoint(said, key.publicKey, (message) => signWith(key, message));
}

/** The tip behind some entries. */
export function tipOver(entries: readonly StoredEntry[]): Tip {
  return entries.reduce<Tip>(tipAfter, EMPTY_TIP);
}

/** A bundle of whole ledgers, made by the first device; one line each. */
export async function bundleOf(ledgers: readonly MadeLedger[]): Promise<string[]> {
  const [maker] = ledgers;
  if (!maker) throw new Error('a bundle has a maker');
  const { key } = maker;
  const lines = bundleLines(
    {
      device: maker.device,
      made: 1_790_000_000_000,
      key: { publicKey: key.publicKey, sign: (message) => signWith(key, message) },
    },
    ledgers.map(({ device, key: own, entries, checkpoints }) => ({
      from: { device, key: publicKeyText(own.publicKey), prev: EMPTY_PREV, edge: EMPTY_EDGE },
      entries,
      checkpoints,
    })),
  );
  return collected(lines);
}

export async function collected(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}
