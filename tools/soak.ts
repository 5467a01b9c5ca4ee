/**
 * `npm run soak [-- --minutes 30] [--only TEXT ...] [--seed N] [--network packets|ports] [--each SECONDS]
 * [--kind machine|network|disk|power ...] [--devices 8] [--without-copies]`: devices hand in and supervisors decide on a real cluster while random faults happen to it, in
 * rounds of a few minutes; with `--each` every fault once, in one round. After each round what was
 * promised is looked for on every node's own disk, and read once more as a supervisor does.
 *
 * Nodes are on machines of their own whose network loses packets, where this machine allows
 * network namespaces; elsewhere they are joined by ports that can be cut.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { whyNoDiskFaults } from './cluster/disk.ts';
import { FAULT_KINDS, type Fault, faultsOf } from './cluster/faults.ts';
import { hasOwnNetwork, ownNetworkCommand } from './cluster/packets.ts';
import { whyNoPowerLoss } from './cluster/power.ts';
import { isGood, type Planned, type RoundResult, runRound } from './cluster/round.ts';
import type { NetworkKind } from './cluster/stage.ts';

const ROUND_MS = 150_000;
const SHORTEST_MS = 1_000;
/** Longer than nodes wait before they look for another leader. */
const LONGEST_MS = 15_000;
const CALM_MS = 300;

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

function* randomFaults(
  faults: readonly Fault[],
  random: () => number,
  ms: number,
): Generator<Planned> {
  for (const endsAt = Date.now() + ms; Date.now() < endsAt; ) {
    const calmBefore = 200 + 2_000 * random();
    const fault = faults[Math.floor(random() * faults.length)];
    if (!fault) throw new Error('there is no such fault');
    yield { fault, calmBefore, lasts: SHORTEST_MS + (LONGEST_MS - SHORTEST_MS) * random() };
  }
}

interface Wishes {
  readonly minutes: number;
  readonly seed: number;
  /** Of faults; empty: all. */
  readonly kinds: readonly string[];
  /** Parts of names of faults; empty: all. */
  readonly only: readonly string[];
  /** In ms; null: at random. */
  readonly each: number | null;
  readonly network: NetworkKind | null;
  readonly devices: number;
  readonly awaitsCopies: boolean;
}

function readWishes(): Wishes {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '30' },
      only: { type: 'string', multiple: true, default: [] },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      network: { type: 'string', default: '' },
      each: { type: 'string' },
      kind: { type: 'string', multiple: true, default: [] },
      devices: { type: 'string', default: '8' },
      'without-copies': { type: 'boolean', default: false },
    },
  });
  const { only, kind: kinds } = values;
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  const devices = Number(values.devices);
  const network = (['packets', 'ports'] as const).find((kind) => kind === values.network) ?? null;
  const each = values.each === undefined ? null : Number(values.each) * 1_000;
  if (!(minutes > 0 && minutes <= 1_440)) throw new RangeError('--minutes is 1 to 1440');
  if (kinds.some((kind) => !FAULT_KINDS.some((each) => each === kind)))
    throw new RangeError(`--kind is one of: ${FAULT_KINDS.join(', ')}`);
  if (!Number.isSafeInteger(seed)) throw new RangeError('--seed is a whole number');
  if (network === null && values.network !== '')
    throw new RangeError('--network is packets or ports');
  if (each !== null && !(each >= 100 && each <= 60_000))
    throw new RangeError('--each is 0.1 to 60, in seconds');
  if (!(Number.isSafeInteger(devices) && devices >= 1 && devices <= 100))
    throw new RangeError('--devices is 1 to 100');
  const awaitsCopies = !values['without-copies'];
  return { minutes, seed, only, kinds, each, network, devices, awaitsCopies };
}

