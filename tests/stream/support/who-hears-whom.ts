/**
 * Run in a network of its own: makes the machines, loses packets in each way there is, and prints
 * who heard whom, as JSON: `{ "<what is lost>": ["n1>n2", ...] }`. What a sender is told of it is
 * in it as well: there has to be nothing.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { BROWSERS, PacketNetwork } from '../../../tools/cluster/packets.ts';

const EAR = fileURLToPath(new URL('ear.mjs', import.meta.url));
const NODES = ['n1', 'n2', 'n3'];
const ALL = [BROWSERS, ...NODES];
/** Between machines that are all this one, nothing is longer on its way. */
const ARRIVES_MS = 250;

const network = await PacketNetwork.open(NODES);
const nameOf = new Map(ALL.map((name) => [network.address(name), name]));
const heard = new Set<string>();
const ears = new Map<string, ChildProcess>();
await Promise.all(
  ALL.map(async (name) => {
    const [program = '', ...args] = [...network.commandOn(name), process.execPath, EAR];
    const ear = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    ears.set(name, ear);
    const lines = createInterface({ input: ear.stdout });
    const ready = new Promise((resolve) => lines.once('line', resolve));
    lines.on('line', (line) => {
      const [what, ...rest] = line.split(' ');
      if (what === 'heard') heard.add(`${nameOf.get(rest.join(' '))}>${name}`);
      if (what === 'told') heard.add(`${name} was told: ${rest.join(' ')}`);
    });
    await ready;
  }),
);

async function whoHears(): Promise<readonly string[]> {
  heard.clear();
  for (const [name, ear] of ears)
    for (const other of ALL) if (other !== name) ear.stdin?.write(`${network.address(other)}\n`);
  await sleep(ARRIVES_MS);
  return [...heard].sort();
}

const seen: Record<string, readonly string[]> = {};
const ways: readonly (readonly [string, () => void])[] = [
  ['nothing', () => {}],
  ['of n1', () => network.mute('n1')],
  ['to n1', () => network.deafen('n1')],
  ['of and to n1', () => network.isolate('n1')],
  ['from n1 to n2', () => network.lose(['n1'], ['n2'])],
  ['from nodes to browsers', () => network.lose(NODES, [BROWSERS])],
  ['everything', () => network.lose(ALL, ALL)],
];
for (const [name, lose] of ways) {
  lose();
  seen[name] = await whoHears();
  network.mend();
}
seen['mended'] = await whoHears();
for (const ear of ears.values()) ear.kill();
await network.close();
console.log(JSON.stringify(seen));
