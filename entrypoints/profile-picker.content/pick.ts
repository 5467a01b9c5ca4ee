/** Pointing at an element, by pointer or by keys alone. */
import { type OverlayWords, openOverlay } from './overlay.ts';

/** What the arrow keys and Tab go to. */
const STOPS =
  'a[href],button,input,select,textarea,summary,[role],[tabindex],label,legend,h1,h2,h3,h4,td,th,dd,b,strong,span,output';

let cancel: (() => void) | null = null;

/** Ends the pointing that is under way; its promise gives null. */
export function cancelPick(): void {
  cancel?.();
}

/** @returns null where it was left */
export function pickElement(
  words: OverlayWords,
  rootOf: (element: Element) => ShadowRoot | null,
): Promise<Element | null> {
  cancelPick();
  return new Promise((resolve) => {
    let marked: Element | null = null;
    const overlay = openOverlay(words, rootOf, () => done(null));
    const stops = [...document.querySelectorAll(STOPS)].filter((each) => each.checkVisibility());

    function done(element: Element | null): void {
      cancel = null;
      overlay.close();
      resolve(element);
    }

    function go(element: Element | null | undefined): void {
      if (!element || element === document.documentElement) return;
      marked = element;
      element.scrollIntoView({ block: 'nearest' });
      overlay.mark(element);
    }

    function along(step: 1 | -1): void {
      const at = marked ? stops.indexOf(marked) : -1;
      const next = at < 0 && step < 0 ? stops.length - 1 : at + step;
      go(stops[(next + stops.length) % stops.length]);
    }

    const keys: Readonly<Record<string, (event: KeyboardEvent) => void>> = {
      Escape: () => done(null),
      Enter: () => {
        if (marked) done(marked);
      },
      Tab: ({ shiftKey }) => along(shiftKey ? -1 : 1),
      ArrowRight: () => along(1),
      ArrowLeft: () => along(-1),
      ArrowUp: () => go(marked?.parentElement),
      ArrowDown: () => go(marked?.firstElementChild),
    };

    const { layer } = overlay;
    layer.addEventListener('keydown', (event) => {
      event.stopPropagation();
      // The way out is a button of its own; the browser presses it.
      if (event.target !== layer && event.key !== 'Escape') return;
      const act = keys[event.key];
      if (!act) return;
      event.preventDefault();
      act(event);
    });
    layer.addEventListener('pointermove', ({ clientX, clientY }) => {
      marked = overlay.under(clientX, clientY);
      overlay.mark(marked);
    });
    layer.addEventListener('click', (event) => {
      event.stopPropagation();
      event.preventDefault();
      if (event.target !== layer || !event.isTrusted) return;
      done(overlay.under(event.clientX, event.clientY));
    });
    cancel = () => done(null);
  });
}
