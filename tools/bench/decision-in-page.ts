/**
 * Times what the guard's listener takes before the page hears of a click, in the guard's own
 * world. Sent to the page as text: it refers to nothing outside of itself.
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
  /** Microseconds from the dispatch to the first listener after the guard's. */
  readonly eachUs: readonly number[];
  /** Microseconds of a whole dispatch: means of a hundred each, nothing changed in between. */
  readonly loopUs: readonly number[];
}

export async function timeDecisions(plan: DecisionPlan): Promise<DecisionSamples> {
  const control = document.querySelector(plan.selector);
  const stage = document.querySelector('#stage');
  if (!control || !stage) throw new Error(`no ${plan.selector} on the page`);
  stage.textContent = 'ready';
  const text = stage.firstChild;
  const init = { bubbles: true, cancelable: true, composed: true };

  const change = async (round: number): Promise<void> => {
    if (plan.change === 'nothing') return;
    if (plan.change === 'text' && text) text.nodeValue = `${round}`;
    if (plan.change === 'labels') {
      const label = document.createElement('label');
      stage.append(label);
      label.remove();
    }
    await null;
    await null;
  };

  let heard = 0;
  // Listeners of one target run in order of registration: the guard's have run when this one does.
  const listener = (): void => {
    heard = performance.now();
  };
  addEventListener('click', listener, { capture: true });
  const eachUs: number[] = [];
  const started = performance.now();
  for (let round = -50; round < plan.clicks; round++) {
    if (round > 50 && performance.now() - started > plan.budgetMs) break;
    await change(round);
    const event = new MouseEvent('click', init);
    heard = 0;
    const before = performance.now();
    control.dispatchEvent(event);
    if (heard === 0) throw new Error('the guard held the click');
    if (round >= 0) eachUs.push((heard - before) * 1000);
  }
  removeEventListener('click', listener, { capture: true });

  const loopUs: number[] = [];
  for (let turn = 0; turn < 20; turn++) {
    const events = Array.from({ length: 100 }, () => new MouseEvent('click', init));
    const before = performance.now();
    for (const event of events) control.dispatchEvent(event);
    loopUs.push(((performance.now() - before) * 1000) / events.length);
  }
  return { eachUs, loopUs };
}

/**
 * A listener that does nothing, made in the extension's world of the page that is not guarded: to
 * reach that world with an event costs some microseconds, whatever is then done there.
 */
export function listenIdly(): void {
  addEventListener('click', (event) => event.type, { capture: true });
}
