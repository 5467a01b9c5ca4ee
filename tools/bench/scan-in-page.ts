/**
 * Times full readings of a page against the limits of any reading, in the guard's own world. Sent
 * to the page as text: it refers to nothing outside of itself.
 */

export interface ScanPlan {
  readonly warmUps: number;
  readonly rounds: number;
  /** No new round after this time; the rounds so far are the samples. */
  readonly budgetMs: number;
}

/** Milliseconds of each round. */
export interface ScanSamples {
  readonly l1: readonly number[];
  readonly l3: readonly number[];
  readonly see: readonly number[];
  /** Controls on the page, and how many of them the guard names as signals. */
  readonly controls: number;
  readonly signals: number;
}

export async function timeScans({ warmUps, rounds, budgetMs }: ScanPlan): Promise<ScanSamples> {
  const guard = globalThis.rightToReport;
  if (!guard) throw new Error('the guard has not started here');
  const collect: unknown = Reflect.get(globalThis, 'gc');
  const SELECTOR = 'input,select,textarea,button,a,[role]';

  /** Limit 1: finding the controls, without touching them. */
  const findControls = (): number => document.querySelectorAll(SELECTOR).length;

  /** Limit 3: stepping through the elements once and reading every text that can name a control. */
  const readLabels = (): number => {
    let read = 0;
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const name = node.nodeName;
      if (name === 'LABEL' || name === 'LEGEND' || name === 'TH') {
        read += node.textContent?.length ?? 0;
      }
    }
    return read;
  };

  /** A page as if just changed: no garbage, no cached labels, layout done, nothing remembered. */
  const prepare = async (): Promise<void> => {
    if (typeof collect === 'function') collect();
    const label = document.createElement('label');
    document.body.append(label);
    label.remove();
    document.body.getBoundingClientRect();
    await null;
    await null;
  };

  const works = [
    { run: findControls, times: [] as number[] },
    { run: readLabels, times: [] as number[] },
    { run: () => guard.see().length, times: [] as number[] },
  ];
  const started = performance.now();
  for (let round = -warmUps; round < rounds; round++) {
    if (round > 4 && performance.now() - started > budgetMs) break;
    for (let turn = 0; turn < works.length; turn++) {
      const work = works[(turn + round + warmUps) % works.length];
      if (!work) continue;
      await prepare();
      const before = performance.now();
      work.run();
      const took = performance.now() - before;
      if (round >= 0) work.times.push(took);
    }
  }
  const [l1 = [], l3 = [], see = []] = works.map(({ times }) => times);
  return { l1, l3, see, controls: findControls(), signals: guard.see().length };
}
