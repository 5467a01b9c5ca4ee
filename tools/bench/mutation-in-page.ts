/**
 * Changes the page and times its observers. Sent to the page as text: it refers to
 * nothing outside of itself.
 */

export type Mutation = 'table' | 'typing' | 'attributes';

/** @returns microseconds of each round: all observers made before, with their records */
export async function timeObservers(plan: {
  readonly mutation: Mutation;
  readonly rounds: number;
}): Promise<readonly number[]> {
  const stage = document.querySelector('#stage');
  if (!stage) throw new Error('no stage on the page');
  const rows = Array.from(
    { length: 500 },
    (_, row) =>
      `<tr><td><input name="a${row}"></td><td><input name="b${row}"></td><td><button type="button">Open</button></td></tr>`,
  );
  const table = `<table><tr><th>Item</th><th>Value</th><th></th></tr>${rows.join('')}</table>`;
  stage.innerHTML = plan.mutation === 'table' ? table : '<span>0</span>'.repeat(2000);
  const spans = [...stage.children];
  const change = (round: number): void => {
    if (plan.mutation === 'table') stage.innerHTML = table;
    else if (plan.mutation === 'attributes') {
      for (const span of spans) span.className = `c${round % 2}`;
    } else if (spans[0]) {
      spans[0].textContent = `${round}`;
      spans[0].className = `c${round % 2}`;
    }
  };

  // Observers are called in the order in which they were made: this one is the last.
  const flag = document.createElement('i');
  let before = 0;
  let after = 0;
  const last = new MutationObserver(() => {
    after = performance.now();
  });
  last.observe(flag, { attributes: true });

  const tookUs: number[] = [];
  for (let round = -5; round < plan.rounds; round++) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    // Microtasks run in order, and the observers' own is queued by the first change.
    queueMicrotask(() => {
      before = performance.now();
    });
    change(round);
    flag.setAttribute('at', `${round}`);
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (round >= 0) tookUs.push((after - before) * 1000);
  }
  last.disconnect();
  return tookUs;
}

/** An observer of as much as the guard observes, which does nothing. Made in the guard's world. */
export function observeIdly(attributeFilter: readonly string[]): void {
  new MutationObserver(() => {}).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: [...attributeFilter],
  });
}
