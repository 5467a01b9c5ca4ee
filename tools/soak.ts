/**
 * `npm run soak [-- --minutes 30] [--only TEXT] [--seed N]`: devices hand in and supervisors decide
 * on a real cluster while random faults happen to it, in rounds of a few minutes. After each round
 * what was promised is looked for on every node's own disk, and read once more as a supervisor does.
 */
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { subjectOf } from '../core/delivery/subjects.ts';
import { FAULTS, type Fault } from './cluster/faults.ts';
import { Follower } from './cluster/follower.ts';
import { hashOf, Load, type Promised } from './cluster/load.ts';
import { FORCE, Stage } from './cluster/stage.ts';
import { isClean, type Verdict, verdictOn } from './cluster/verdict.ts';

const ROUND_MS = 150_000;
const DEVICES = 8;
const REVIEWERS = 3;
const SHORTEST_MS = 1_000;
const LONGEST_MS = 9_000;

interface RoundResult {
  readonly handedIn: Verdict;
  readonly decided: Verdict;
  /** What a supervisor read at the end, and what of the promised it lacked or had twice. */
  readonly read: { readonly messages: number; readonly missing: number; readonly twice: number };
}

/** Mulberry32: a round that failed can be run again with the same faults. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function round(
  faults: readonly Fault[],
  random: () => number,
  ms: number,
): Promise<RoundResult> {
  const stage = await Stage.open();
  let isKept = true;
  try {
    const load = new Load(stage, 'dev', DEVICES, REVIEWERS);
    const follower = new Follower(stage, 'follows');
    load.start();
    for (const endsAt = Date.now() + ms; Date.now() < endsAt; ) {
      await sleep(200 + 2_000 * random());
      const fault = faults[Math.floor(random() * faults.length)];
      if (!fault) throw new Error('there is no such fault');
      const lasts = SHORTEST_MS + (LONGEST_MS - SHORTEST_MS) * random();
      const before = load.handedIn;
      await fault.run(stage, lasts);
      const during = load.handedIn - before;
      console.log(`  ${(lasts / 1000).toFixed(1)} s: ${fault.name}; ${during} handed in meanwhile`);
    }
    await load.finish();
    await stage.untilAlike();
    const { records, decisions } = load;
    await follower.finish(records, 60_000);
    const read = await readAsSupervisor(stage, records);
    const handedIn = verdictOn(records, await stage.endAndReadReplicas('OVR'));
    const decided = verdictOn(decisions, await stage.endAndReadReplicas('REV'));
    isKept = !(isClean(handedIn) && isClean(decided) && read.missing + read.twice === 0);
    return { handedIn, decided, read };
  } finally {
    if (isKept) console.log(`  files of the nodes are kept: ${stage.cluster.dir}`);
    await stage.close({ keepsFiles: isKept });
  }
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

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '30' },
      only: { type: 'string', default: '' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const minutes = Number(values.minutes);
  const seed = Number(values.seed);
  if (!(minutes > 0 && minutes <= 1_440)) throw new RangeError('--minutes is 1 to 1440');
  if (!Number.isSafeInteger(seed)) throw new RangeError('--seed is a whole number');
  const faults = FAULTS.filter(({ name }) => name.includes(values.only));
  if (faults.length === 0)
    throw new RangeError(
      `--only: no fault has "${values.only}" in its name:\n${FAULTS.map(({ name }) => name).join('\n')}`,
    );
  const random = randomFrom(seed);
  const endsAt = Date.now() + minutes * 60_000;
  let [passed, failed] = [0, 0];
  console.log(`seed ${seed}, ${faults.length} kinds of fault`);
  for (let number = 1; Date.now() < endsAt; number++) {
    console.log(`round ${number}`);
    const left = endsAt - Date.now();
    const { handedIn, decided, read } = await round(faults, random, Math.min(ROUND_MS, left));
    const isGood = isClean(handedIn) && isClean(decided) && read.missing + read.twice === 0;
    if (isGood) passed++;
    else failed++;
    console.log(
      `  ${handedIn.promised} records, ${decided.promised} decisions, ` +
        `${read.messages} read by a supervisor: ${isGood ? 'all there, once, the same on each node' : 'NOT CLEAN'}`,
    );
    if (!isGood) console.log(JSON.stringify({ handedIn, decided, read }, null, 1));
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

// Ended by a signal, a process runs no exit handlers, and its nodes would stay.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(name, () => process.exit(2));
try {
  await main();
} catch (error) {
  console.error(`soak: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}
