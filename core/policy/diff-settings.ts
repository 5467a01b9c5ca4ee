/**
 * What changes between two files of settings beside rules, hosts and times: what the nation's baseline
 * has no part in, and what holds from a later day on.
 */
import { SILENT_HOURS } from '../health/fleet-standing.ts';
import { PATTERN_LIMIT_NAMES, type PatternLimit } from '../patterns/limits.ts';
import { assuranceOf } from './assurance.ts';
import type { Pilot } from './pilots.ts';
import type { ManagedSettings } from './schema.ts';

type Settings = ManagedSettings | null;

export type SettingsChange =
  | { readonly of: 'suspended-begins' | 'suspended-over' | 'leads' }
  | { readonly of: 'force-name'; readonly before: string; readonly after: string }
  | { readonly of: 'delivery-begins' | 'delivery-over' | 'delivery-changed' }
  | { readonly of: 'fleet-begins' | 'fleet-over' }
  | { readonly of: 'silent-hours'; readonly before: number; readonly after: number }
  | { readonly of: 'record-key-begins' | 'record-key-over' | 'record-key-changed' }
  | { readonly of: 'pilot-stated' | 'pilot-over'; readonly pilot: Pilot }
  | { readonly of: 'pilot-moved'; readonly before: Pilot; readonly after: Pilot }
  | { readonly of: 'ring-begins' | 'ring-over'; readonly ring: Ring }
  | { readonly of: 'ring-changed'; readonly before: Ring; readonly after: Ring }
  | {
      readonly of: 'assurance';
      readonly name: PatternLimit | 'plantedPercent';
      readonly before: number;
      readonly after: number;
    };

/** A rollout as it is stated. */
interface Ring {
  readonly id: string;
  readonly percent: number;
}

/** @param day ISO, UTC: what is over by then changes nothing */
export function settingsChanges(
  before: Settings,
  after: Settings,
  day: string,
): readonly SettingsChange[] {
  return [
    ...suspension(before, after),
    ...nameChange(before, after),
    ...pilotChanges(pilotsOn(before, day), pilotsOn(after, day)),
    ...ringChange(ringOf(before), ringOf(after)),
    ...deliveryChanges(before, after),
    ...assuranceChanges(before, after),
  ];
}

function suspension(before: Settings, after: Settings): readonly SettingsChange[] {
  const [was, is] = [before?.suspended ?? false, after?.suspended ?? false];
  if (was === is) return [];
  return [{ of: is ? 'suspended-begins' : 'suspended-over' }];
}

/** The same force under another name: its code is what counts. */
function nameChange(before: Settings, after: Settings): readonly SettingsChange[] {
  const [one, other] = [before?.force, after?.force];
  if (!one || !other || one.code !== other.code || one.name === other.name) return [];
  return [{ of: 'force-name', before: one.name, after: other.name }];
}

/** As they are stated: one that begins next month is met by nobody today, and by everybody then. */
function pilotsOn(settings: Settings, day: string): readonly Pilot[] {
  return settings?.suspended ? [] : (settings?.pilots ?? []).filter(({ until }) => until >= day);
}

function pilotChanges(
  before: readonly Pilot[],
  after: readonly Pilot[],
): readonly SettingsChange[] {
  const told = after.flatMap((pilot): SettingsChange[] => {
    const was = before.find(({ rule }) => rule === pilot.rule);
    if (!was) return [{ of: 'pilot-stated', pilot }];
    const isSame = was.from === pilot.from && was.until === pilot.until;
    return isSame ? [] : [{ of: 'pilot-moved', before: was, after: pilot }];
  });
  const gone = before.filter((pilot) => !after.some(({ rule }) => rule === pilot.rule));
  return [...told, ...gone.map((pilot): SettingsChange => ({ of: 'pilot-over', pilot }))];
}

/** A rollout without rules comes to nothing on any device, and so does one that no device is in. */
export function ringOf(settings: Settings): Ring | null {
  const { rollout, suspended } = settings ?? {};
  if (!rollout || suspended || rollout.percent === 0) return null;
  return rollout.rules.length > 0 ? rollout : null;
}

function ringChange(before: Ring | null, after: Ring | null): readonly SettingsChange[] {
  const [one, other] = [before, after].map(
    (ring) => ring && { id: ring.id, percent: ring.percent },
  );
  if (!one) return other ? [{ of: 'ring-begins', ring: other }] : [];
  if (!other) return [{ of: 'ring-over', ring: one }];
  // Another name mixes the devices anew, but all of them are all of them.
  const isSame = one.percent === other.percent && (one.id === other.id || one.percent === 100);
  return isSame ? [] : [{ of: 'ring-changed', before: one, after: other }];
}

/** Where entries go, and under which handle. Suspension changes neither; both are never said in full. */
function deliveryChanges(before: Settings, after: Settings): readonly SettingsChange[] {
  const changed = <T extends string>(name: T, one: unknown, other: unknown) => {
    if (JSON.stringify(one) === JSON.stringify(other)) return [];
    const how = one === undefined ? 'begins' : other === undefined ? 'over' : 'changed';
    return [{ of: `${name}-${how}` as const }];
  };
  return [
    ...changed('delivery', whereTo(before), whereTo(after)),
    ...listChanges(before, after),
    ...changed('record-key', before?.recordKey, after?.recordKey),
  ];
}

/** Nodes are tried in any order, and units are read together. */
function whereTo(settings: Settings): object | undefined {
  if (!settings?.delivery) return undefined;
  const { urls, reads = [], fleet: _, silentHours: __, ...rest } = settings.delivery;
  const sorted = (all: readonly string[]) => [...new Set(all)].sort();
  return { ...rest, urls: sorted(urls), reads: sorted(reads) };
}

/** What the list of devices shows, which has nothing to do with where entries go. */
function listChanges(before: Settings, after: Settings): readonly SettingsChange[] {
  const [one, other] = [before, after].map((settings) => ({
    isListed: settings?.delivery?.fleet === true,
    hours: settings?.delivery?.silentHours ?? SILENT_HOURS,
  }));
  if (!one || !other) return [];
  const of = other.isListed ? 'fleet-begins' : 'fleet-over';
  return [
    ...(one.isListed === other.isListed ? [] : [{ of } as const]),
    ...(one.hours === other.hours
      ? []
      : [{ of: 'silent-hours', before: one.hours, after: other.hours } as const]),
  ];
}

function assuranceChanges(before: Settings, after: Settings): readonly SettingsChange[] {
  const [one, other] = [assuranceOf(before), assuranceOf(after)];
  const numbers = [
    ['plantedPercent', one.plantedPercent, other.plantedPercent] as const,
    ...PATTERN_LIMIT_NAMES.map((name) => [name, one.limits[name], other.limits[name]] as const),
  ];
  const isOther = JSON.stringify(one.leads.toSorted()) !== JSON.stringify(other.leads.toSorted());
  return [
    ...(isOther ? [{ of: 'leads' } as const] : []),
    ...numbers.flatMap(([name, from, to]): SettingsChange[] =>
      from === to ? [] : [{ of: 'assurance', name, before: from, after: to }],
    ),
  ];
}
