/**
 * What is known of a force's devices from what they say of themselves: their signs of life, one after
 * the other, folded into one record for each name in the store's credentials. Nothing here is proved:
 * a device may say anything of itself, and nothing of another.
 */
import type { Rehearsed, SignedBy } from '../ledger/header.ts';
import type { PolicyOrigin } from '../vocabulary.ts';
import type { DeviceFault, DeviceHeader } from './device-words.ts';

/** One thing that a device said, and where and when the store took it. */
export interface Sighting {
  readonly name: string;
  readonly unit: string;
  /** Epoch milliseconds by the store's clock. */
  readonly storedAt: number;
  readonly header: DeviceHeader;
}

/** The newest sign of life. */
export interface Beat {
  /** Epoch milliseconds, when it was heard. */
  readonly heardAt: number;
  /** Epoch milliseconds by the device's clock. */
  readonly at: number;
  readonly hosts: boolean;
  readonly drift: number;
  readonly waiting: number;
  readonly undelivered: number | null;
  /** Epoch milliseconds by the device's clock, of the oldest of them. */
  readonly undeliveredSince: number | null;
  /** Whether the oldest of them waited already when the store took the sign of life before. */
  readonly isStuck: boolean;
}

export interface Trouble {
  readonly code: DeviceFault | 'fenced';
  /** Epoch milliseconds, when it was last heard. */
  readonly at: number;
}

/** What one device said. Times are by the store's clock, where it came by the store. */
export interface FleetDevice {
  readonly device: string;
  readonly firstAt: number;
  readonly heardAt: number;
  /** Of the newest entry. */
  readonly seq: number;
  readonly at: number;
  readonly extension: string;
  readonly policy: string;
  /** Since when it says this version and this policy. */
  readonly versionSince: number;
  readonly policySince: number;
  /** Null until it was said. */
  readonly origin: PolicyOrigin | null;
  readonly signed: SignedBy | null;
  readonly pilots: readonly Rehearsed[];
  readonly beat: Beat | null;
  /** Milliseconds from the device's time to the store's, of its last signs of life; newest first. */
  readonly lags: readonly number[];
  /** When it was last heard without permission for its hosts; null: never. */
  readonly hostsOffAt: number | null;
  /** When its ledger was last heard to go on from an earlier place; null: never. */
  readonly wentBackAt: number | null;
  readonly troubles: readonly Trouble[];
}

/** All that came under one name. */
export interface FleetName {
  /** Null where a ledger was read that names no credentials. */
  readonly name: string | null;
  readonly unit: string | null;
  /** The one heard last comes first. */
  readonly devices: readonly FleetDevice[];
}

const MOST_DEVICES = 5;
const MOST_LAGS = 12;

/** What is known once this was heard; the same again changes nothing. */
export function heard(
  known: FleetName | null,
  { name, unit, storedAt, header }: Sighting,
): FleetName {
  const before = known?.devices.find(({ device }) => device === header.device) ?? null;
  const now = heardOf(before, header, storedAt, true);
  const others = known?.devices.filter(({ device }) => device !== header.device) ?? [];
  const devices = [now, ...others].sort((a, b) => b.heardAt - a.heardAt).slice(0, MOST_DEVICES);
  const isLast = known === null || devices[0]?.device === header.device;
  return { name, unit: isLast ? unit : known.unit, devices };
}

/**
 * @param heardAt when the store took it, or where no store did, what the entry says itself
 * @param byStore whether the two clocks can be compared
 */
export function heardOf(
  known: FleetDevice | null,
  header: DeviceHeader,
  heardAt: number,
  byStore: boolean,
): FleetDevice {
  const base = known ?? firstOf(header, heardAt);
  const last = Math.max(base.heardAt, heardAt);
  const noted = { ...base, heardAt: last, troubles: withTrouble(base.troubles, header, heardAt) };
  const order = orderOf(known, header, heardAt);
  // A record that the store lost and got again: the device lives, and says nothing new.
  if (order === 'old') return noted;
  const wentBackAt = order === 'back' ? heardAt : base.wentBackAt;
  return { ...noted, ...saidBy(base, header, heardAt, byStore), wentBackAt };
}

function firstOf(
  { device, seq, at, extension, policy }: DeviceHeader,
  heardAt: number,
): FleetDevice {
  return {
    ...{ device, firstAt: heardAt, heardAt, seq, at, extension, policy },
    ...{ versionSince: heardAt, policySince: heardAt, origin: null, signed: null, pilots: [] },
    ...{ beat: null, lags: [], hostsOffAt: null, wentBackAt: null, troubles: [] },
  };
}

/** `back`: an older copy of the profile goes on, or there are two of one device. */
function orderOf(
  known: FleetDevice | null,
  { seq, at }: DeviceHeader,
  heardAt: number,
): 'new' | 'old' | 'back' {
  if (known === null || seq > known.seq) return 'new';
  return at > known.at && heardAt >= known.heardAt ? 'back' : 'old';
}

function saidBy(
  base: FleetDevice,
  header: DeviceHeader,
  heardAt: number,
  byStore: boolean,
): Partial<FleetDevice> {
  const { seq, at, extension, policy } = header;
  const common = {
    ...{ seq, at, extension, policy },
    versionSince: extension === base.extension ? base.versionSince : heardAt,
    policySince: policy === base.policy ? base.policySince : heardAt,
  };
  if (header.kind !== 'heartbeat' && header.kind !== 'policy-change') return common;
  const { origin, signed = null, pilots = [] } = header;
  const bounds = { ...common, origin, signed, pilots };
  if (header.kind === 'policy-change') return bounds;
  const { hosts, drift, waiting, undelivered = null, undeliveredSince = null } = header;
  return {
    ...bounds,
    beat: {
      ...{ heardAt, at, hosts, drift, waiting, undelivered, undeliveredSince },
      isStuck: byStore && isSameOldest(base.beat, undeliveredSince, heardAt),
    },
    lags: byStore ? [heardAt - at, ...base.lags].slice(0, MOST_LAGS) : [],
    hostsOffAt: hosts ? base.hostsOffAt : heardAt,
  };
}

/** Less than between two signs of life: those that waited for the network come together. */
const APART_MS = 30 * 60_000;

/** What was there before a sign of life goes first: where that one went and this did not, it is stuck. */
function isSameOldest(before: Beat | null, since: number | null, heardAt: number): boolean {
  if (before === null || since === null || since !== before.undeliveredSince) return false;
  return heardAt - before.heardAt >= APART_MS;
}

function withTrouble(
  before: readonly Trouble[],
  header: DeviceHeader,
  heardAt: number,
): readonly Trouble[] {
  if (header.kind !== 'fault' && header.kind !== 'gap') return before;
  const { code } = header;
  const last = before.find((each) => each.code === code)?.at ?? heardAt;
  return [...before.filter((each) => each.code !== code), { code, at: Math.max(last, heardAt) }];
}

/** When anything was last heard under a name. */
export function heardAtOf({ devices }: FleetName): number {
  return devices[0]?.heardAt ?? 0;
}
