/** Makes `policies/generated/site-profiles.json`: all profiles of `policies/sites` in one file. */
import { readdirSync, readFileSync } from 'node:fs';
import { siteProfile } from '../core/sites/schema.ts';

const FOLDER = new URL('../policies/sites/', import.meta.url);

/** @throws Error naming a file that is no site profile, or whose name is not its id */
export function shippedProfiles(): string {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort();
  const profiles = files.map((file) => {
    const parsed = siteProfile.safeParse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
    if (!parsed.success) throw new Error(`policies/sites/${file}: ${parsed.error.message}`);
    if (`${parsed.data.id}.json` !== file)
      throw new Error(`policies/sites/${file}: its id is ${parsed.data.id}`);
    return parsed.data;
  });
  return `${JSON.stringify(profiles)}\n`;
}
