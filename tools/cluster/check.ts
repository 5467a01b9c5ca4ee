/** `npm run cluster -- check DIR`: whether each node has what it is to have, in words. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { NatsConnection } from '@nats-io/nats-core';
import type { Administrator } from './administer.ts';
import type { Deployment, PlannedNode } from './deployment.ts';
import { findHoles, type Hole, sizeOf } from './holes.ts';
import { type Fault, faultsIn, mayPass, on, STREAMS } from './judge.ts';
import { askNodes, connectTo, credentialsOf, type NodeAnswer } from './node-answers.ts';
import { ClusterError } from './streams.ts';

export interface Checked {
  readonly answers: readonly NodeAnswer[];
  readonly faults: readonly Fault[];
  /** For faults of the kind `lacks`: which records, where that could be asked. */
  readonly holes: ReadonlyMap<Fault, readonly Hole[]>;
}

const AGAIN_MS = 500;

/**
 * @param waitMs how long a node may take to come up to what another one had at the beginning
 * @param counts which faults are told and waited for
 * @throws ClusterError where the folder lacks what nodes are asked with
 */
export async function checkNodes(
  dir: string,
  deployment: Deployment,
  waitMs: number,
  counts: (fault: Fault) => boolean = () => true,
): Promise<Checked> {
  const endsAt = Date.now() + waitMs;
  const before = await askNodes(dir, deployment);
  let answers = before;
  let faults = faultsIn(before, answers).filter(counts);
  while (faults.some(mayPass) && Date.now() < endsAt) {
    await sleep(AGAIN_MS);
    answers = await askNodes(dir, deployment);
    faults = faultsIn(before, answers).filter(counts);
  }
  const holes = new Map<Fault, readonly Hole[]>();
  for (const fault of faults)
    if (fault.kind === 'lacks' && fault.count > 0)
      holes.set(fault, await holesOf(fault, dir, deployment, endsAt));
  return { answers, faults, holes };
}

/**
 * A node that has just started leaves questions for single records to others for a while, which
 * shows in that their answers do not add up: it is asked again.
 * @returns nothing where the node cannot be asked for single records
 */
async function holesOf(
  { node, stream, from, to, count }: Fault,
  dir: string,
  deployment: Deployment,
  endsAt: number,
): Promise<readonly Hole[]> {
  const planned = deployment.nodes.find(({ name }) => name === node);
  const who = stream.endsWith('-MIRROR') ? 'mirror-administrator' : 'administrator';
  const connection = planned && (await connectionOf(planned, who, dir, deployment));
  if (!connection) return [];
  try {
    for (;;) {
      const holes = await findHoles({ from, to }, count, (at) => nextFrom(connection, stream, at));
      if (sumOf(holes) === count || Date.now() >= endsAt) return holes;
      await sleep(AGAIN_MS);
    }
  } catch (error) {
    // A node that goes away meanwhile, or does not answer for this stream: the count is told all the same.
    if (error instanceof Error) return [];
    throw error;
  } finally {
    await connection.close();
  }
}

