/**
 * Cells of the decision domain merged into regions: boxes with some values on each axis, as wide
 * as the cells allow, so that one sentence stands for hundreds of cells.
 */
import {
  OFFENCE_GROUPS,
  type OffenceGroup,
  ROLES,
  type Role,
  SIGNAL_KINDS,
  type SignalKind,
} from '../vocabulary.ts';
import { occursAt } from './demand.ts';
import { SITE_TRUST, type SiteTrust } from './model.ts';
import { CELL_COUNT } from './table.ts';

export interface Region {
  readonly kind: readonly SignalKind[];
  readonly role: readonly Role[];
  readonly group: readonly OffenceGroup[];
  readonly dual: readonly boolean[];
  readonly trust: readonly SiteTrust[];
  readonly granted: readonly boolean[];
}

export const BOTH = [false, true] as const;

/** The whole domain. */
export const EVERYTHING: Region = {
  kind: SIGNAL_KINDS,
  role: ROLES,
  group: OFFENCE_GROUPS,
  dual: BOTH,
  trust: SITE_TRUST,
  granted: BOTH,
};

/** Numbers of values on each axis, and how far apart two neighbours are in a table. */
const SIZES = Object.values(EVERYTHING).map((values) => values.length);
const STRIDES = SIZES.map((_, axis) => SIZES.slice(axis + 1).reduce((all, size) => all * size, 1));

/** For each axis the numbers of its values. */
type Box = readonly (readonly number[])[];

/** Axes in the order in which a box grows. From several orders the widest box is taken. */
const ORDERS: readonly (readonly number[])[] = [
  [5, 4, 3, 2, 1, 0],
  [5, 4, 3, 1, 2, 0],
  [5, 4, 3, 0, 1, 2],
  [5, 4, 3, 2, 0, 1],
  [5, 4, 2, 3, 1, 0],
  [2, 1, 0, 3, 4, 5],
  [1, 2, 0, 5, 4, 3],
  [0, 1, 2, 3, 4, 5],
];

/** What a cell is to the regions that are looked for. */
const OTHER = 0;
const WANTED = 1;
const FREE = 2;

/** Axes on which values differ where nothing ever falls: "also a suspect" of a suspect says nothing. */
const MAY_BE_EMPTY: readonly number[] = [3, 5];

/**
 * Regions that together hold these cells, and beside them only such on which no attempt can fall. None of
 * them could be wider, and none is held by the others.
 *
 * @param cells numbers of cells; where an attempt can fall on none of them, they are told as they are
 */
export function regionsOf(cells: Iterable<number>): readonly Region[] {
  const all = [...cells];
  const met = all.filter(occursAt);
  const wanted = new Uint8Array(CELL_COUNT);
  if (met.length > 0)
    for (let cell = 0; cell < CELL_COUNT; cell++) wanted[cell] = occursAt(cell) ? OTHER : FREE;
  for (const cell of met.length > 0 ? met : all) wanted[cell] = WANTED;
  const covered = new Uint16Array(CELL_COUNT);
  const boxes: { readonly box: Box; readonly cells: readonly number[] }[] = [];
  for (let seed = 0; seed < CELL_COUNT; seed++) {
    if (wanted[seed] !== WANTED || covered[seed]) continue;
    const widest = ORDERS.map((order) => {
      const box = grown(seed, order, wanted);
      const held = cellsOf(box).filter((cell) => wanted[cell] === WANTED);
      return { box, cells: held, fresh: held.filter((cell) => !covered[cell]).length };
    }).reduce((best, each) => (each.fresh > best.fresh ? each : best));
    for (const cell of widest.cells) covered[cell] = (covered[cell] ?? 0) + 1;
    boxes.push(widest);
  }
  return boxes.filter((each) => !isHeldByOthers(each.cells, covered)).map(({ box }) => named(box));
}

/** Takes the box away where every cell of it is held twice. */
function isHeldByOthers(cells: readonly number[], covered: Uint16Array): boolean {
  if (!cells.every((cell) => (covered[cell] ?? 0) > 1)) return false;
  for (const cell of cells) covered[cell] = (covered[cell] ?? 0) - 1;
  return true;
}

/**
 * A value that takes in a cell of others cannot come later either: the box only gets wider. One that took
 * in nothing may, so each axis has a second turn.
 */
function grown(seed: number, order: readonly number[], wanted: Uint8Array): Box {
  const box = STRIDES.map((stride, axis) => [Math.floor(seed / stride) % (SIZES[axis] ?? 1)]);
  let tookNothing = false;
  for (const [turn, axis] of [...order, ...order].entries()) {
    if (turn === order.length && !tookNothing) break;
    const values = box[axis] ?? [];
    for (let value = 0; value < (SIZES[axis] ?? 0); value++) {
      if (values.includes(value)) continue;
      const slice = box.map((own, at) => (at === axis ? [value] : own));
      const held = cellsOf(slice);
      if (held.some((cell) => wanted[cell] === OTHER)) continue;
      if (MAY_BE_EMPTY.includes(axis) || held.some((cell) => wanted[cell] === WANTED))
        values.push(value);
      else tookNothing = true;
    }
    values.sort((a, b) => a - b);
  }
  return box;
}

function cellsOf(box: Box): readonly number[] {
  return box.reduce<readonly number[]>(
    (cells, values, axis) =>
      cells.flatMap((cell) => values.map((value) => cell + value * (STRIDES[axis] ?? 0))),
    [0],
  );
}

/** Numbers of the cells of a region. */
export function cellsIn(region: Region): readonly number[] {
  return cellsOf([
    numbers(EVERYTHING.kind, region.kind),
    numbers(EVERYTHING.role, region.role),
    numbers(EVERYTHING.group, region.group),
    numbers(EVERYTHING.dual, region.dual),
    numbers(EVERYTHING.trust, region.trust),
    numbers(EVERYTHING.granted, region.granted),
  ]);
}

function numbers<T>(all: readonly T[], some: readonly T[]): readonly number[] {
  return some.map((value) => all.indexOf(value));
}

function named(box: Box): Region {
  const pick = <T>(all: readonly T[], axis: number): readonly T[] =>
    all.filter((_, index) => box[axis]?.includes(index));
  return {
    kind: pick(EVERYTHING.kind, 0),
    role: pick(EVERYTHING.role, 1),
    group: pick(EVERYTHING.group, 2),
    dual: pick(EVERYTHING.dual, 3),
    trust: pick(EVERYTHING.trust, 4),
    granted: pick(EVERYTHING.granted, 5),
  };
}
