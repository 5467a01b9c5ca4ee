/**
 * Which planted case comes into a reviewer's queue, and when. It hangs on the leaf hash of a decision
 * of that reviewer, as sampling does: not known before the decision is made, and the same for whoever
 * has the entries. docs/sampling.md is the whole of it.
 */
import { NATIONAL_SEED } from '../policy/sampling.ts';
import { textHash } from '../text-hash.ts';
import type { PlantedCase } from './planted-set.ts';
import { DRAWS, drawOf } from './sampling.ts';

const HOUR_MS = 3_600_000;
/** It comes up to this long after the decision, as an override that somebody makes meanwhile does. */
export const MOST_DELAY_MS = 8 * HOUR_MS;
/** Then nobody answers it any more: what was drawn long ago must not come all at once. */
export const PLANTED_FOR_MS = 7 * 24 * HOUR_MS;

/** A decision of the reviewer. */
export interface DecisionDrawn {
  readonly id: string;
  /** Id of the attempt. */
  readonly of: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Leaf hash of its entry, hex. */
  readonly leaf: string;
}

export interface Plant {
  /** Of the row, and of the entry that the answer becomes: so there is one answer. */
  readonly id: string;
  readonly after: DecisionDrawn;
  readonly planted: PlantedCase;
  /** From when on it is listed, epoch milliseconds. */
  readonly at: number;
}

export function isPlantedAfter(leaf: string, percent: number): boolean {
  return drawOf('planted', NATIONAL_SEED, leaf) * 100 < percent * DRAWS;
}

/** 32 hexadecimal digits, as random ids have. */
export function plantedId(leaf: string): string {
  return textHash(`right-to-report/planted/1\n${leaf}\n`).slice(0, 32);
}

/** What is drawn after the decisions; which of it stands in a queue, {@link standing} says. */
export function plantsAfter(
  decisions: readonly DecisionDrawn[],
  set: readonly PlantedCase[],
  percent: number,
): readonly Plant[] {
  return decisions.flatMap((after): Plant[] => {
    const { leaf, at } = after;
    if (!isPlantedAfter(leaf, percent)) return [];
    const planted = set[drawOf('planted-case', NATIONAL_SEED, leaf) % set.length];
    if (planted === undefined) return [];
    const delay = (drawOf('planted-delay', NATIONAL_SEED, leaf) / DRAWS) * MOST_DELAY_MS;
    return [{ id: plantedId(leaf), after, planted, at: at + Math.floor(delay) }];
  });
}

/**
 * Those that wait for an answer. A reviewer meets a case once: whoever knows it shows only that they
 * remember.
 *
 * @param plants of one reviewer, the earliest decision first
 * @param answered names of the cases that the reviewer answered, by id of the plant
 */
export function standing(
  plants: readonly Plant[],
  answered: ReadonlyMap<string, string>,
  now: number,
): readonly Plant[] {
  const met = new Set(answered.values());
  return plants.filter(({ id, planted: { name }, at }) => {
    if (answered.has(id) || met.has(name) || at + PLANTED_FOR_MS < now) return false;
    met.add(name);
    return true;
  });
}

/**
 * A staff number that looks like those of the force, and is nobody's whom the list knows.
 *
 * @param like a number of the force
 * @param isTaken whether somebody has it, or one that can be read as it
 */
export function madeUpNumber(
  like: string,
  leaf: string,
  who: 'officer' | 'authoriser',
  isTaken: (number: string) => boolean,
): string {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    let digits = drawOf('planted-number', NATIONAL_SEED, `${leaf} ${who} ${tries}`);
    const made = like.replace(/\d/g, () => {
      const digit = digits % 10;
      digits = Math.floor(digits / 10);
      return String(digit);
    });
    if (/\d/.test(made) && !isTaken(made)) return made;
  }
  // Where all numbers of this shape are taken, or it has no digits.
  return drawOf('planted-number', NATIONAL_SEED, `${leaf} ${who}`).toString();
}

const MOST_TRIES = 50;
