/** Figures as a table for people and as one object for machines. */

import { type Figure, type Unit, verdictOn } from './figure.ts';
import { NOT_HAD } from './peers.ts';

/** Where and how the figures were measured: absolute times mean nothing without it. */
export interface Circumstances {
  readonly browser: string;
  readonly node: string;
  readonly cores: number;
  /** Load average of the last minute at the start. */
  readonly load: number;
  readonly quick: boolean;
  readonly tookMs: number;
}

const DIGITS: Readonly<Record<Unit, number>> = { x: 2, us: 1, ms: 1, MB: 2, bytes: 0, count: 0 };

export function asTable(figures: readonly Figure[], seen: Circumstances): string {
  const rows = figures.map((figure) => {
    const { what, value, unit, goal, samples } = figure;
    const number = value.toFixed(DIGITS[unit]);
    return [
      what,
      unit === 'count' ? number : `${number} ${unit}`,
      goal ? `${goal.name}: ${goal.limit} ${goal.value}` : '',
      verdictOn(figure) ?? '',
      samples > 1 ? `n ${samples}` : '',
    ];
  });
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, column === 1))
      .join('  ')
      .trimEnd(),
  );
  const short = figures.filter((figure) => verdictOn(figure) === 'short').length;
  const held = figures.filter(({ goal }) => goal).length;
  return [
    `${seen.browser}, Node ${seen.node}, ${seen.cores} cores, load ${seen.load.toFixed(1)}`,
    'L1: querySelectorAll of all controls. L3: one walk that reads every label, legend and th.',
    'Pages are given as controls/shadow roots/frames. LIMIT-T: touches each control that is added.',
    NOT_HAD,
    '',
    ...lines,
    '',
    `${held - short} of ${held} goals met, ${short} short; ${(seen.tookMs / 1000).toFixed(0)} s`,
  ].join('\n');
}

function pad(cell: string, width: number, right: boolean): string {
  return right ? cell.padStart(width) : cell.padEnd(width);
}

export function asJson(figures: readonly Figure[], seen: Circumstances): string {
  return JSON.stringify({
    ...seen,
    figures: figures.map((figure) => ({ ...figure, verdict: verdictOn(figure) })),
  });
}
