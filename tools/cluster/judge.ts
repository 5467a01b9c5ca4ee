/**
 * Whether every node has what it is to have. In the force's streams nothing is ever deleted, so
 * sequence numbers say how many messages there must be; a node's own last number and its own count
 * are two answers, and a node whose count is smaller lacks records without knowing it.
 */
import type { HeldThere, NodeAnswer } from './node-answers.ts';

export type FaultKind =
  | 'not-asked'
  | 'unwell'
  | 'no-stream'
  | 'no-leader'
  | 'lacks'
  | 'shortened'
  | 'places'
  | 'bytes'
  | 'behind'
  | 'copy-behind'
  | 'copy-ahead';

export interface Fault {
  readonly kind: FaultKind;
  /** Empty: of all. */
  readonly node: string;
  /** Empty: of the node as a whole. */
  readonly stream: string;
  /** Of sequence numbers, both included. */
  readonly from: number;
  readonly to: number;
  /** Of messages; bytes where the kind says so. */
  readonly count: number;
  /** Another node has all of it. */
  readonly isWholeElsewhere: boolean;
  /** What the node said, or what it did while it was watched. */
  readonly words: string;
}

/** What may be well a moment later: nodes that have just started, or have just been written to. */
const PASSING: readonly FaultKind[] = ['behind', 'copy-behind', 'unwell', 'no-leader'];

export function mayPass({ kind }: Fault): boolean {
  return PASSING.includes(kind);
}

const COPIED = { OVR: 'OVR-MIRROR', REV: 'REV-MIRROR' } as const;

export function isOfCopy({ stream }: Fault): boolean {
  return Object.values(COPIED).some((copy) => copy === stream);
}

export const STREAMS = ['OVR', 'REV', 'ASK', 'OVR-MIRROR', 'REV-MIRROR'] as const;
/** Its messages go after an hour, the oldest first. */
const AGES = 'ASK';

function fault(kind: FaultKind, about: Partial<Fault>): Fault {
  return {
    ...{ node: '', stream: '', from: 0, to: 0, count: 0, isWholeElsewhere: false, words: '' },
    ...about,
    kind,
  };
}

type Sighting = readonly NodeAnswer[];

/** @param before the first answers, which later ones must have come up to */
export function faultsIn(before: Sighting, now: Sighting): readonly Fault[] {
  const ofNodes = now.flatMap(({ node, by, why, unwell }) => [
    ...(by === 'itself'
      ? []
      : [fault('not-asked', { node, words: why, count: by === 'none' ? 0 : 1 })]),
    ...(unwell === null ? [] : [fault('unwell', { node, words: unwell })]),
  ]);
  const ofStreams = STREAMS.flatMap((stream) => inStream(stream, before, now));
  return [...ofNodes, ...ofStreams, ...inCopies(before, now)];
}

export function on(sighting: Sighting, stream: string): ReadonlyMap<string, HeldThere> {
  return new Map(
    sighting.flatMap(({ node, held }) =>
      held.filter((each) => each.stream === stream).map((each) => [node, each] as const),
    ),
  );
}

function highest(sighting: Sighting, stream: string): number {
  return Math.max(0, ...[...on(sighting, stream).values()].map(({ last }) => last));
}

function lowest(held: Iterable<HeldThere>): number {
  return Math.min(...[...held].map(({ first, last }) => (last === 0 ? 1 : first)));
}

function inStream(stream: string, before: Sighting, now: Sighting): readonly Fault[] {
  const there = on(now, stream);
  if (there.size === 0) return [fault('no-stream', { stream })];
  const holders = new Set([...there.values()].flatMap((each) => each.holders));
  const answering = now.filter(({ by }) => by !== 'none').map(({ node }) => node);
  const faults: Fault[] = answering
    .filter((node) => holders.has(node) && !there.has(node))
    .map((node) => fault('no-stream', { stream, node }));
  if ([...there.values()].every(({ leader }) => leader === null))
    faults.push(fault('no-leader', { stream }));
  const start = lowest(there.values());
  const to = highest(now, stream);
  if (stream !== AGES && start > 1)
    faults.push(fault('shortened', { stream, from: 1, to: start - 1, count: start - 1 }));
  const wanted = highest(before, stream);
  for (const [node, held] of there) {
    const lacks = lackedBy(held, stream === AGES ? null : start);
    const isWholeElsewhere = [...there].some(
      ([other, each]) =>
        other !== node &&
        each.last >= held.last &&
        lackedBy(each, stream === AGES ? null : start) === 0,
    );
    const about = { node, stream, isWholeElsewhere };
    const from = stream === AGES ? held.first : start;
    if (lacks !== 0) faults.push(fault('lacks', { ...about, from, to: held.last, count: lacks }));
    else if (stream !== AGES && held.places !== held.messages)
      faults.push(fault('places', { ...about, count: held.places, words: `${held.messages}` }));
    if (held.last < wanted)
      faults.push(
        fault('behind', {
          ...about,
          from: held.last + 1,
          to: wanted,
          count: wanted - held.last,
          words: held.last > (on(before, stream).get(node)?.last ?? 0) ? 'moves' : 'stands',
        }),
      );
  }
  return stream === AGES ? faults : [...faults, ...unlikeInBytes(stream, there, to)];
}

/** @param start null: what the node itself calls its first */
function lackedBy({ messages, first, last }: HeldThere, start: number | null): number {
  if (last === 0) return -messages;
  return last - (start ?? first) + 1 - messages;
}

/** The same messages take the same room on each node. */
function unlikeInBytes(
  stream: string,
  there: ReadonlyMap<string, HeldThere>,
  to: number,
): readonly Fault[] {
  const whole = [...there].filter(
    ([, { last, messages, first }]) => last === to && messages === last - first + 1,
  );
  const sizes = new Map<string, string[]>();
  for (const [node, { first, bytes }] of whole) {
    const key = `${first} ${bytes}`;
    sizes.set(key, [...(sizes.get(key) ?? []), node]);
  }
  const firsts = new Set(whole.map(([, { first }]) => first));
  if (firsts.size !== 1 || sizes.size < 2) return [];
  const words = whole.map(([node, { bytes }]) => `${node} ${bytes}`).join(', ');
  const most = Math.max(...[...sizes.values()].map(({ length }) => length));
  const odd = [...sizes.values()].filter(({ length }) => length < most);
  const node = odd.length === 1 && odd[0]?.length === 1 ? (odd[0][0] ?? '') : '';
  return [fault('bytes', { stream, node, from: 1, to, words, isWholeElsewhere: node !== '' })];
}

function inCopies(before: Sighting, now: Sighting): readonly Fault[] {
  return Object.entries(COPIED).flatMap(([stream, copy]) => {
    if (on(now, copy).size === 0 || on(now, stream).size === 0) return [];
    const [wanted, has] = [highest(before, stream), highest(now, copy)];
    const about = { stream: copy, words: stream };
    if (has < wanted)
      return [fault('copy-behind', { ...about, from: has + 1, to: wanted, count: wanted - has })];
    const [was, is] = [highest(before, copy), highest(now, stream)];
    if (was > is)
      return [fault('copy-ahead', { ...about, from: is + 1, to: was, count: was - is })];
    return [];
  });
}
