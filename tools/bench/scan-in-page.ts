/**
 * Times readings of a frame against the limits of any reading, in the guard's own world. Sent to
 * the page as text: it refers to nothing outside of itself.
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
  /** All text that can name a control looked through for telling words, and controls counted. */
  readonly words: readonly number[];
  /** Each single control read and classified, with the role of its section. */
  readonly all: readonly number[];
  /** What the badge counts: words found, tied to controls, and those controls assessed. */
  readonly see: readonly number[];
  /** Closed shadow roots looked for among all elements. */
  readonly sweep: readonly number[];
  /** Controls in the frame, and how many of them the guard names as signals. */
  readonly controls: number;
  readonly signals: number;
}

export async function timeScans({ warmUps, rounds, budgetMs }: ScanPlan): Promise<ScanSamples> {
  const guard = globalThis.rightToReport;
  if (!guard) throw new Error('the guard has not started here');
  const collect: unknown = Reflect.get(globalThis, 'gc');
  const SELECTOR = 'input,select,textarea,button,a,[role]';
  const hosts = [...document.querySelectorAll('person-card')];
  const roots = [document, ...hosts.flatMap((host) => host.shadowRoot ?? [])];

  /** Limit 1: finding the controls, without touching them. */
  const findControls = (): number => {
    let found = 0;
    for (const root of roots) found += root.querySelectorAll(SELECTOR).length;
    return found;
  };

  /** Limit 3: stepping through the elements once and reading every text that can name a control. */
  const readLabels = (): number => {
    let read = 0;
    for (const root of roots) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const name = node.nodeName;
        if (name === 'LABEL' || name === 'LEGEND' || name === 'TH') {
          read += node.textContent?.length ?? 0;
        }
      }
    }
    return read;
  };

  /**
   * A page as if just loaded: no garbage, no cached labels, layout done, nothing remembered.
   *
   * @returns milliseconds of the search for closed roots, which is in no other figure
   */
  const prepare = async (): Promise<number> => {
    if (typeof collect === 'function') collect();
    const label = document.createElement('label');
    document.body.append(label);
    label.remove();
    document.body.getBoundingClientRect();
    await null;
    await null;
    const before = performance.now();
    guard.forget(true);
    return performance.now() - before;
  };

  const works = [
    { run: findControls, times: [] as number[] },
    { run: readLabels, times: [] as number[] },
    { run: () => guard.words(), times: [] as number[] },
    { run: () => guard.classifyAll(), times: [] as number[] },
    { run: () => guard.see().length, times: [] as number[] },
  ];
  const sweep: number[] = [];
  const started = performance.now();
  for (let round = -warmUps; round < rounds; round++) {
    if (round > 2 && performance.now() - started > budgetMs) break;
    for (let turn = 0; turn < works.length; turn++) {
      const work = works[(turn + round + warmUps) % works.length];
      if (!work) continue;
      const swept = await prepare();
      const before = performance.now();
      work.run();
      const took = performance.now() - before;
      if (round < 0) continue;
      work.times.push(took);
      sweep.push(swept);
    }
  }
  const [l1 = [], l3 = [], words = [], all = [], see = []] = works.map(({ times }) => times);
  const signals = guard.see().length;
  return { l1, l3, words, all, see, sweep, controls: findControls(), signals };
}
