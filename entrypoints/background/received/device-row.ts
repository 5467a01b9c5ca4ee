/** What is known of a device of which nothing came before, and of how many there may be. */
import { EMPTY_EDGE } from '../../../core/ledger/tree.ts';
import type { ReceivedDevice, Source, Start } from './database.ts';
import { NO_LEAF } from './leaves.ts';

/** More than the devices of the largest force: beyond it somebody makes them up. */
export const MOST_KNOWN_DEVICES = 50_000;

const BEGINNING: Start = { edge: EMPTY_EDGE, prev: NO_LEAF };

export function newDevice(
  device: string,
  source: Source,
  at: number,
  begins: Start | null = null,
): ReceivedDevice {
  return {
    device,
    source,
    key: null,
    firstAt: at,
    lastAt: at,
    entries: 0,
    size: begins?.edge.size ?? 0,
    newer: 0,
    withoutBody: 0,
    base: begins ? { edge: begins.edge, prev: begins.prev } : BEGINNING,
    held: null,
    findings: [],
    refused: [],
    unchecked: 1,
  };
}
