/**
 * How a device stands, from what it last said: in words for whoever has to go and see. What a device
 * says may be wrong; that it says nothing is certain.
 */
import type { FleetDevice, FleetName } from './fleet.ts';
import type { Newest } from './fleet-newest.ts';

/** Worst first. */
export const FLEET_STATES = ['failing', 'silent', 'stale', 'well'] as const;
export type FleetState = (typeof FLEET_STATES)[number];

/** Worst first. */
const FAILING = [
  'hosts-off',
  'policy-refused',
  'policy-not-loaded',
  'policy-none',
  'fenced',
  'store-differs',
  'two-devices',
  'went-back',
  'stuck',
  'emergencies',
  'guard-error',
  'drift',
  'clock-ahead',
] as const;
const STALE = ['old-version', 'old-policy', 'no-beat', 'late'] as const;
/** Worth knowing, and nothing wrong. */
const NOTES = ['permission-back', 'reinstalled', 'earlier-device', 'pilot'] as const;
export const FLEET_REASONS = [...FAILING, 'silent', ...STALE, ...NOTES] as const;
export type FleetReasonCode = (typeof FLEET_REASONS)[number];

export interface FleetReason {
  readonly code: FleetReasonCode;
  /** How many, where it is counted. */
  readonly n?: number;
  /** Epoch milliseconds, where it is of a time. */
  readonly at?: number;
  /** Milliseconds, where it has a length. */
  readonly ms?: number;
  /** A device, a version, a rule. */
  readonly what?: string;
}

/** All in milliseconds, but for shares. */
export interface FleetLimits {
  readonly silentMs: number;
  /** Signs of life come later than that, each of the last. */
  readonly lateMs: number;
  readonly clockMs: number;
  /** How long what was wrong once is told. */
  readonly recentMs: number;
  /** How long the others have after the newest was first seen. */
  readonly graceMs: number;
}

export const SILENT_HOURS = 72;

/** @param beatMinutes between two signs of life @param silentHours as policy says */
export function fleetLimits(beatMinutes: number, silentHours: number = SILENT_HOURS): FleetLimits {
  const beat = beatMinutes * 60_000;
  return {
    silentMs: silentHours * 3_600_000,
    lateMs: 4 * beat,
    clockMs: beat / 12,
    recentMs: 24 * beat,
    graceMs: 48 * beat,
  };
}

export interface Around {
  /** Epoch milliseconds up to which everything was heard. */
  readonly asOf: number;
  readonly limits: FleetLimits;
  readonly newest: Newest;
}

export interface FleetStanding {
  readonly state: FleetState;
  /** Worst first. */
  readonly reasons: readonly FleetReason[];
}

/** Fewer say nothing of a clock: one may have waited. */
const LEAST_LAGS = 3;

export function standingOf(name: FleetName, around: Around): FleetStanding {
  const [device, ...others] = name.devices;
  if (!device) return { state: 'silent', reasons: [] };
  const { asOf, limits } = around;
  const silence = asOf - device.heardAt;
  const isSilent = silence > limits.silentMs;
  const found: FleetReason[] = [
    ...(isSilent ? [{ code: 'silent', ms: silence } as const] : []),
    ...saidWrong(device, around),
    ...clockReasons(device, limits),
    ...behindReasons(device, name.unit, around),
    ...(isSilent ? [] : beatReasons(device, around)),
    ...others.map((other) => besideReason(device, other, limits)),
    ...device.pilots.map(({ rule }) => ({ code: 'pilot', what: rule }) as const),
  ];
  const reasons = [...found].sort((a, b) => rankOf(a) - rankOf(b));
  return { state: isSilent ? 'silent' : stateOf(reasons), reasons };
}

function stateOf(reasons: readonly FleetReason[]): FleetState {
  if (reasons.some(({ code }) => FAILING.some((each) => each === code))) return 'failing';
  return reasons.some(({ code }) => STALE.some((each) => each === code)) ? 'stale' : 'well';
}

function rankOf({ code }: FleetReason): number {
  return FLEET_REASONS.indexOf(code);
}

