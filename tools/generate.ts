/** `npm run generate`: writes every generated file; `--check` fails when one is out of date. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { coverage } from './generate-coverage.ts';
import { guardData } from './generate-guard-data.ts';
import { editorSchema, managedSchema } from './generate-managed-schema.ts';
import { rulePackSchema } from './generate-policy-schemas.ts';
import { shippedProfiles } from './generate-site-profiles.ts';
import { artefacts } from './settings/artefacts.ts';
import { reference } from './settings/reference.ts';
import { SAMPLE } from './settings/sample.ts';

/** Each generated file and what makes it. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  'docs/coverage.md': coverage,
  'docs/managed-settings.md': reference,
  'policies/generated/guard-data.json': guardData,
  'policies/generated/settings.schema.json': editorSchema,
  'policies/generated/rule-pack.schema.json': rulePackSchema,
  'policies/generated/site-profiles.json': shippedProfiles,
  'public/managed-schema.json': managedSchema,
  ...Object.fromEntries(
    Object.entries(artefacts(SAMPLE)).map(([file, make]) => [
      `policies/generated/deploy/${file}`,
      make,
    ]),
  ),
};

function pathOf(file: string): string {
  return fileURLToPath(new URL(`../${file}`, import.meta.url));
}

/** Files whose content is not what their source makes now. */
export function outOfDate(): readonly string[] {
  return Object.entries(GENERATED)
    .filter(([file, make]) => {
      const path = pathOf(file);
      return !existsSync(path) || readFileSync(path, 'utf8') !== make();
    })
    .map(([file]) => file);
}

if (import.meta.main) {
  const stale = outOfDate();
  if (process.argv.includes('--check')) {
    for (const file of stale) console.error(`${file} is out of date: run npm run generate`);
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else {
    for (const file of stale) {
      mkdirSync(dirname(pathOf(file)), { recursive: true });
      writeFileSync(pathOf(file), GENERATED[file]?.() ?? '');
      console.log(`wrote ${file}`);
    }
  }
}
