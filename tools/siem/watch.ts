/**
 * What does not come. No single event shows it, so the forwarder keeps two bounded lists. Silence
 * and age are measured against the newest thing in the stream: while the stream itself is silent
 * nothing can be said of one device, and that is a finding of its own.
 */
import type { Place } from '../../core/delivery/subjects.ts';
import type { Header } from '../../core/ledger/header.ts';
import type { OcsfEvent } from './event.ts';
import type { State } from './state.ts';
import { findingEvent } from './stream-events.ts';

export interface Limits {
  readonly silentMs: number;
  readonly undecidedMs: number;
}

/** Twice the devices of the largest force; the oldest falls out, and a day's overrides of all forces. */
const MOST = 100_000;

const OVERRIDES: ReadonlySet<string> = new Set(['overridden', 'emergency']);

/** @param device null where it is not known */
export function noteStored(state: State, device: string | null, storedAt: number): void {
  state.newest = Math.max(state.newest, storedAt);
  state.isStreamSilent = false;
  if (device === null) return;
  const at = Math.max(storedAt, state.devices.get(device)?.at ?? 0);
  // Put in anew, so that the first of the map is the one not heard of for longest.
  state.devices.delete(device);
  state.devices.set(device, { at, isTold: false });
  dropOldest(state.devices);
}

/** @param collection in which it lay */
export function noteHeader(
  state: State,
  header: Header,
  storedAt: number,
  collection: Place['collection'],
): void {
  // One that claims a place has decided nothing until it lies there.
  const isDecision = header.kind === 'review' && (!header.claim || collection === 'reviews');
  if (isDecision) state.undecided.delete(header.of);
  if (header.kind !== 'attempt' || !OVERRIDES.has(header.choice)) return;
  state.undecided.set(header.id, storedAt);
  dropOldest(state.undecided);
}

function dropOldest(map: Map<string, unknown>): void {
  if (map.size <= MOST) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}

/** @returns findings, and what to do once they were sent: so that none is lost */
export function due(
  state: State,
  { silentMs, undecidedMs }: Limits,
  now: number,
): { readonly events: readonly OcsfEvent[]; readonly settle: () => void } {
  const { newest } = state;
  if (newest === 0) return { events: [], settle: () => undefined };
  const silent = [...state.devices].filter(
    ([, { at, isTold }]) => !isTold && at < newest - silentMs,
  );
  const undecided = [...state.undecided].filter(([, at]) => at < newest - undecidedMs);
  const isStreamSilent = !state.isStreamSilent && newest < now - silentMs;
  const events = [
    ...silent.map(([device, { at }]) => findingEvent('device-silent', device, at, now)),
    ...undecided.map(([id, at]) => findingEvent('override-unreviewed', id, at, now)),
    ...(isStreamSilent ? [findingEvent('stream-silent', state.force, newest, now)] : []),
  ];
  const settle = (): void => {
    for (const [, device] of silent) device.isTold = true;
    for (const [id] of undecided) state.undecided.delete(id);
    if (isStreamSilent) state.isStreamSilent = true;
  };
  return { events, settle };
}
