/**
 * Openings in the closed network: each is for one request of one tab, of one kind, and for a few
 * seconds. Pure; the background keeps the list and makes the browser's rules follow it.
 */
import type { SignalKind } from '../vocabulary.ts';

/** Longest that an opening waits for its request, in milliseconds. */
export const GATE_MS = 5_000;

export interface Gate {
  readonly id: number;
  readonly tabId: number;
  readonly kind: SignalKind;
  /** Milliseconds of the same clock as the requests. */
  readonly until: number;
}

export interface Asked {
  readonly tabId: number;
  readonly kind: SignalKind;
  readonly at: number;
}

/** The opening that a request takes, the oldest first; null where it has none. */
export function gateFor(gates: readonly Gate[], { tabId, kind, at }: Asked): Gate | null {
  return (
    gates.find((gate) => gate.tabId === tabId && gate.kind === kind && at < gate.until) ?? null
  );
}

export function without(gates: readonly Gate[], taken: Gate): readonly Gate[] {
  return gates.filter(({ id }) => id !== taken.id);
}

/** Those that still wait for their request. */
export function notOver(gates: readonly Gate[], at: number): readonly Gate[] {
  return gates.filter(({ until }) => at < until);
}
