/** What was measured of the review page, against its goals. */
import { atMost, type Figure } from './figure.ts';
import { median } from './statistics.ts';

export interface ActTimes {
  readonly screen: number[];
  readonly filter: number[];
  readonly words: number[];
  readonly sort: number[];
  readonly open: number[];
}

export function loadFigures(
  overrides: number,
  cold: readonly number[],
  warm: readonly number[],
  anewMs: number,
): readonly Figure[] {
  return [
    {
      id: 'review.load',
      what: `queue of ${overrides} loaded, background just started`,
      value: median(cold),
      unit: 'ms',
      samples: cold.length,
      goal: atMost('review', 2_000),
    },
    {
      id: 'review.load.warm',
      what: 'the same, background awake',
      value: median(warm),
      unit: 'ms',
      samples: warm.length,
    },
    {
      id: 'review.load.anew',
      what: 'the same, once, when all rows are made anew: another policy is in force',
      value: anewMs,
      unit: 'ms',
      samples: 1,
    },
  ];
}

export function actFigures({ screen, filter, words, sort, open }: ActTimes): readonly Figure[] {
  const goal = atMost('review', 200);
  const figure = (id: string, what: string, samples: readonly number[]): Figure => ({
    ...{ id: `review.${id}`, what, unit: 'ms', goal },
    ...{ value: median(samples), samples: samples.length },
  });
  return [
    figure('screen', 'first screen of the queue, after load', screen),
    figure('filter', 'a filter or a state chosen', filter),
    figure('words', 'words typed into the search', words),
    figure('sort', 'another order', sort),
    figure('open', 'an override opened with its evidence and proof', open),
  ];
}
