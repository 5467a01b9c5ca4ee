/**
 * What most up-to-date devices run. One device may say any version, and a force brings a version or a
 * policy to some devices first: so the newest is what enough of them have.
 */
import { type FleetDevice, type FleetName, heardAtOf } from './fleet.ts';

export interface Newer<What> {
  readonly what: What;
  /** Epoch milliseconds, when it was first heard. */
  readonly since: number;
  /** Devices that have it. */
  readonly devices: number;
}

export interface Newest {
  readonly version: Newer<string> | null;
  /** Version under which the settings were signed; null where none are. */
  readonly signature: Newer<number> | null;
  /** By unit: the policy that most have, and those that were there before it. */
  readonly policies: ReadonlyMap<string, Newer<string> & { readonly older: ReadonlySet<string> }>;
  readonly isOlder: (version: string, than: string) => boolean;
}

/** Of a hundred devices: fewer are a beginning, or one that says what it likes. */
export const ENOUGH_PERCENT = 5;

export function newestOf(names: readonly FleetName[], asOf: number, silentMs: number): Newest {
  const current: { readonly unit: string; readonly device: FleetDevice }[] = [];
  for (const name of names) {
    const [device] = name.devices;
    if (device && asOf - heardAtOf(name) <= silentMs)
      current.push({ unit: name.unit ?? '', device });
  }
  const devices = current.map(({ device }) => device);
  const enough =
    devices.length < 3 ? 1 : Math.max(2, Math.ceil((devices.length * ENOUGH_PERCENT) / 100));
  const versions = counted(
    devices,
    (each) => each.extension,
    (each) => each.versionSince,
  );
  const signatures = counted(
    devices.filter(({ signed }) => signed !== null),
    ({ signed }) => signed?.version ?? 0,
    (each) => each.policySince,
  );
  const byUnit = new Map<string, FleetDevice[]>();
  for (const { unit, device } of current) {
    const all = byUnit.get(unit);
    if (all) all.push(device);
    else byUnit.set(unit, [device]);
  }
  return {
    version: first(versions, enough, (a, b) => compareVersions(b, a)),
    signature: first(signatures, enough, (a, b) => b - a),
    policies: new Map(
      [...byUnit].flatMap(([unit, all]) => {
        const most = mostHave(all);
        return most ? [[unit, most] as const] : [];
      }),
    ),
    isOlder: (version, than) => compareVersions(version, than) < 0,
  };
}

function counted<What>(
  devices: readonly FleetDevice[],
  of: (device: FleetDevice) => What,
  sinceOf: (device: FleetDevice) => number,
): readonly Newer<What>[] {
  const found = new Map<What, Newer<What>>();
  for (const device of devices) {
    const what = of(device);
    const known = found.get(what);
    found.set(what, {
      what,
      since: Math.min(known?.since ?? Number.POSITIVE_INFINITY, sinceOf(device)),
      devices: (known?.devices ?? 0) + 1,
    });
  }
  return [...found.values()];
}

function first<What>(
  all: readonly Newer<What>[],
  enough: number,
  order: (a: What, b: What) => number,
): Newer<What> | null {
  return (
    all.filter(({ devices }) => devices >= enough).sort((a, b) => order(a.what, b.what))[0] ?? null
  );
}

/** A hash has no order: what more than half have is what was given out, and what was there before is older. */
function mostHave(
  devices: readonly FleetDevice[],
): (Newer<string> & { readonly older: ReadonlySet<string> }) | null {
  const all = counted(
    devices,
    (each) => each.policy,
    (each) => each.policySince,
  );
  const most = all.find((each) => each.devices * 2 > devices.length);
  if (!most) return null;
  const older = all.filter(({ what, since }) => what !== most.what && since < most.since);
  return { ...most, older: new Set(older.map(({ what }) => what)) };
}

/** Part by part, as browsers do. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((each) => each.split('.').map(Number));
  for (let part = 0; part < 4; part++) {
    const difference = (a?.[part] ?? 0) - (b?.[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
