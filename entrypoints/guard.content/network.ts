/**
 * The guard's side of the closed network: which addresses are closed, and the openings that were
 * asked for. A wrong belief here lets nothing by: the request then meets the browser's own rules.
 */
import { endpointAt } from '../../core/network/endpoints.ts';
import { GATE_MS } from '../../core/network/gates.ts';
import type { Cell } from '../../core/policy/table.ts';
import type { SignalKind } from '../../core/vocabulary.ts';
import type { Assessment } from './assess.ts';
import { request } from './channel.ts';
import { policyInForce } from './in-force.ts';

/** An opening is not counted on in its last moments. */
const COUNTED_MS = GATE_MS - 500;

/** When each opening ends, by what it is for. */
const openings = new Map<SignalKind, number[]>();
const onTheirWay = new Map<SignalKind, Promise<void>>();

/** An address of the page as the browser understands it; null for what is none. */
export function addressIn(page: Document, text: string): URL | null {
  try {
    return new URL(text, page.baseURI);
  } catch {
    // A target that is no address asks nothing.
    return null;
  }
}

/** What asking an address does, where the network is closed to it. */
export function closedTo({ hostname, pathname }: URL): SignalKind | null {
  return endpointAt(policyInForce().endpoints, hostname, pathname)?.kind ?? null;
}

/** Whether any address of this kind is closed. */
export function isClosed(kind: SignalKind): boolean {
  return policyInForce().endpoints.some((endpoint) => endpoint.kind === kind);
}

/** Takes one opening, where there is one. */
export function takeOpening(kind: SignalKind): boolean {
  const now = performance.now();
  const left = (openings.get(kind) ?? []).filter((until) => now < until);
  const taken = left.shift() !== undefined;
  openings.set(kind, left);
  return taken;
}

/** Whether there is an opening that nothing has taken yet. */
export function hasOpening(kind: SignalKind): boolean {
  const now = performance.now();
  return openings.get(kind)?.some((until) => now < until) ?? false;
}

/** The background has opened the network to this kind. */
export function noteOpened(kind: SignalKind): void {
  if (!isClosed(kind)) return;
  openings.set(kind, [...(openings.get(kind) ?? []), performance.now() + COUNTED_MS]);
}

/** An opening that was asked for and is not there yet. */
export function openingOf(kind: SignalKind): Promise<void> | undefined {
  return onTheirWay.get(kind);
}

let tellCutOff = (): void => {};

/** @param tell called when the network stays closed because this page is from before an update */
export function whenCutOff(tell: () => void): void {
  tellCutOff = tell;
}

/** Asks for an opening; resolves when it is there, or when there will be none. */
export function openFor(
  { kind, role, dual, group, trust }: Cell,
  emergency = false,
): Promise<void> {
  const asked = { signal: kind, role, dual, group, trust, emergency };
  const opening = request('gate', asked)
    .then((answer) => {
      if (!answer.ok && answer.code === 'cut-off') tellCutOff();
      if (answer.ok && answer.reply) noteOpened(kind);
    })
    .finally(() => {
      if (onTheirWay.get(kind) === opening) onTheirWay.delete(kind);
    });
  onTheirWay.set(kind, opening);
  return opening;
}

/** A press that policy lets go begins: the network is opened before the page asks. */
export function openAhead({ classification, decision }: Assessment): void {
  const { kind } = classification;
  if (!isClosed(kind) || onTheirWay.has(kind) || hasOpening(kind)) return;
  openFor(decision.cell).catch(() => {
    // `request` answers failures as values; the request then meets a closed network.
  });
}
