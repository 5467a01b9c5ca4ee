/**
 * A page load that policy lets go while the network is still closed to it: it waits in the page for
 * the few milliseconds that opening takes. Once the page is given up it could not come back.
 */

import { isHeld, type SignalKind } from '../../core/vocabulary.ts';
import type { Assessment } from './assess.ts';
import { isHtml } from './dom.ts';
import { attribute, documentOf } from './native.ts';
import { addressIn, closedTo, hasOpening, openFor, openingOf, takeOpening } from './network.ts';
import { ANNOUNCES } from './page-loads.ts';
import { targetOf } from './site-profile.ts';

/**
 * @param control the link or what sends the form
 * @param again repeats the act; called when the network is open
 * @returns whether it waits
 */
export function waitsForNetwork(
  control: Element,
  { decision }: Assessment,
  again: () => void,
): boolean {
  if (isHeld(decision.outcome)) return false;
  const target = targetOf(control);
  const url = target === null ? null : addressIn(documentOf(control), target);
  const kind = url && closedTo(url);
  if (!kind || isOpen(kind)) return false;
  const next = (): void => {
    isOpen(kind);
    again();
  };
  (openingOf(kind) ?? openFor({ ...decision.cell, kind })).then(next, next);
  return true;
}

/** Where the browser announces the load that comes of it, the opening is taken there. */
function isOpen(kind: SignalKind): boolean {
  return ANNOUNCES ? hasOpening(kind) : takeOpening(kind);
}

/** A link that is followed in this page; one that opens another page leaves this one as it is. */
export function opensHere(control: Element, event: MouseEvent): boolean {
  if (!isHtml(control, 'a')) return false;
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
  return !elsewhere && !/^_blank$/i.test(attribute(control, 'target') ?? '');
}
