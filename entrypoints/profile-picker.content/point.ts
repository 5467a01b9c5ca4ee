/** A ring around one element, which takes no part in anything and goes by itself. */

const SHOWN_MS = 6_000;
const STYLE =
  'position:fixed;inset:auto;margin:0;padding:0;border:3px solid #d4351c;box-shadow:0 0 0 2px #fff;background:#d4351c22;pointer-events:none;overflow:hidden';

let gone = (): void => {};

export function pointTo(element: Element): void {
  gone();
  element.scrollIntoView({ block: 'center', inline: 'nearest' });
  const host = document.createElement('div');
  const ring = document.createElement('div');
  ring.style.cssText = STYLE;
  host.attachShadow({ mode: 'closed' }).append(ring);
  document.documentElement.append(host);
  // The top layer: a dialog of the page may be open there.
  ring.popover = 'manual';
  ring.showPopover();
  const place = (): void => {
    const { left, top, width, height } = element.getBoundingClientRect();
    for (const [name, value] of Object.entries({ left, top, width, height }))
      ring.style.setProperty(name, `${value}px`);
  };
  place();
  for (const type of ['scroll', 'resize']) addEventListener(type, place, true);
  const timer = setTimeout(() => gone(), SHOWN_MS);
  gone = () => {
    clearTimeout(timer);
    for (const type of ['scroll', 'resize']) removeEventListener(type, place, true);
    host.remove();
    gone = () => {};
  };
}
