/**
 * What the guard weighs in a page: the built file as it ships, and the same sources bundled
 * without the prompt's code and words, since the two have separate budgets.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'vite';

/** Budgets in bytes, gzip level 9. */
export const GUARD_BUDGET = { withPrompt: 89 * 1024, withoutPrompt: 68 * 1024 } as const;

/**
 * What exists for the prompt alone: its view and words, the dialogue with the officer, and what the
 * officer's answer sets off. Reading, deciding, intercepting and the line to the background are not.
 */
const PROMPT_MODULES =
  /(?:components\/prompt|guard\.content\/(?:ask|ask-faults|ask-opening|second-person|hold|officer-place|prompt-host|prompt-place|prompt-style|sight|submission|typed|words)|guard\.content\/persons\/names|core\/policy\/(?:answers|reasons|identifiers|person-names|folded-text)|core\/wording)\.ts$/;

function pathOf(file: string): string {
  return fileURLToPath(new URL(`../${file}`, import.meta.url));
}

function gzipped(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}

/** Replaces each function of a prompt module by one that does nothing. */
function withoutPrompt(): Plugin {
  return {
    name: 'without-prompt',
    enforce: 'pre',
    load(id) {
      if (!PROMPT_MODULES.test(id)) return null;
      const source = readFileSync(id, 'utf8');
      const names = [...source.matchAll(/^export (?:const|function|async function) (\w+)/gm)];
      return names.map(([, name]) => `export const ${name} = () => ({});`).join('\n');
    },
    transform(code, id) {
      if (!id.endsWith('guard-data.json') || code.startsWith('export')) return null;
      return JSON.stringify({ ...JSON.parse(code), reasons: [], words: '' });
    },
  };
}

/** @returns bytes, gzip level 9 */
export async function guardSizes(): Promise<{ withPrompt: number; withoutPrompt: number }> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [withoutPrompt()],
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: {
        entry: pathOf('entrypoints/guard.content/start.ts'),
        formats: ['iife'],
        name: 'guard',
      },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('the bundler gave no output');
  const [chunk] = output.output;
  return {
    withPrompt: gzipped(
      readFileSync(pathOf('output/build/chrome-mv3/content-scripts/guard.js'), 'utf8'),
    ),
    withoutPrompt: gzipped(chunk.code),
  };
}

if (import.meta.main) {
  const sizes = await guardSizes();
  console.log(`guard with prompt    ${sizes.withPrompt} of ${GUARD_BUDGET.withPrompt} bytes`);
  console.log(`guard without prompt ${sizes.withoutPrompt} of ${GUARD_BUDGET.withoutPrompt} bytes`);
}
