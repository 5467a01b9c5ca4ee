/**
 * `npm run scale [-- --only WORD] [--nodes 1,3] [--no-tls] [--most N] [--keep] [--write]`: loads real
 * nodes on this machine in rising steps until a stated limit is met, and says which. `--keep` keeps
 * what was measured for the arithmetic, `--write` writes the tables of docs/scale.md anew and
 * measures nothing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { connectionSteps } from './scale/connections.ts';
import { STATED } from './scale/limit.ts';
import { keepMeasured, type Measured } from './scale/measured.ts';
import { writePage } from './scale/page.ts';
import { publishSteps } from './scale/publishes.ts';
import { readerSteps } from './scale/readers.ts';
import { rebuild } from './scale/rebuild.ts';
import { recordBytes } from './scale/shift.ts';
import { forcedWritesASecond, type SiteOptions } from './scale/site.ts';
import { outage, signingIn } from './scale/storm.ts';
import { subjectSteps } from './scale/subjects.ts';
import { numberText, type Part, partText } from './scale/table.ts';
import { mostFiles } from './scale/usage.ts';

const OUTPUT = fileURLToPath(new URL('../output/scale', import.meta.url));

const CONNECTIONS = [100, 500, 1_000, 2_000, 5_000, 10_000];
const RATES = [100, 250, 500, 1_000, 1_500, 2_000, 3_000, 4_000, 6_000];
const SUBJECTS = [100_000, 500_000, 1_000_000];
const SUPERVISORS = [100, 300, 600];
/** What one thread can sign for in that time. */
const STORM = 200;
const STORM_S = 15;
const REBUILT = 10_000;

interface Run {
  readonly sites: readonly SiteOptions[];
  readonly cores: number;
  /** No step goes beyond. */
  readonly most: number;
}

interface Found {
  readonly parts: readonly Part[];
  readonly measured: Partial<Measured>;
}

const upTo = (most: number, steps: readonly number[]): readonly number[] => {
  const within = steps.filter((step) => step <= most);
  return within.length > 0 ? within : [most];
};

const PARTS: readonly (readonly [name: string, run: (run: Run) => Promise<Found>])[] = [
  [
    'connections',
    async ({ sites, cores, most }) => {
      const parts: Part[] = [];
      let measured = {};
      for (const site of sites) {
        const found = await connectionSteps(site, upTo(most, CONNECTIONS), cores);
        parts.push(found.part);
        measured = { memoryAConnection: found.memoryAConnection };
      }
      return { parts, measured };
    },
  ],
  [
    'publishes',
    async ({ sites, cores, most }) => {
      const parts: Part[] = [];
      for (const site of sites)
        parts.push((await publishSteps(site, upTo(most, RATES), cores)).part);
      return { parts, measured: { recordBytes: await recordBytes() } };
    },
  ],
  [
    'signing in',
    async ({ sites, most }) => {
      const devices = Math.min(most, STORM);
      const storms = [0, 126, 2_000].map((lookedFor) => ({
        devices: lookedFor > 1_000 ? Math.ceil(devices / 5) : devices,
        lookedFor,
        withinS: STORM_S,
      }));
      return {
        parts: await oneByOne(sites, (site) => signingIn(site, storms)),
        measured: {},
      };
    },
  ],
  [
    'outage',
    async ({ sites, most }) => ({
      parts: await oneByOne(sites, (site) => outage(site, upTo(most, [STORM]))),
      measured: {},
    }),
  ],
  [
    'readers',
    async ({ sites, most }) => {
      const parts: Part[] = [];
      let measured = {};
      for (const site of sites) {
        const found = await readerSteps(site, upTo(most, SUPERVISORS));
        parts.push(found.part);
        measured = { memoryASupervisor: found.memoryASupervisor };
      }
      return { parts, measured };
    },
  ],
  [
    'rebuild',
    async ({ sites, most }) => {
      const parts: Part[] = [];
      let measured = {};
      for (const site of sites.filter(({ nodes }) => nodes > 1)) {
        const found = await rebuild(site, Math.min(most, REBUILT));
        parts.push(found.part);
        measured = { rebuiltASecond: found.bytesASecond };
      }
      return { parts, measured };
    },
  ],
  [
    'subjects',
    async ({ most }) => {
      const { part, memoryASubject, storedOverhead } = await subjectSteps(upTo(most, SUBJECTS));
      return { parts: [part], measured: { memoryASubject, storedOverhead } };
    },
  ],
];

async function oneByOne(
  sites: readonly SiteOptions[],
  run: (site: SiteOptions) => Promise<Part>,
): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (const site of sites) parts.push(await run(site));
  return parts;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      nodes: { type: 'string', default: '3' },
      'no-tls': { type: 'boolean', default: false },
      most: { type: 'string', default: String(SUBJECTS.at(-1)) },
      keep: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  });
  if (values.write) return writePage();
  const most = Number(values.most);
  const nodes = values.nodes.split(',').map(Number);
  if (!(most >= 1)) throw new RangeError('--most is a number of steps’ size, such as 1000');
  if (nodes.some((count) => count !== 1 && count !== 3 && count !== 5))
    throw new RangeError('--nodes is 1, 3 or 5, or several of them');
  const chosen = PARTS.filter(([name]) => name.includes(values.only));
  if (chosen.length === 0)
    throw new RangeError(`--only: one of ${PARTS.map(([name]) => name).join(', ')}`);
  const sites = nodes.map((count) => ({ nodes: count, hasTls: !values['no-tls'] }));
  const cores = os.availableParallelism();
  const machine = `${cores} cores for nodes and generator together, Node ${process.versions.node}`;
  console.log(
    `${machine}, load ${os.loadavg()[0]?.toFixed(1)}; ${mostFiles()} open files a process; ` +
      `${numberText(forcedWritesASecond())} forced writes a second of this disk. A step ends its ` +
      `series where less than ${STATED.share * 100} % comes back, anything fails, or p99 is above ` +
      `${STATED.p99Ms} ms.\n`,
  );
  const parts: Part[] = [];
  for (const [name, run] of chosen) {
    console.error(`measuring: ${name} ...`);
    const found = await run({ sites, cores, most });
    for (const part of found.parts) console.log(partText(part));
    parts.push(...found.parts);
    if (values.keep) keepMeasured({ ...found.measured, machine, on: today() });
  }
  mkdirSync(OUTPUT, { recursive: true });
  const file = path.join(OUTPUT, `${values.only === '' ? 'all' : values.only}`);
  writeFileSync(`${file}.json`, `${JSON.stringify({ on: today(), machine, parts }, null, 2)}\n`);
  writeFileSync(`${file}.md`, parts.map(partText).join('\n'));
  console.log(`written: ${file}.json, ${file}.md`);
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

// Ended by a signal, a process runs no exit handlers, and its nodes would stay.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(name, () => process.exit(2));
try {
  await main();
} catch (error) {
  console.error(`scale: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
}
