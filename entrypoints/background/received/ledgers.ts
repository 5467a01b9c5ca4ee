/** Which ledgers are here, and what holds of each. */
import { publicKeyText } from '../../../core/ledger/bundle.ts';
import { DeviceLedger } from '../../../core/ledger/device-ledger.ts';
import { placeOf } from '../../../core/ledger/record.ts';
import { EMPTY_EDGE } from '../../../core/ledger/tree.ts';
import type { LedgerRow, LedgersReply } from '../../../core/review/ledger-messages.ts';
import { verifyEd25519 } from '../../../platform/ed25519.ts';
import { recordHashes } from '../../../platform/text-hashes.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { pause } from '../waiting.ts';
import type { ReceivedDevice } from './database.ts';
import type { ExportParts } from './exports.ts';
import { NO_LEAF } from './leaves.ts';

const MOST_CHECKPOINTS = 30;
/** Entries that are checked before whoever waits for the background gets its turn. */
const SLICE = 250;
/** Entries that are read at once: each reading takes the whole of a sealed segment. */
const PAGE = 2_000;

type OwnRow = Omit<LedgerRow, 'refused'>;

/** Own ledgers that are being checked: whoever asks meanwhile hears what comes of that. */
const checking = new WeakMap<LedgerStore, Promise<OwnRow>>();

/** For reviewers. @throws LedgerError */
export async function listLedgers(parts: ExportParts): Promise<LedgersReply> {
  const { received, ledger } = parts;
  const checkpoints = (await ledger.checkpoints()).slice(-MOST_CHECKPOINTS).reverse();
  const devices = await received.devices();
  const own = await ownRowInTurn(parts);
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

/** A reviewer who comes and goes does not have a long ledger checked several times at once. */
function ownRowInTurn(parts: ExportParts): Promise<OwnRow> {
  const { ledger } = parts;
  const running = checking.get(ledger);
  if (running) return running;
  const row = ownRow(parts).finally(() => checking.delete(ledger));
  checking.set(ledger, row);
  return row;
}

/** This device's own ledger, by the same check as any other. */
async function ownRow(parts: ExportParts): Promise<OwnRow> {
  const { id, signing } = await parts.device();
  const checked = new DeviceLedger(id);
  const key = signing && publicKeyText(signing.publicKey);
  checked.begin({ device: id, key, prev: NO_LEAF, edge: EMPTY_EDGE });
  const { size } = await parts.ledger.head();
  for (let from = 0; from < size; from += PAGE) {
    const page = await parts.ledger.page(from, PAGE);
    for (let begin = 0; begin < page.length; begin += SLICE) {
      const slice = page.slice(begin, begin + SLICE);
      const hashes = await recordHashes(slice);
      for (const [at, { line, salt, body }] of slice.entries()) {
        const place = placeOf(line);
        if (place) checked.add({ line, salt, body, place }, hashes[at]);
      }
      await pause(0);
    }
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
