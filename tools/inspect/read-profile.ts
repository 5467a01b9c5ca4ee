/** A site profile from a file, or a message that names file, field and reason. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SiteProfile } from '../../core/sites/profile.ts';
import { siteProfile } from '../../core/sites/schema.ts';

/** @throws Error whose message says which file, which field, and why */
export async function readProfile(file: string): Promise<SiteProfile> {
  const from = process.env['INIT_CWD'] ?? process.cwd();
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path.resolve(from, file), 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
  const parsed = siteProfile.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    ({ path: field, message }) => `  ${field.join('.') || '(the profile as a whole)'}: ${message}`,
  );
  throw new Error(`${file} is not a site profile\n${faults.join('\n')}`);
}