async function connectionOf(
  node: PlannedNode,
  who: Administrator,
  dir: string,
  deployment: Deployment,
): Promise<NatsConnection | null> {
  try {
    return await connectTo(node, deployment, credentialsOf(dir, who));
  } catch (error) {
    // Without that file, as with the copy's where another department has it, only counts are told.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** A node asks its own replica first. */
async function nextFrom(
  connection: NatsConnection,
  stream: string,
  sequence: number,
): Promise<number | null> {
  const question = JSON.stringify({ seq: sequence, next_by_subj: '>' });
  const { headers } = await connection.request(`$JS.API.DIRECT.GET.${stream}`, question, {
    timeout: 5_000,
  });
  const found = headers?.get('Nats-Sequence');
  if (found) return Number(found);
  if (headers?.code === 404) return null;
  throw new ClusterError(`${stream}: ${headers?.code} ${headers?.description}`);
}

/** @returns lines: what each node has, then each fault with what to do */
export function wordsOf({ answers, faults, holes }: Checked): readonly string[] {
  const seen = STREAMS.map((stream) => {
    const there = on(answers, stream);
    const each = answers.map(({ node }) => {
      const held = there.get(node);
      return `${node} ${held ? `${held.messages} of ${held.first}-${held.last}` : 'nothing told'}`;
    });
    return `${stream.padEnd(10)} ${each.join(' | ')}`;
  });
  if (faults.length === 0) return [...seen, 'each node has all records, and none differs'];
  const told = faults.flatMap((fault) => [
    `FAULT ${where(fault)}${WORDS[fault.kind](fault, rangesIn(fault, holes.get(fault) ?? []))}`,
    `  ${ADVICE[fault.kind](fault)}`,
  ]);
  return [...seen, ...told, `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`];
}

function where({ node, stream }: Fault): string {
  return `${[node, stream].filter((part) => part !== '').join(', ')}: `;
}

const SHOWN = 10;

function rangesIn({ from, to, count }: Fault, holes: readonly Hole[]): string {
  if (holes.length === 0) return `somewhere in ${from}-${to}`;
  const found = sumOf(holes);
  const shown = holes.slice(0, SHOWN).map((hole) => rangeOf(hole));
  const more = holes.length > SHOWN ? [`${holes.length - SHOWN} more ranges`] : [];
  const rest = found < count ? [`${count - found} elsewhere in ${from}-${to}`] : [];
  return [...shown, ...more, ...rest].join(', ');
}

function sumOf(holes: readonly Hole[]): number {
  return holes.reduce((sum, hole) => sum + sizeOf(hole), 0);
}

function rangeOf({ from, to }: Hole): string {
  return from === to ? `${from}` : `${from}-${to}`;
}

const WORDS: Readonly<Record<Fault['kind'], (fault: Fault, ranges: string) => string>> = {
  'not-asked': ({ words, count }) =>
    count > 0
      ? `answers other nodes, and not at its own address: ${words}`
      : `cannot be asked, so nothing is known of what it has: ${words}`,
  unwell: ({ words }) => `says of itself: ${words}`,
  'no-stream': ({ node }) =>
    `${node ? 'is to have it and does not' : 'is on no node that answers'}`,
  'no-leader': () => 'has no leader: nothing is taken',
  lacks: ({ count, to }, ranges) =>
    count > 0
      ? `lacks ${count} records and does not know it (its last is ${to}): ${ranges}`
      : `has ${-count} records more than its numbers allow`,
  shortened: ({ from, to }) => `begins at ${to + 1} on all nodes: ${from}-${to} are gone`,
  places: ({ count, words }) => `has ${words} records in ${count} places, and a place takes one`,
  bytes: ({ from, to, words }) => `${from}-${to} are there and of different size: ${words} bytes`,
  behind: ({ from, to, words }) =>
    `lacks ${from}-${to} of what another node has, and ${words === 'moves' ? 'is catching up' : 'does not catch up'}`,
  'copy-behind': ({ from, to, words }) => `lacks ${from}-${to} of ${words}`,
  'copy-ahead': ({ from, to, words }) => `has ${from}-${to}, which ${words} no longer has`,
};

const RENEW =
  'end it, empty its store_dir (/var/lib/nats/jetstream), start it: it fetches all. ' +
  'Then ask again, before anything is done to another node';
const KEEP =
  'no other node that answers has all of it: empty none. Keep the disks, bring back nodes that do not ' +
  'answer, look whether the copy has it; devices hand in again at their start what is gone';

const renew = ({ isWholeElsewhere }: Fault): string => (isWholeElsewhere ? RENEW : KEEP);

const ADVICE: Readonly<Record<Fault['kind'], (fault: Fault) => string>> = {
  'not-asked': ({ count }) =>
    count > 0
      ? 'browsers may not reach it either: look at its WebSocket port, certificate and the network'
      : 'look whether it runs and whether this machine reaches it; then ask again',
  unwell: () => 'its log says more; after a write error put the disk right, then start it anew',
  'no-stream': ({ node }) =>
    node
      ? 'look at its log; if it stays so, empty its store_dir and start it'
      : 'npm run cluster -- streams makes what is missing. If it was there before: look who deleted it',
  'no-leader': () => 'more than half of its nodes must run and reach each other',
  lacks: renew,
  shortened: () =>
    'nothing deletes here: look who changed its limits. The copy in the other account may have them',
  places: renew,
  bytes: (each) =>
    each.node === ''
      ? 'empty none: npm run verify on what supervisors export tells which is right'
      : renew(each),
  behind: ({ words }) =>
    words === 'moves'
      ? 'wait, and ask again'
      : 'look at its log and its disk; if it stays so, empty its store_dir and start it',
  'copy-behind': () =>
    'a copy that lost the stream looks for it again within minutes: wait, and ask again; then look at its account',
  'copy-ahead': () => 'the stream was cut or made anew: look who did it, and keep the copy',
};
