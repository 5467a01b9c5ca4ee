/**
 * What others pay for looking at every control of a page. Of the peers that the speed goals name,
 * only the accessible-name library comes from the package registry; DuckDuckGo's autofill,
 * Bitwarden's page details and uBlock's procedural filters are not published there. The naive
 * extension is our own: what most form readers do.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { BenchRun } from './bench-run.ts';
import { atLeast, type Figure } from './figure.ts';
import { timePeer } from './peers-in-page.ts';
import type { Scan } from './scan.ts';
import { median } from './statistics.ts';

const GOALS = { words: atLeast('G4', 20), all: atLeast('G4', 5) } as const;

const PEERS = { accname: 'dom-accessibility-api', naive: 'a naive extension' } as const;

export const NOT_HAD =
  'Peers not to be had from the package registry: DuckDuckGo autofill, Bitwarden, uBO Lite.';

/** The library as one script that leaves its function in the world where it is run. */
async function accnameScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      lib: {
        entry: fileURLToPath(import.meta.resolve('dom-accessibility-api')),
        formats: ['iife'],
        name: 'accname',
      },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('the bundler gave no output');
  return `${output.output[0].code}\nglobalThis.accname = accname;`;
}

/** @param scans of the same run: what is compared are milliseconds on the same page */
export async function peerFigures(
  run: BenchRun,
  scans: readonly Scan[],
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const script = await accnameScript();
  for (const { shape, ms } of scans) {
    if (shape.controls < 2000 || shape.roots > 0 || shape.frames > 0) continue;
    const world = await run.openShape('guarded', shape);
    await world.addScript(script);
    for (const [peer, name] of Object.entries(PEERS)) {
      const rounds = shape.controls > 2000 ? 1 : 2;
      const { eachMs, isWhole } = await world.call(timePeer, { peer, rounds, budgetMs: 4000 });
      const bound = isWhole ? '' : ' or more';
      for (const timed of ['words', 'all'] as const) {
        const ours = timed === 'words' ? 'first look for words' : 'every control and its role';
        figures.push({
          id: `peer.${shape.controls}.${peer}.${timed}`,
          what: `${name} to ${ours}, ${shape.controls} controls${bound}`,
          value: median(eachMs) / ms[timed],
          unit: 'x',
          samples: eachMs.length,
          goal: GOALS[timed],
        });
      }
    }
    await world.close();
  }
  return figures;
}
