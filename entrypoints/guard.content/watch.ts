/**
 * Notices that the page changed. It does nothing at once but forget what was read; what is seen
 * is counted when the page is quiet, and a decision never waits for that.
 */
import { newEpoch } from './epoch.ts';

const ATTRIBUTES = [
  'id',
  'for',
  'name',
  'role',
  'type',
  'value',
  'title',
  'href',
  'action',
  'placeholder',
  'class',
  'aria-label',
  'aria-labelledby',
  'aria-describedby',
  'aria-controls',
  'data-target',
  'data-bs-target',
  'popovertarget',
  'label',
  'aria-selected',
  'aria-checked',
  'aria-current',
  'disabled',
  'hidden',
  'open',
];

/** @param onQuiet called when the page has been changed and is quiet again */
export function watch(signal: AbortSignal, onQuiet: () => void): void {
  let due = false;
  const changed = (): void => {
    newEpoch();
    if (due) return;
    due = true;
    whenIdle(() => {
      due = false;
      onQuiet();
    });
  };
  const observer = new MutationObserver(changed);
  observer.observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
  // Choosing a role or an offence changes no node: the answer to what the page says changes.
  for (const type of ['change', 'input', 'popstate', 'hashchange']) {
    addEventListener(type, changed, { capture: true, passive: true, signal });
  }
  signal.addEventListener('abort', () => observer.disconnect());
  changed();
}

function whenIdle(run: () => void): void {
  // Firefox and Chromium have it; a worker-less oddity falls back to a plain timer.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => run(), { timeout: 800 });
  else setTimeout(run, 200);
}
