/** The list of devices: worst first, filtered, counted so that counts and list agree. */
import { type FleetDevice, type FleetName, heardAtOf } from './fleet.ts';
import { type Newest, newestOf } from './fleet-newest.ts';
import {
  FLEET_REASONS,
  FLEET_STATES,
  type FleetLimits,
  type FleetStanding,
  type FleetState,
  standingOf,
} from './fleet-standing.ts';

export interface FleetItem extends FleetStanding {
  /** The name, or the device where no name is known. */
  readonly id: string;
  readonly name: string | null;
  readonly unit: string | null;
  /** The one that was heard last. */
  readonly device: FleetDevice;
  readonly heardAt: number;
}

export interface FleetList {
  readonly items: readonly FleetItem[];
  readonly newest: Newest;
}

/** @param asOf epoch milliseconds up to which everything was heard */
export function fleetList(
  names: readonly FleetName[],
  asOf: number,
  limits: FleetLimits,
): FleetList {
  const newest = newestOf(names, asOf, limits.silentMs);
  const items = names.flatMap((each): FleetItem[] => {
    const [device] = each.devices;
    if (!device) return [];
    const { name, unit } = each;
    const standing = standingOf(each, { asOf, limits, newest });
    return [
      { id: name ?? device.device, name, unit, device, heardAt: heardAtOf(each), ...standing },
    ];
  });
  return { items: worstFirst(items), newest };
}

/** Who is silent for longest comes first among the silent; else whoever has the worst reason. */
function urgencyOf({ state, heardAt, reasons: [worst] }: FleetItem): readonly [number, number] {
  const within = worst ? FLEET_REASONS.indexOf(worst.code) : FLEET_REASONS.length;
  return [FLEET_STATES.indexOf(state), state === 'silent' ? heardAt : within];
}

function worstFirst(items: readonly FleetItem[]): readonly FleetItem[] {
  // Worked out once for each: a list of 35,000 compares half a million times.
  const ordered = items.map((item) => ({ item, urgency: urgencyOf(item) }));
  ordered.sort(
    (a, b) =>
      a.urgency[0] - b.urgency[0] ||
      a.urgency[1] - b.urgency[1] ||
      (a.item.id < b.item.id ? -1 : 1),
  );
  return ordered.map(({ item }) => item);
}

export type FleetStateFilter = FleetState | 'all';

export interface FleetFilter {
  readonly state: FleetStateFilter;
  /** Null: all units. */
  readonly unit: string | null;
  /** Every word of it has to occur in name, unit, device, version or policy. */
  readonly text: string;
}

export type FleetCounts = Readonly<Record<FleetStateFilter, number>>;

/** What a filter leaves, and how many each state would leave with the same unit and words. */
export function fleetMatching(
  items: readonly FleetItem[],
  { state, unit, text }: FleetFilter,
): { readonly shown: readonly FleetItem[]; readonly counts: FleetCounts } {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const inScope = items.filter((item) => {
    if (unit !== null && item.unit !== unit) return false;
    const said = `${item.id} ${item.unit ?? ''} ${item.device.device} ${item.device.extension} ${item.device.policy}`;
    return words.every((word) => said.includes(word));
  });
  const count = (wanted: FleetState) => inScope.filter((item) => item.state === wanted).length;
  return {
    shown: state === 'all' ? inScope : inScope.filter((item) => item.state === state),
    counts: {
      failing: count('failing'),
      silent: count('silent'),
      stale: count('stale'),
      well: count('well'),
      all: inScope.length,
    },
  };
}

export function unitsOf(items: readonly FleetItem[]): readonly string[] {
  return [...new Set(items.flatMap(({ unit }) => (unit === null ? [] : [unit])))].sort();
}
