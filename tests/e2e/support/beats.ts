/** Signs of life of devices that are no browser of ours, as such a device hands them in. */
import type { Deposit } from '../../../core/delivery/store.ts';
import type { HeartbeatHeader } from '../../../core/ledger/header.ts';
import { recordText } from '../../../core/ledger/record.ts';
import { FORCE } from '../../../tools/cluster/stage.ts';
import { beat } from '../../unit/health/fleet-samples.ts';
import { UNIT } from './stream-witness.ts';

/** @param at epoch milliseconds by the device's clock */
export function beatDeposit(
  depositor: string,
  at: number,
  change: Partial<HeartbeatHeader>,
): Deposit {
  const id = crypto.randomUUID();
  const line = JSON.stringify(beat(at, { ...change, id }));
  const place = { collection: 'heartbeats', force: FORCE, unit: UNIT, depositor, id } as const;
  return { place, text: recordText({ line, salt: null, body: null }) };
}
