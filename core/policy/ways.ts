/**
 * The ways in which one file of settings can be in force: for the force alone, in each unit, with and
 * without the ring of a rollout; or suspended, which is one way. Who is signed in, and whether a device is
 * in a ring, decides between them on the day and must not decide what is proved, compared or told.
 */
import { unitAsRecorded } from '../ledger/unit-recorded.ts';
import type { Baseline, PolicyInForce } from './assemble.ts';
import type { PilotInForce } from './pilots.ts';
import { inForceWith, type PolicyFile } from './policy-file.ts';
import type { BucketOf } from './rings.ts';
import type { ManagedSettings } from './schema.ts';
import type { Lasts } from './trial.ts';

export interface Way {
  /** As a certificate names it. */
  readonly name: string;
  /** Name of the rollout in whose ring the device is; null outside of it. */
  readonly ring: string | null;
  /** As the settings write it first; null where whoever is signed in belongs to none of them. */
  readonly unit: string | null;
}

/** No unit, no ring. */
export const ALONE: Way = { name: 'the policy alone', ring: null, unit: null };

/** The national baseline, with who manages and who uses the browser. */
export const SUSPENDED: Way = { ...ALONE, name: 'suspended' };

/** What a unit goes by where settings and whoever is signed in are compared. */
export function countedUnit(unit: string): string {
  return unitAsRecorded(unit).trim().toLowerCase();
}

/** Units of the settings by what they go by, as they are written first. */
export function unitsIn(settings: ManagedSettings | null): ReadonlyMap<string, string> {
  const units = new Map<string, string>();
  for (const { unit } of settings?.units ?? [])
    if (!units.has(countedUnit(unit))) units.set(countedUnit(unit), unit);
  return units;
}

/** Without a ring first, and in each the units in the order of the settings. */
export function waysOf({ settings }: PolicyFile): readonly Way[] {
  if (settings?.suspended) return [SUSPENDED];
  const rings = [null, ...(settings?.rollout ? [settings.rollout.id] : [])];
  return rings.flatMap((ring) =>
    [null, ...unitsIn(settings)].map((named): Way => {
      const [key, unit] = named ?? [null, null];
      const parts = [ring === null ? [] : `ring ${ring}`, key === null ? [] : `unit ${key}`].flat();
      return { name: parts.join(', ') || ALONE.name, ring, unit };
    }),
  );
}

const IN_RING: BucketOf = () => 0;

/**
 * What is in force in one of the ways, whoever the file says is signed in.
 *
 * @param lasts which trials are not over
 * @param pilots national rules that are rehearsed; none where the rules themselves are asked about
 */
export function inForceIn(
  way: Way,
  file: PolicyFile,
  baseline: Baseline,
  lasts: Lasts,
  pilots: readonly PilotInForce[] = [],
): PolicyInForce {
  const { settings } = file;
  if (!settings) return inForceWith(file, baseline, lasts, pilots);
  const rollout =
    way.ring === null || !settings.rollout ? undefined : { ...settings.rollout, percent: 100 };
  const identity = way.unit === null ? undefined : { id: '', unit: way.unit };
  const own = { ...file, settings: { ...settings, identity, rollout } };
  return inForceWith(own, baseline, lasts, pilots, IN_RING);
}

/** One part of a force that may come to something else than the rest: a ring, or a unit. */
export interface PartWay {
  readonly of: 'ring' | 'unit';
  readonly name: string;
  /** Rules of the part itself. */
  readonly count: number;
  readonly way: Way;
}

/** None where the policy is suspended. */
export function partsIn({ settings }: PolicyFile): readonly PartWay[] {
  if (!settings || settings.suspended) return [];
  const { rollout, units = [] } = settings;
  const rules = (key: string) => units.filter(({ unit }) => countedUnit(unit) === key);
  const ring = rollout && { of: 'ring' as const, name: rollout.id, count: rollout.rules.length };
  return [
    ...(ring ? [{ ...ring, way: { ...ALONE, ring: ring.name } }] : []),
    ...[...unitsIn(settings)].map(
      ([key, name]): PartWay => ({
        ...{ of: 'unit', name, way: { ...ALONE, unit: name } },
        count: rules(key).reduce((sum, each) => sum + each.rules.length, 0),
      }),
    ),
  ];
}