async function main(): Promise<void> {
  const wishes = readWishes();
  if (wishes.network !== 'ports' && !hasOwnNetwork()) {
    const own = ownNetworkCommand();
    if (!('why' in own)) return again(own.command, own.env);
    if (wishes.network === 'packets')
      throw new Error(`--network packets is not possible here: ${own.why}`);
    console.log(`no loss of packets, ports are cut instead: ${own.why}`);
  }
  const network = hasOwnNetwork() ? 'packets' : 'ports';
  const all = await possibleFaults(network, wishes.kinds);
  const { only } = wishes;
  const faults = all.filter(
    ({ name }) => only.length === 0 || only.some((part) => name.includes(part)),
  );
  if (faults.length === 0)
    throw new RangeError(
      `no such fault; there are:\n${all.map(({ kind, name }) => `${kind}: ${name}`).join('\n')}`,
    );
  console.log(`seed ${wishes.seed}, ${faults.length} kinds of fault, by ${network}`);
  process.exitCode = (await rounds(network, faults, wishes)) > 0 ? 1 : 0;
}

async function possibleFaults(
  network: NetworkKind,
  kinds: readonly string[],
): Promise<readonly Fault[]> {
  const all = faultsOf(network, kinds);
  const has = (wanted: string): boolean => all.some(({ kind }) => kind === wanted);
  const noDisk = has('disk') ? await whyNoDiskFaults() : null;
  const noPower = has('power') ? await whyNoPowerLoss() : null;
  if (noDisk !== null) console.log(`no faults of disks: ${noDisk}`);
  if (noPower !== null) console.log(`no loss of power: ${noPower}`);
  return all.filter(
    ({ kind }) => !(kind === 'disk' && noDisk !== null) && !(kind === 'power' && noPower !== null),
  );
}

/** This command once more, in a network of its own. */
async function again(
  [program = '', ...before]: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const child = spawn(program, [...before, process.execPath, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  for (const name of SIGNALS) process.removeAllListeners(name).on(name, () => child.kill(name));
  await once(child, 'exit');
  process.exitCode = child.exitCode ?? 2;
}

/** @returns how many were not clean */
async function rounds(
  network: NetworkKind,
  faults: readonly Fault[],
  { minutes, seed, each, devices, awaitsCopies }: Wishes,
): Promise<number> {
  const random = randomFrom(seed);
  const endsAt = Date.now() + minutes * 60_000;
  const losesPower = faults.some(({ kind }) => kind === 'power');
  let [passed, failed] = [0, 0];
  do {
    console.log(`round ${passed + failed + 1}`);
    const plan =
      each === null
        ? randomFaults(faults, random, Math.min(ROUND_MS, endsAt - Date.now()))
        : faults.map((fault) => onceAs(fault, each));
    const say = (line: string): void => console.log(`  ${line}`);
    const result = await runRound({ network, devices, losesPower, awaitsCopies, say }, plan);
    if (isGood(result)) passed++;
    else failed++;
    report(result);
  } while (each === null && Date.now() < endsAt);
  console.log(`${passed} passed, ${failed} failed`);
  return failed;
}

function onceAs(fault: Fault, each: number): Planned {
  return { fault, calmBefore: CALM_MS, lasts: Math.max(each, fault.least ?? 0) };
}

function report(result: RoundResult): void {
  const { handedIn, decided, read, elections } = result;
  const isClean = isGood(result);
  console.log(
    `  ${handedIn.promised} records, ${decided.promised} decisions, ` +
      `${read.messages} read by a supervisor, ${elections} changes of leader: ` +
      `${isClean ? 'all there, once, the same on each node' : 'NOT CLEAN'}`,
  );
  if (!isClean) console.log(JSON.stringify(result, null, 1));
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
// Ended by a signal, a process runs no exit handlers, and its nodes would stay.
for (const name of SIGNALS) process.once(name, () => process.exit(2));
try {
  await main();
} catch (error) {
  console.error(`soak: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}
// A connection that still looks for a node that has ended would keep the process.
process.exit();
