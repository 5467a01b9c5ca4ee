/** Signs of life of made-up devices. */

import type { DeviceHeader } from '../../../core/health/device-words.ts';
import { type FleetName, heard, type Sighting } from '../../../core/health/fleet.ts';
import type { HeartbeatHeader } from '../../../core/ledger/header.ts';

export const HOUR = 3_600_000;
export const NOW = Date.UTC(2026, 10, 26, 12);
export const DEVICE = '00112233aabbccdd';
export const OTHER = 'ffeeddccbbaa9988';

const common = {
  v: 1,
  prev: '0'.repeat(64),
  device: DEVICE,
  extension: '0.1.0',
  policy: 'a'.repeat(64),
  body: null,
} as const;

/** @param at epoch milliseconds by the device's clock */
export function beat(at: number, change: Partial<HeartbeatHeader> = {}): HeartbeatHeader {
  const seq = Math.max(0, Math.round((at - NOW) / HOUR) + 10_000);
  return {
    ...common,
    kind: 'heartbeat',
    id: `${seq}`.padStart(32, '0'),
    seq,
    at,
    origin: 'managed',
    hosts: true,
    drift: 0,
    waiting: 0,
    undelivered: 0,
    ...change,
  };
}

/** Another word of the same device, one place after its beat of that time. */
export function word(at: number, change: { kind: 'fault'; code: 'guard-error' }): DeviceHeader {
  const { seq, id } = beat(at);
  return { ...common, id: id.replace(/^0/, 'f'), seq: seq + 1, at, ...change };
}

/** What the store took, at the moment when it was made where nothing else is said. */
export function taken(
  header: DeviceHeader,
  change: Partial<Omit<Sighting, 'header'>> = {},
): Sighting {
  return { name: 'off1001', unit: 't07', storedAt: header.at, header, ...change };
}

/** All of one name, in the order in which the store took it. */
export function known(...sightings: readonly Sighting[]): FleetName {
  let name: FleetName | null = null;
  for (const each of sightings) name = heard(name, each);
  if (name === null) throw new Error('nothing was heard');
  return name;
}
