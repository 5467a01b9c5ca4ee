/**
 * Of which units and people a figure is said, so that what is left out cannot be worked out from the
 * rest: what a total has more than those beside it is the figure of those who are not there.
 */

/** One thing that is counted: somebody's, and of a unit where that is known. */
export interface Item {
  readonly person: string;
  readonly unit: string | undefined;
}

export interface Fewest {
  /** Things of one person of which something is said. */
  readonly person: number;
  /** Things of a unit, or of all. */
  readonly team: number;
  /** People in a unit, or in all. */
  readonly people: number;
}

export interface Said {
  readonly all: boolean;
  readonly units: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
}

/** @param within nothing is said of whom this does not have; null where there is no such limit */
export function saidOf(items: readonly Item[], fewest: Fewest, within: Said | null = null): Said {
  // What is said of two people is said of a person.
  const isTeam = (part: readonly Item[]): boolean =>
    part.length >= fewest.team && peopleIn(part).size >= fewest.people;
  const byPerson = grouped(items, ({ person }) => person);
  const mayPeople = [...byPerson].flatMap(([name, { length }]) =>
    length >= fewest.person && (within === null || within.people.has(name)) ? [name] : [],
  );
  // Without a total there is nothing to take anything from.
  if (!isTeam(items) || within?.all === false)
    return { all: false, units: new Set(), people: new Set(mayPeople) };
  const people = withoutFew(items, byPerson, mayPeople, ({ person }) => person, isTeam);
  const left = peopleIn(items.filter(({ person }) => !people.has(person)));
  const isSafe = (unit: readonly Item[]): boolean => {
    const part = unit.filter(({ person }) => left.has(person));
    return part.length === 0 || peopleIn(part).size < left.size || isTeam(part);
  };
  const byUnit = grouped(items, ({ unit }) => unit);
  const mayUnits = [...byUnit].flatMap(([name, unit]) =>
    isTeam(unit) && isSafe(unit) && (within === null || within.units.has(name)) ? [name] : [],
  );
  const units = withoutFew(items, byUnit, mayUnits, ({ unit }) => unit, isTeam);
  return { all: true, units, people };
}

/** Leaves the smallest out as well until those who are left out are a team, or nobody is. */
function withoutFew(
  items: readonly Item[],
  groups: ReadonlyMap<string, readonly Item[]>,
  may: readonly string[],
  nameOf: (item: Item) => string | undefined,
  isTeam: (part: readonly Item[]) => boolean,
): ReadonlySet<string> {
  const sizeOf = (name: string): number => groups.get(name)?.length ?? 0;
  const largestFirst = may.toSorted((a, b) => sizeOf(b) - sizeOf(a));
  for (;;) {
    const said = new Set<string | undefined>(largestFirst);
    const rest = items.filter((item) => !said.has(nameOf(item)));
    if (rest.length === 0 || isTeam(rest)) return new Set(largestFirst);
    largestFirst.pop();
  }
}

const peopleIn = (items: readonly Item[]): ReadonlySet<string> =>
  new Set(items.map(({ person }) => person));

function grouped(
  items: readonly Item[],
  nameOf: (item: Item) => string | undefined,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = nameOf(item);
    if (name === undefined) continue;
    const group = groups.get(name) ?? [];
    group.push(item);
    groups.set(name, group);
  }
  return groups;
}
