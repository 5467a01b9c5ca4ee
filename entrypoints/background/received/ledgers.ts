/** Which ledgers are here, and what holds of each. */
import { publicKeyText } from '../../../core/ledger/bundle.ts';
import { DeviceLedger } from '../../../core/ledger/device-ledger.ts';
import { placeOf } from '../../../core/ledger/record.ts';
import { EMPTY_EDGE } from '../../../core/ledger/tree.ts';
import type { LedgerRow, LedgersReply } from '../../../core/review/ledger-messages.ts';
import { verifyEd25519 } from '../../../platform/ed25519.ts';
import { leafHashes } from '../../../platform/leaf-hashes.ts';
import { pause } from '../waiting.ts';
import type { ReceivedDevice } from './database.ts';
import type { ExportParts } from './exports.ts';
import { NO_LEAF } from './leaves.ts';

const MOST_CHECKPOINTS = 30;
/** Entries that are read before whoever waits for the background gets its turn. */
const SLICE = 250;

/** For reviewers. @throws LedgerError */
export async function listLedgers(parts: ExportParts): Promise<LedgersReply> {
  const { received, ledger } = parts;
  const checkpoints = (await ledger.checkpoints()).slice(-MOST_CHECKPOINTS).reverse();
  const devices = await received.devices();
  const own = await ownRow(parts);
  const refused = devices.find(({ device }) => device === own.device)?.refused ?? [];
  return {
    own: { ...own, refused },
    others: devices.filter(({ device }) => device !== own.device).map(rowOf),
    checkpoints: checkpoints.map(({ size, at }) => ({ size, at })),
    quarantined: await received.quarantined(),
  };
}

function rowOf(row: ReceivedDevice): LedgerRow {
  const { device, source, entries, base, size, held, lastAt, findings, refused, newer } = row;
  return {
    ...{ device, source, entries, size, lastAt, findings, refused, newer },
    first: base.edge.size,
    signed: held?.edge.size ?? null,
  };
}

/** This device's own ledger, by the same check as any other. */
async function ownRow(parts: ExportParts): Promise<Omit<LedgerRow, 'refused'>> {
  const { id, signing } = await parts.device();
  const checked = new DeviceLedger(id);
  const key = signing && publicKeyText(signing.publicKey);
  checked.begin({ device: id, key, prev: NO_LEAF, edge: EMPTY_EDGE });
  const { size } = await parts.ledger.head();
  for (let from = 0; from < size; from += SLICE) {
    const slice = await parts.ledger.page(from, SLICE);
    const hashes = await leafHashes(slice.map(({ line }) => line));
    for (const [at, { line, salt, body }] of slice.entries()) {
      const place = placeOf(line);
      if (place) checked.add({ line, salt, body, place }, hashes[at]);
    }
    await pause(0);
  }
  for (const { note } of await parts.ledger.checkpoints()) checked.addCheckpoint(note);
  const known = { key: signing?.publicKey ?? null, checkpoints: [] };
  const { entries, signed, findings, newer } = await checked.verify(verifyEd25519, known);
  return {
    device: id,
    source: null,
    entries,
    first: 0,
    size,
    signed,
    lastAt: null,
    findings,
    newer,
  };
}
