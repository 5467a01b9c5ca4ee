/**
 * Times what the guard's listener does with a click, in the guard's own world. Sent to the page as
 * text: it refers to nothing outside of itself.
 */

/**
 * What changed since the last click: nothing; text somewhere, as a running clock does; or the
 * labels of the page.
 */
export type Change = 'nothing' | 'text' | 'labels';

export interface DecisionPlan {
  readonly selector: string;
  readonly change: Change;
  readonly clicks: number;
  readonly budgetMs: number;
}

export interface DecisionSamples {
  /** Microseconds of the listener, of each click. */
  readonly ownUs: readonly number[];
  /** The same as means of a hundred each, nothing changed in between. */
  readonly loopUs: readonly number[];
  /** Microseconds of whole dispatches: means of a hundred each, nothing changed in between. */
  readonly dispatchUs: readonly number[];
}

export async function timeDecisions(plan: DecisionPlan): Promise<DecisionSamples> {
  const control = document.querySelector(plan.selector);
  const stage = document.querySelector('#stage');
  if (!control || !stage) throw new Error(`no ${plan.selector} on the page`);
  stage.textContent = 'ready';
  const text = stage.firstChild;
  const init = { bubbles: true, cancelable: true, composed: true };
  const hear = globalThis.rightToReport?.hear;

  const change = (round: number): void => {
    if (plan.change === 'text' && text) text.nodeValue = `${round}`;
    if (plan.change === 'labels') {
      const label = document.createElement('label');
      stage.append(label);
      label.remove();
    }
  };

  const ownUs: number[] = [];
  const loopUs: number[] = [];
  let round = -50;
  let isHeard = false;
  // The guard has heard the click before: what it is given here it has to work out anew where
  // something changed in between, and to look up where nothing did.
  const listener = (event: MouseEvent): void => {
    isHeard = true;
    if (!hear) return;
    change(round);
    const before = performance.now();
    hear(event);
    const took = performance.now() - before;
    if (round >= 0) ownUs.push(took * 1000);
    if (round < 0 || plan.change !== 'nothing' || round % 10 !== 0) return;
    const start = performance.now();
    for (let turn = 0; turn < 100; turn++) hear(event);
    loopUs.push((performance.now() - start) * 10);
  };
  addEventListener('click', listener, { capture: true });
  const started = performance.now();
  for (; round < plan.clicks; round++) {
    if (round > 50 && performance.now() - started > plan.budgetMs) break;
    isHeard = false;
    control.dispatchEvent(new MouseEvent('click', init));
    if (!isHeard) throw new Error('the guard held the click');
    if (round % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  removeEventListener('click', listener, { capture: true });

  const dispatchUs: number[] = [];
  for (let turn = 0; turn < 20; turn++) {
    const events = Array.from({ length: 100 }, () => new MouseEvent('click', init));
    const before = performance.now();
    for (const event of events) control.dispatchEvent(event);
    dispatchUs.push(((performance.now() - before) * 1000) / events.length);
  }
  return { ownUs, loopUs, dispatchUs };
}

/**
 * A listener that does nothing, made in the extension's world of the page that is not guarded: to
 * reach that world with an event costs some microseconds, whatever is then done there.
 */
export function listenIdly(): void {
  addEventListener('click', (event) => event.type, { capture: true });
}
