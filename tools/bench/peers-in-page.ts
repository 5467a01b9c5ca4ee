/** Times others over every control of the page. Sent to the page as text, like the other harnesses. */

export interface PeerPlan {
  /** `accname` or `naive`. */
  readonly peer: string;
  readonly rounds: number;
  /** A round that takes longer is ended, and its time is a lower bound. */
  readonly budgetMs: number;
}

export interface PeerSamples {
  readonly eachMs: readonly number[];
  /** Whether all rounds came to their end. */
  readonly isWhole: boolean;
}

export async function timePeer({ peer, rounds, budgetMs }: PeerPlan): Promise<PeerSamples> {
  const SELECTOR = 'input,select,textarea,button,a,[role]';
  const collect: unknown = Reflect.get(globalThis, 'gc');
  const WORDS = [
    'immigra\\w*',
    'visa',
    'nationalit\\w*',
    'passport',
    'asylum',
    'citizen\\w*',
    'home office',
    'brp',
    'pnc',
    'leds',
    'share code',
    'leave to remain',
    'country of birth',
    'right to work',
    'enforcement',
  ];
  const patterns = WORDS.flatMap((word) => [
    new RegExp(`\\b${word}\\b`, 'i'),
    new RegExp(`${word}.*status`, 'i'),
  ]);

  const nameOf = (control: Element): string => {
    const library: unknown = Reflect.get(globalThis, 'accname');
    const compute: unknown =
      typeof library === 'object' && library && Reflect.get(library, 'computeAccessibleName');
    return typeof compute === 'function' ? `${compute(control)}` : '';
  };

  /** Labels, shown text, place and style of each control, and every pattern over all of it. */
  const readNaively = (control: Element): number => {
    const labels = 'labels' in control && control.labels instanceof NodeList ? control.labels : [];
    // biome-ignore lint/performance/useDomNodeTextContent: it is what such readers do
    const shown = [...labels].map((label) => (label instanceof HTMLElement ? label.innerText : ''));
    // biome-ignore lint/performance/useDomNodeTextContent: as above
    const own = control instanceof HTMLElement ? control.innerText : '';
    const { width } = control.getBoundingClientRect();
    if (width === 0 || getComputedStyle(control).visibility === 'hidden') return 0;
    const text = [...shown, own, control.id, control.getAttribute('name')].join(' ');
    return patterns.filter((pattern) => pattern.test(text)).length;
  };

  const eachMs: number[] = [];
  let isWhole = true;
  for (let round = 0; round < rounds; round++) {
    if (typeof collect === 'function') collect();
    const label = document.createElement('label');
    document.body.append(label);
    label.remove();
    document.body.getBoundingClientRect();
    await null;
    const before = performance.now();
    let found = 0;
    for (const control of document.querySelectorAll(SELECTOR)) {
      found += peer === 'accname' ? nameOf(control).length : readNaively(control);
      if (performance.now() - before > budgetMs) {
        isWhole = false;
        break;
      }
    }
    const took = performance.now() - before;
    if (found === 0) throw new Error('the peer found nothing');
    eachMs.push(took);
  }
  return { eachMs, isWhole };
}
