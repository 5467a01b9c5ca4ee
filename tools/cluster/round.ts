/**
 * Devices hand in and supervisors decide while faults happen to the nodes, one after another. Then
 * what was promised is looked for in each node's own files, and read once more as a supervisor does.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { subjectOf } from '../../core/delivery/subjects.ts';
import { checkNodes, wordsOf } from './check.ts';
import type { Fault } from './faults.ts';
import { Follower } from './follower.ts';
import { isOfCopy } from './judge.ts';
import { hashOf, Load, type Promised } from './load.ts';
import { FORCE, type NetworkKind, Stage } from './stage.ts';
import { isClean, type Verdict, verdictOn } from './verdict.ts';

const REVIEWERS = 3;
const CHECK_MS = 30_000;
/** A copy that lost the stream looks for it again at longer and longer intervals. */
const COPY_MS = 240_000;

export interface RoundResult {
  readonly handedIn: Verdict;
  readonly decided: Verdict;
  /** What a supervisor read at the end, and what of the promised it lacked or had twice. */
  readonly read: { readonly messages: number; readonly missing: number; readonly twice: number };
  /** Null: the nodes said that they have the same; else what each said. */
  readonly unlike: string | null;
  /** What the check for force IT says of the nodes before they are ended; null: that all is well. */
  readonly checked: readonly string[] | null;
  /** How often another node led afterwards than before. */
  readonly elections: number;
}

export interface Planned {
  readonly fault: Fault;
  /** In ms. */
  readonly calmBefore: number;
  readonly lasts: number;
}

export interface RoundWishes {
  readonly network: NetworkKind;
  readonly devices: number;
  /** Nodes have disks that lose what was not flushed. */
  readonly losesPower: boolean;
  /** Waits until the copies in the other account have all as well, which takes minutes after some faults. */
  readonly awaitsCopies: boolean;
  readonly say: (line: string) => void;
}

export function isGood({ handedIn, decided, read, unlike, checked }: RoundResult): boolean {
  const isAlike = unlike === null && checked === null;
  return isAlike && isClean(handedIn) && isClean(decided) && read.missing + read.twice === 0;
}

/** @throws Error where a device or a reader met what it may not meet */
export async function runRound(
  { network, devices, losesPower, awaitsCopies, say }: RoundWishes,
  plan: Iterable<Planned>,
): Promise<RoundResult> {
  const stage = await Stage.open({ network, losesPower });
  let isKept = true;
  try {
    const load = new Load(stage, 'dev', devices, REVIEWERS);
    const follower = new Follower(stage, 'follows');
    load.start();
    let elections = 0;
    let leader = await stage.leaderOf('OVR');
    for (const { fault, calmBefore, lasts } of plan) {
      await sleep(calmBefore);
      const before = load.handedIn;
      await fault.run(stage, lasts);
      const during = load.handedIn - before;
      const leads = await stage.leaderOf('OVR');
      const change = leads === leader ? '' : `; ${leads.planned.name} leads now`;
      if (leads !== leader) elections++;
      leader = leads;
      say(`${(lasts / 1000).toFixed(1)} s: ${fault.name}; ${during} handed in meanwhile${change}`);
    }
    await load.finish();
    const unlike = await whyUnlike(stage);
    const checked = await whatTheCheckSays(stage, awaitsCopies, say);
    const { records, decisions } = load;
    await follower.finish(records, 60_000);
    const read = await readAsSupervisor(stage, records);
    const handedIn = verdictOn(records, await stage.endAndReadReplicas('OVR'));
    const decided = verdictOn(decisions, await stage.endAndReadReplicas('REV'));
    const result = { handedIn, decided, read, unlike, checked, elections };
    isKept = !isGood(result);
    return result;
  } finally {
    if (isKept) say(`files of the nodes are kept: ${stage.cluster.dir}`);
    await stage.close({ keepsFiles: isKept });
  }
}

/** Nodes that do not become alike are a finding, and what each really has is the proof. */
async function whyUnlike(stage: Stage): Promise<string | null> {
  try {
    await stage.untilAlike();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function whatTheCheckSays(
  { cluster: { dir, deployment } }: Stage,
  awaitsCopies: boolean,
  say: RoundWishes['say'],
): Promise<readonly string[] | null> {
  const nodes = await checkNodes(dir, deployment, CHECK_MS, (fault) => !isOfCopy(fault));
  if (nodes.faults.length > 0) return wordsOf(nodes);
  if (!awaitsCopies) return null;
  const startedAt = Date.now();
  const all = await checkNodes(dir, deployment, COPY_MS);
  if (all.faults.length > 0) return wordsOf(all);
  say(`copies have all, ${((Date.now() - startedAt) / 1000).toFixed(1)} s after the nodes`);
  return null;
}

async function readAsSupervisor(stage: Stage, promised: Promised): Promise<RoundResult['read']> {
  const { store } = stage.device({ name: 'reads-at-the-end', role: 'supervisor' });
  const seen = new Map<string, string>();
  let twice = 0;
  let next = 1;
  for (;;) {
    const end = await store.readUnit(
      { collection: 'overrides', force: FORCE, unit: 't07', from: next, live: false },
      (batch) => {
        next = batch.next;
        for (const { place, text } of batch.taken) {
          const subject = subjectOf(place);
          if (seen.has(subject)) twice++;
          seen.set(subject, hashOf(text));
        }
      },
    );
    if (end.kind === 'caught-up') break;
    if (end.kind === 'refused') throw new Error(`the supervisor is refused: ${end.why}`);
    await sleep(500);
  }
  const missing = [...promised].filter(([subject, hash]) => seen.get(subject) !== hash).length;
  return { messages: seen.size, missing, twice };
}
