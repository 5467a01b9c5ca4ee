/** Whether what came of a device holds: from where it last did, in slices. */
import { publicKeyOf } from '../../../core/ledger/bundle.ts';
import { DeviceLedger } from '../../../core/ledger/device-ledger.ts';
import type { Finding } from '../../../core/ledger/findings.ts';
import { placeOf } from '../../../core/ledger/record.ts';
import { pushLeaf } from '../../../core/ledger/tree.ts';
import type { Standing } from '../../../core/review/rows.ts';
import { verifyEd25519 } from '../../../platform/ed25519.ts';
import { recordHashes } from '../../../platform/text-hashes.ts';
import { pause } from '../waiting.ts';
import { ofDevice, type ReceivedDatabase, type ReceivedDevice, type Start } from './database.ts';

/** Entries that are checked before whoever waits for the background gets its turn. */
const SLICE = 250;

export type Checked = Pick<ReceivedDevice, 'held' | 'findings'>;

/** Checks what is not known to hold yet. Costs what came since, where all before is signed. */
export async function checkDevice(db: ReceivedDatabase, row: ReceivedDevice): Promise<Checked> {
  const { device, key } = row;
  const start = row.held ?? row.base;
  const ledger = new DeviceLedger(device);
  ledger.begin({ device, key, prev: start.prev, edge: start.edge });
  const notes = (await db.getAll('checkpoints', ofDevice(device))).filter(
    ({ size }) => size > start.edge.size,
  );
  const ends = await tipsAt(db, device, start, new Set(notes.map(({ size }) => size)), ledger);
  for (const { note } of notes) ledger.addCheckpoint(note);
  const known = { key: publicKeyOf(key), checkpoints: [] };
  const { signed, findings } = await ledger.verify(verifyEd25519, known);
  const isWhole = findings.every(({ code }) => code === 'unsigned');
  const end = signed === null ? undefined : ends.get(signed);
  // What does not hold is checked again each time: what is missing may still come.
  return { held: isWhole && end ? end : row.held, findings };
}

/** Gives all entries to the check. @returns where the tree stands at each signed size */
async function tipsAt(
  db: ReceivedDatabase,
  device: string,
  start: Start,
  sizes: ReadonlySet<number>,
  ledger: DeviceLedger,
): Promise<ReadonlyMap<number, Start>> {
  const ends = new Map<number, Start>();
  let tip = start;
  for (let from = start.edge.size; ; ) {
    const slice = await db.getAll('entries', ofDevice(device, from), SLICE);
    const hashes = await recordHashes(slice);
    for (const [at, { seq, line, salt, body }] of slice.entries()) {
      const [place, own] = [placeOf(line), hashes[at]];
      if (place === null || own === undefined) continue;
      ledger.add({ line, salt, body, place }, own);
      if (seq !== tip.edge.size) continue;
      tip = { edge: pushLeaf(tip.edge, own.leaf), prev: own.leaf };
      if (sizes.has(tip.edge.size)) ends.set(tip.edge.size, tip);
    }
    const last = slice.at(-1);
    if (last === undefined || slice.length < SLICE) return ends;
    from = last.seq + 1;
    await pause(0);
  }
}

/** @param findings of the device */
export function standingOf(
  seq: number,
  { held, findings }: { readonly held: Start | null; readonly findings: readonly Finding[] },
): Standing {
  if (held && seq < held.edge.size) return 'signed';
  const covers = findings.filter((each) => seq >= each.first && seq <= each.last);
  if (covers.some(({ code }) => code !== 'unsigned')) return 'broken';
  return 'unsigned';
}