/** What it says of itself that is wrong. */
function saidWrong(device: FleetDevice, { asOf, limits }: Around): readonly FleetReason[] {
  const { beat, origin, hostsOffAt, wentBackAt } = device;
  const isRecent = (at: number | null): at is number => at !== null && asOf - at <= limits.recentMs;
  const found: FleetReason[] = [];
  if (beat && !beat.hosts) found.push({ code: 'hosts-off', at: beat.heardAt });
  else if (isRecent(hostsOffAt)) found.push({ code: 'permission-back', at: hostsOffAt });
  if (origin === 'last-good' || origin === 'baseline-rejected')
    found.push({ code: 'policy-refused' });
  if (origin === 'baseline-not-loaded') found.push({ code: 'policy-not-loaded' });
  if (origin === 'baseline-none-configured') found.push({ code: 'policy-none' });
  if (isRecent(wentBackAt)) found.push({ code: 'went-back', at: wentBackAt });
  if (beat && beat.waiting > 0) found.push({ code: 'emergencies', n: beat.waiting });
  if (beat && beat.drift > 0) found.push({ code: 'drift', n: beat.drift });
  if (beat?.isStuck && beat.undeliveredSince !== null)
    found.push({ code: 'stuck', n: beat.undelivered ?? 0, ms: beat.at - beat.undeliveredSince });
  for (const { code, at } of device.troubles) {
    if (!isRecent(at)) continue;
    if (code === 'fenced' || code === 'guard-error') found.push({ code, at });
    if (code === 'store-differs' || code === 'store-lost')
      found.push({ code: 'store-differs', at });
  }
  return found;
}

/** Nothing is stored before it was made: then the clock is ahead, and by at least that much. */
function clockReasons({ lags }: FleetDevice, limits: FleetLimits): readonly FleetReason[] {
  const [newest] = lags;
  if (newest === undefined) return [];
  if (newest < -limits.clockMs) return [{ code: 'clock-ahead', ms: -newest }];
  const least = Math.min(...lags);
  // A clock that is behind and a delivery that is slow look the same.
  return lags.length >= LEAST_LAGS && least > limits.lateMs ? [{ code: 'late', ms: least }] : [];
}

function behindReasons(
  { extension, policy, signed }: FleetDevice,
  unit: string | null,
  { asOf, limits, newest }: Around,
): readonly FleetReason[] {
  const isOver = ({ since }: { readonly since: number }) => asOf - since > limits.graceMs;
  const found: FleetReason[] = [];
  const { version } = newest;
  if (version && isOver(version) && newest.isOlder(extension, version.what))
    found.push({ code: 'old-version', what: version.what });
  const { signature } = newest;
  const inUnit = newest.policies.get(unit ?? '');
  if (signature && isOver(signature)) {
    if ((signed?.version ?? -1) < signature.what)
      found.push({ code: 'old-policy', what: String(signature.what) });
  } else if (!signature && inUnit && isOver(inUnit) && inUnit.older.has(policy))
    found.push({ code: 'old-policy', what: inUnit.what.slice(0, 12) });
  return found;
}

/** It is heard, and not of how it is. */
function beatReasons(
  { beat, firstAt }: FleetDevice,
  { asOf, limits }: Around,
): readonly FleetReason[] {
  const since = asOf - (beat?.heardAt ?? firstAt);
  return since > limits.silentMs ? [{ code: 'no-beat', ms: since }] : [];
}

/** What another device under the same name tells of this one. */
function besideReason(
  { device, firstAt, heardAt }: FleetDevice,
  other: FleetDevice,
  limits: FleetLimits,
): FleetReason {
  const what = other.device;
  if (other.heardAt <= firstAt) {
    const n = other.beat?.undelivered ?? 0;
    return { code: 'reinstalled', what, at: firstAt, n };
  }
  // Both are heard after both were: two machines have one name, or a profile was copied.
  const isBoth = heardAt - other.heardAt <= limits.recentMs;
  return {
    code: isBoth ? 'two-devices' : 'earlier-device',
    what: isBoth ? `${device}, ${what}` : what,
    at: other.heardAt,
  };
}
