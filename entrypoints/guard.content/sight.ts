/**
 * Whether the officer sees the prompt, and since when. Chromium says itself what it paints over an
 * element, in this frame and in those around it; elsewhere it is looked for at places of the prompt.
 */

/** A look each so many milliseconds, where the browser does not tell by itself. */
const LOOK_MS = 100;

export interface Sight {
  /** Begins anew: from here on the prompt has yet to be seen. */
  begin(): void;
  end(): void;
  /** Milliseconds for which it had been seen without a break; negative where it was not. */
  seenFor(at: number): number;
}

/** @param hidden called whenever the prompt turns out not to be seen */
export function watchSight(dialog: HTMLElement, hidden: () => void): Sight {
  let from = Number.POSITIVE_INFINITY;
  let timer = 0;

  function note(isSeen: boolean, at: number): void {
    if (isSeen) from = Math.min(from, at);
    else {
      from = Number.POSITIVE_INFINITY;
      hidden();
    }
  }

  const observer = paintObserver((isSeen, at) => note(isSeen, at));
  return {
    begin() {
      this.end();
      from = Number.POSITIVE_INFINITY;
      if (observer) observer.observe(dialog);
      else {
        timer = window.setInterval(() => {
          // What was laid out has been painted when the next frame begins.
          requestAnimationFrame((at) => note(isOnTop(dialog), at));
        }, LOOK_MS);
      }
    },
    end() {
      observer?.disconnect();
      clearInterval(timer);
    },
    seenFor: (at) => at - from,
  };
}

function paintObserver(told: (isSeen: boolean, at: number) => void): IntersectionObserver | null {
  if (!('isVisible' in IntersectionObserverEntry.prototype)) return null;
  const options = { threshold: [0, 0.9], trackVisibility: true, delay: LOOK_MS };
  return new IntersectionObserver((entries) => {
    const last = entries.at(-1);
    if (!last) return;
    const isPainted = 'isVisible' in last && last.isVisible === true;
    told(isPainted && last.intersectionRatio >= 0.9, last.time);
  }, options);
}

function elementAt(x: number, y: number): Element | null {
  return Document.prototype.elementFromPoint.call(document, x, y);
}

const PLACES = [0.05, 0.5, 0.95] as const;

function isOnTop(dialog: HTMLElement): boolean {
  const root = dialog.getRootNode();
  if (!(root instanceof ShadowRoot)) return false;
  const { left, top, width, height } = dialog.getBoundingClientRect();
  return (
    width > 0 &&
    PLACES.every((x) =>
      PLACES.every((y) => elementAt(left + x * width, top + y * height) === root.host),
    )
  );
}
