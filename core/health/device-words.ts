/**
 * What an entry says of the device and of nothing that anybody did on it. It has no body, and lies in
 * a place of its own in the force's store, so that force IT reads it and no word of an officer.
 */
import type {
  FaultCode,
  FaultHeader,
  GapHeader,
  Header,
  HeartbeatHeader,
  PolicyChangeHeader,
} from '../ledger/header.ts';

/** The others tell of a look-up that was stopped, or of a life at risk. */
const FAULTS = [
  'guard-error',
  'policy-rejected',
  'stale-guard',
  'profile-drift',
  'store-lost',
  'store-differs',
  'stream-unreadable',
] as const satisfies readonly FaultCode[];
export type DeviceFault = (typeof FAULTS)[number];

export type DeviceHeader =
  | HeartbeatHeader
  | PolicyChangeHeader
  | (FaultHeader & { readonly code: DeviceFault })
  | (GapHeader & { readonly code: 'fenced' });

/** Whether the place of this entry is among signs of life. */
export function isOfDevice(header: Header): header is DeviceHeader {
  switch (header.kind) {
    case 'heartbeat':
    case 'policy-change':
      return header.body === null;
    case 'fault':
      return header.body === null && FAULTS.some((code) => code === header.code);
    case 'gap':
      // What does not hold of other devices is for whoever reads ledgers.
      return header.body === null && header.code === 'fenced';
    default:
      return false;
  }
}
