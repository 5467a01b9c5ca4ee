/** Devices as their ledgers tell of them, where ledgers lie here: this one's, and files of others'. */
import { isOfDevice } from '../../../core/health/device-words.ts';
import { type FleetDevice, heardOf } from '../../../core/health/fleet.ts';
import type { FleetRow } from '../../../core/health/fleet-messages.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import type { Device } from '../ledger/device.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { ReceivedStore } from '../received/store.ts';

export interface LedgersParts {
  readonly ledger: LedgerStore;
  readonly received: ReceivedStore;
  readonly device: () => Promise<Device>;
  readonly now: () => number;
}

/** The newest entries of each, among which signs of life are looked for: more than a day's. */
const LOOKED_AT = 200;

/** @param ofOthers whether whoever asks may read them @throws LedgerError */
export async function fleetOfLedgers(
  { ledger, received, device, now }: LedgersParts,
  ofOthers: boolean,
  after: number,
  count: number,
): Promise<{ readonly rows: readonly FleetRow[]; readonly hasMore: boolean }> {
  const own = (await device()).id;
  const others = ofOthers ? (await received.devices()).filter((each) => each.device !== own) : [];
  const rows: FleetRow[] = [];
  if (after === 0) {
    const { size } = await ledger.head();
    const from = Math.max(0, size - LOOKED_AT);
    const found = said(await ledger.page(from, LOOKED_AT), now());
    if (found) rows.push(rowOf(found, 1));
  }
  const part = others.slice(Math.max(0, after - 1), Math.max(0, after - 1) + count);
  for (const [number, row] of part.entries()) {
    const from = Math.max(0, row.size - LOOKED_AT);
    const found = said(await received.page(row.device, from, LOOKED_AT), row.lastAt);
    if (found) rows.push(rowOf(found, Math.max(1, after) + number + 1));
  }
  return { rows, hasMore: Math.max(0, after - 1) + count < others.length };
}

/** No store saw them: they were heard when they say so, and no later than they came here. */
function said(entries: readonly { readonly line: string }[], cameAt: number): FleetDevice | null {
  let known: FleetDevice | null = null;
  for (const { line } of entries) {
    const header = parseHeader(line);
    if (header === null || !isOfDevice(header)) continue;
    known = heardOf(known, header, Math.min(header.at, cameAt), false);
  }
  return known;
}

function rowOf(device: FleetDevice, changed: number): FleetRow {
  return { name: null, unit: null, devices: [device], changed };
}
