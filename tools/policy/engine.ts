/** The sources that decide in the guard, and one hash over them. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PROJECT } from '../build.ts';
import { sha256 } from './sha256.ts';

/** From settings to what an officer meets: layers, table, decision. A test holds it complete. */
export const ENGINE: readonly string[] = [
  'core/policy/assemble.ts',
  'core/policy/decide.ts',
  'core/policy/demand.ts',
  'core/policy/model.ts',
  'core/policy/pilots.ts',
  'core/policy/rings.ts',
  'core/policy/table.ts',
  'core/policy/trial.ts',
  'core/forms/classification.ts',
  'core/ledger/unit-recorded.ts',
  'core/vocabulary.ts',
];

/** The same on every system: line ends are made one. */
export async function engineHash(): Promise<string> {
  const lines = await Promise.all(
    ENGINE.map(async (file) => {
      const text = await readFile(path.join(PROJECT, file), 'utf8');
      return `${sha256(text.replace(/\r\n/g, '\n'))}  ${file}\n`;
    }),
  );
  return sha256(lines.join(''));
}
