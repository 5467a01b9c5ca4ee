/**
 * The layer over a page in which somebody points at an element. The layer takes the pointer and the
 * keys, so that neither the page nor the guard acts on them; frames are left open to their own layer.
 */

/** What stands in the bar, in the reader's language. */
export interface OverlayWords {
  readonly lang: string;
  readonly what: string;
  readonly keys: string;
  readonly leave: string;
}

const STYLE = `
:host{all:initial}
.layer{position:fixed;inset:0;width:auto;height:auto;margin:0;padding:0;border:0;max-width:none;max-height:none;background:transparent;cursor:crosshair;outline:0}
.bar{position:fixed;left:12px;right:12px;bottom:12px;padding:10px 14px;background:#12325c;color:#fff;font:15px/1.4 system-ui,sans-serif;border:2px solid #fff;border-radius:4px;display:flex;flex-wrap:wrap;gap:4px 14px;align-items:center}
.bar b{font-size:16px}.bar code{font:13px ui-monospace,monospace;overflow-wrap:anywhere}
button{font:inherit;padding:4px 12px;margin-left:auto;background:#fff;color:#12325c;border:0;border-radius:3px;cursor:pointer}
button:focus-visible{outline:3px solid #ffbf47}
.ring{position:fixed;pointer-events:none;border:3px solid #d4351c;box-shadow:0 0 0 2px #fff;background:#d4351c22}
`;

export interface Overlay {
  /** Shows which element is meant, and what it is. */
  mark(element: Element | null): void;
  /** The element at a point of the page below the layer, inside of shadow roots too. */
  under(x: number, y: number): Element | null;
  readonly layer: HTMLElement;
  close(): void;
}

export function openOverlay(
  words: OverlayWords,
  rootOf: (element: Element) => ShadowRoot | null,
  onLeave: () => void,
): Overlay {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = STYLE;
  const layer = document.createElement('div');
  layer.className = 'layer';
  layer.tabIndex = 0;
  layer.lang = words.lang;
  layer.setAttribute('role', 'application');
  layer.setAttribute('aria-label', `${words.what} ${words.keys}`);
  const ring = document.createElement('div');
  ring.className = 'ring';
  ring.hidden = true;
  const bar = document.createElement('div');
  bar.className = 'bar';
  const what = document.createElement('b');
  what.textContent = words.what;
  const keys = document.createElement('span');
  keys.textContent = words.keys;
  const shown = document.createElement('code');
  shown.setAttribute('aria-live', 'polite');
  const leave = document.createElement('button');
  leave.type = 'button';
  leave.textContent = words.leave;
  leave.addEventListener('click', (event) => {
    event.stopPropagation();
    onLeave();
  });
  bar.append(what, keys, shown, leave);
  layer.append(ring, bar);
  root.append(style, layer);
  document.documentElement.append(host);
  // The top layer: a dialog of the page may be open there.
  layer.popover = 'manual';
  layer.showPopover();
  const leaveOpen = (): void => leaveFramesOpen(layer);
  leaveOpen();
  for (const type of ['scroll', 'resize']) addEventListener(type, leaveOpen, true);
  layer.focus();

  function mark(element: Element | null): void {
    ring.hidden = element === null;
    if (!element) return;
    const { left, top, width, height } = element.getBoundingClientRect();
    Object.assign(ring.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    const id = element.id === '' ? '' : `#${element.id.slice(0, 40)}`;
    shown.textContent = `<${element.localName}>${id}`;
  }

  return {
    layer,
    mark,
    under(x, y) {
      let scope: Document | ShadowRoot = document;
      let found: Element | null = null;
      for (;;) {
        const next: Element | undefined = scope
          .elementsFromPoint(x, y)
          .find((element) => element !== host && element !== found);
        if (!next || next.getRootNode() !== scope) return found ?? next ?? null;
        found = next;
        const inner = rootOf(next);
        if (!inner) return found;
        scope = inner;
      }
    },
    close() {
      for (const type of ['scroll', 'resize']) removeEventListener(type, leaveOpen, true);
      host.remove();
    },
  };
}

/** Holes in the layer where frames are: each frame has a layer of its own. */
function leaveFramesOpen(layer: HTMLElement): void {
  const frames = [...document.querySelectorAll('iframe,frame')].map((frame) =>
    frame.getBoundingClientRect(),
  );
  if (frames.length === 0) return;
  const { clientWidth: w, clientHeight: h } = document.documentElement;
  const holes = frames.map(
    ({ left, top, right, bottom }) => `M${left} ${top}H${right}V${bottom}H${left}Z`,
  );
  layer.style.clipPath = `path(evenodd, "M0 0H${w}V${h}H0Z ${holes.join(' ')}")`;
}
