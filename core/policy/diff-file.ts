/**
 * What changes between two policy files for everybody, and beyond that in the ring of a rollout and in
 * each unit. Where a ring and a unit both add rules, each is told by itself.
 */
import type { Baseline, PolicyInForce } from './assemble.ts';
import {
  type ChangeIn,
  changesIn,
  type Difference,
  diff,
  type GeneralChange,
  keyOf,
  trialChanges,
} from './diff.ts';
import { ringOf, settingsChanges } from './diff-settings.ts';
import { inForceWith, type PolicyFile, statedPilots } from './policy-file.ts';
import { type Region, regionsOf } from './regions.ts';
import { compileTable } from './table.ts';
import { onDay } from './trial.ts';
import { ALONE, inForceIn, unitsIn, type Way } from './ways.ts';

export interface FileDifference extends Difference {
  readonly parts: readonly PartDifference[];
}

/** What is otherwise in one part of the force than the changes for everybody say. */
export interface PartDifference extends Difference {
  readonly where: { readonly of: 'ring' | 'unit'; readonly name: string };
  /** Where everybody else meets a change and this part meets none. */
  readonly unchanged: readonly Region[];
}

/** @param day ISO, UTC */
export function diffOfFiles(
  before: PolicyFile,
  after: PolicyFile,
  baseline: Baseline,
  day: string,
): FileDifference {
  const [was, is] = [before, after].map((file) => everybodys(file, baseline, day));
  if (!was || !is) return { cells: [], general: [], parts: [] };
  const { cells, general } = diff(was, is);
  const parts = partsOf(before, after).map(({ where, ways: [one, other] }): PartDifference => {
    const own = inForceOn(one, before, baseline, day);
    const next = inForceOn(other, after, baseline, day);
    const here = changesIn(compileTable(own.packs), compileTable(next.packs));
    return {
      where,
      cells: beyond(here, cells),
      general: beyondTrials(trialChanges(own.trials, next.trials), general),
      unchanged: missing(cells, here),
    };
  });
  const ofSettings = settingsChanges(before.settings, after.settings, day);
  return {
    cells,
    general: [...general, ...ofSettings],
    parts: parts.filter(
      (part) => part.cells.length + part.general.length + part.unchanged.length > 0,
    ),
  };
}

function inForceOn(way: Way, file: PolicyFile, baseline: Baseline, day: string): PolicyInForce {
  const policy = inForceIn(way, file, baseline, onDay(day), statedPilots(file.settings, day));
  // Pilots are told as they are stated, with both days.
  const rehearsed = new Set(policy.pilots.map(({ rule }) => rule));
  return { ...policy, trials: policy.trials.filter(({ id }) => !rehearsed.has(id)) };
}

/** Without the unit of whoever the file says is signed in; who that is, is compared all the same. */
function everybodys(file: PolicyFile, baseline: Baseline, day: string): PolicyInForce {
  const { identity } = inForceWith(file, baseline, onDay(day));
  return { ...inForceOn(ALONE, file, baseline, day), identity };
}

interface Part {
  readonly where: PartDifference['where'];
  /** In the one file and in the other. */
  readonly ways: readonly [Way, Way];
}

function partsOf(before: PolicyFile, after: PolicyFile): readonly Part[] {
  const [was, is] = [before.settings, after.settings];
  const [one, other] = [ringOf(was)?.id ?? null, ringOf(is)?.id ?? null];
  const ring = other ?? one;
  const rings: readonly Part[] =
    ring === null
      ? []
      : [
          {
            where: { of: 'ring', name: ring },
            ways: [
              { ...ALONE, ring: one },
              { ...ALONE, ring: other },
            ],
          },
        ];
  const units = new Map([...unitsIn(is), ...unitsIn(was), ...unitsIn(is)]);
  return [
    ...rings,
    ...[...units.values()].map((unit): Part => {
      const way = { ...ALONE, unit };
      return { where: { of: 'unit', name: unit }, ways: [way, way] };
    }),
  ];
}

/** Changes that are met here and not by everybody. */
function beyond(here: readonly ChangeIn[], all: readonly ChangeIn[]): readonly ChangeIn[] {
  const known = new Map(
    all.map(({ change, cells }) => [JSON.stringify(keyOf(change)), new Set(cells)]),
  );
  return here.flatMap(({ change, cells }): readonly ChangeIn[] => {
    const told = known.get(JSON.stringify(keyOf(change)));
    const own = cells.filter((cell) => !told?.has(cell));
    return own.length > 0 ? [{ change, cells: own, regions: regionsOf(own) }] : [];
  });
}

function missing(all: readonly ChangeIn[], here: readonly ChangeIn[]): readonly Region[] {
  const met = new Set(here.flatMap(({ cells }) => cells));
  const unmet = all.flatMap(({ cells }) => cells.filter((cell) => !met.has(cell)));
  return regionsOf(new Set(unmet));
}

function beyondTrials(
  here: readonly GeneralChange[],
  all: readonly GeneralChange[],
): readonly GeneralChange[] {
  const told = new Set(all.map((change) => JSON.stringify(change)));
  return here.filter((change) => !told.has(JSON.stringify(change)));
}
