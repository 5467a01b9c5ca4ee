/** A file with the ledgers of several devices, as a force without a server hands them in. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { publicKeyText } from '../../core/ledger/bundle.ts';
import { signCheckpoint } from '../../core/ledger/checkpoint.ts';
import {
  EMPTY_TIP,
  type LedgerRecord,
  sealEntry,
  type Tip,
  tipAfter,
} from '../../core/ledger/entry.ts';
import { EMPTY_EDGE, rootOf } from '../../core/ledger/tree.ts';
import { type BundlePart, bundleLines } from '../../core/ledger/write-bundle.ts';
import { makeSigningKey, type SigningKey, signWith } from '../../platform/ed25519.ts';
import { attempt, BODY } from './made-attempts.ts';

const NO_PREV = '0'.repeat(64);
const SALT = 'cd'.repeat(16);
const BETWEEN_MS = 60_000;
const FIRST = Date.UTC(2026, 8, 1);

export interface MadeBundle {
  readonly entries: number;
  readonly bytes: number;
}

/** @param each entries of one device, the key of the device among them */
export async function writeBundle(
  file: string,
  devices: number,
  each: number,
): Promise<MadeBundle> {
  const key = await makeSigningKey();
  const maker = { publicKey: key.publicKey, sign: (text: Uint8Array) => signWith(key, text) };
  const out = createWriteStream(file);
  let bytes = 0;
  const parts = partsOf(devices, each);
  for await (const line of bundleLines({ device: deviceOf(0), key: maker, made: FIRST }, parts)) {
    bytes += Buffer.byteLength(line) + 1;
    if (!out.write(`${line}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return { entries: devices * each, bytes };
}

function deviceOf(number: number): string {
  return (0xbe0000 + number).toString(16).padStart(16, '0');
}

async function* partsOf(devices: number, each: number): AsyncGenerator<BundlePart> {
  for (let number = 0; number < devices; number++) {
    const [device, key] = [deviceOf(number), await makeSigningKey()];
    const { entries, note } = await ledgerOf(device, key, number * each, each);
    const from = { device, key: publicKeyText(key.publicKey), prev: NO_PREV, edge: EMPTY_EDGE };
    yield { from, entries, checkpoints: [note] };
  }
}

async function ledgerOf(
  device: string,
  key: SigningKey,
  from: number,
  count: number,
): Promise<{ readonly entries: readonly LedgerRecord[]; readonly note: string }> {
  const entries: LedgerRecord[] = [];
  let tip: Tip = EMPTY_TIP;
  for (let place = from; place < from + count; place++) {
    const isFirst = place === from;
    const own = attempt(place, device, FIRST + place * BETWEEN_MS);
    const { id, at, extension, policy } = own;
    const common = { id, at, extension, policy, device };
    const begin = { ...common, kind: 'device-key', key: publicKeyText(key.publicKey) } as const;
    const entry = sealEntry(isFirst ? begin : own, isFirst ? null : BODY, tip, SALT);
    entries.push(entry);
    tip = tipAfter(tip, entry);
  }
  const said = { device, size: tip.size, root: rootOf(tip.edge) };
  return {
    entries,
    note: await signCheckpoint(said, key.publicKey, (text) => signWith(key, text)),
  };
}
