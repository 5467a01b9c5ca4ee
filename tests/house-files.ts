/** Files of the house, for tests that look at all of them. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export function filesUnder(directory: string, pattern: RegExp): readonly string[] {
  return readdirSync(path.join(ROOT, directory)).flatMap((name) => {
    const file = `${directory}/${name}`;
    if (statSync(path.join(ROOT, file)).isDirectory()) return filesUnder(file, pattern);
    return pattern.test(name) ? [file] : [];
  });
}

export function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** Comments name things that code may not use. */
export function codeOf(file: string): string {
  return read(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
}
