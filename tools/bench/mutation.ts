/** What the guard's observer adds to a change of the page, against an observer that does nothing. */
import type { BenchRun } from './bench-run.ts';
import { atMost, type Figure } from './figure.ts';
import { type Mutation, observeIdly, timeObservers } from './mutation-in-page.ts';
import { midmean } from './statistics.ts';

const GOAL = atMost('G5', 2);

const MUTATIONS: readonly { readonly mutation: Mutation; readonly what: string }[] = [
  { mutation: 'table', what: '500-row table drawn again' },
  { mutation: 'typing', what: 'one key: a counter and a class' },
  { mutation: 'attributes', what: '2,000 attributes set' },
];

/** Attributes that every round changes, among others that the guard would hear of. */
const OBSERVED = ['id', 'for', 'name', 'role', 'class', 'aria-label'];

/** Blocks of changes on the two pages in turn, so that load on the machine meets both. */
const BLOCKS = { full: 4, quick: 2 } as const;

export async function mutationFigures(run: BenchRun): Promise<readonly Figure[]> {
  const guarded = await run.open('guarded', 200, 'few');
  const plain = await run.open('unguarded', 200, 'few');
  await plain.call(observeIdly, OBSERVED);
  const figures: Figure[] = [];
  for (const { mutation, what } of MUTATIONS) {
    const rounds = Math.ceil((mutation === 'typing' ? 60 : 15) / (run.quick ? 2 : 1));
    const guardUs: number[] = [];
    const emptyUs: number[] = [];
    for (let block = 0; block < BLOCKS[run.quick ? 'quick' : 'full']; block++) {
      // In the page's own world, as the page's script would do it.
      guardUs.push(...(await guarded.page.evaluate(timeObservers, { mutation, rounds })));
      emptyUs.push(...(await plain.page.evaluate(timeObservers, { mutation, rounds })));
    }
    const common = { id: `observer.${mutation}`, samples: guardUs.length } as const;
    const [guard, empty] = [midmean(guardUs), midmean(emptyUs)];
    figures.push(
      {
        ...common,
        what: `observer to empty observer, ${what}`,
        value: guard / empty,
        unit: 'x',
        goal: GOAL,
      },
      {
        ...common,
        id: `${common.id}.us`,
        what: `observer and its records, ${what}`,
        value: guard,
        unit: 'us',
      },
    );
  }
  await guarded.close();
  await plain.close();
  return figures;
}
