/** docs/failures.md stays true: each test that it names as proof exists, under that title. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

interface Row {
  readonly fault: string;
  readonly happens: string;
  readonly proof: string;
}

const ROWS: readonly Row[] = read('docs/failures.md')
  .split('\n')
  .filter((line) => /^\| (?!what fails)/.test(line))
  .map((line) => {
    const [fault = '', happens = '', proof = ''] = line.split('|').slice(1).map(trimmed);
    return { fault, happens, proof };
  });

function trimmed(text: string): string {
  return text.trim();
}

interface Named {
  readonly file: string;
  readonly title: string;
}

/** `file`: "title", "title"; `file`: "title" */
function namedIn(proof: string): readonly Named[] {
  return proof.split(';').flatMap((part) => {
    const [, file = ''] = /`([^`]+)`:/.exec(part) ?? [];
    return [...part.matchAll(/"([^"]+)"/g)].map(([, title = '']) => ({ file, title }));
  });
}

/** What follows `it(` or `it.each(...)(`: strings that may be a title. */
function hasTest({ file, title }: Named): boolean {
  const titles = [...read(file).matchAll(/\bit(?:\.each\([\s\S]*?\))?\(\s*(['"`])(.*?)\1,/g)];
  return titles.some(([, , text = '']) => text.includes(title));
}

describe('the table of failures', () => {
  it('has a row for each fault that the design names', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(15);
  });

  it.each(ROWS)('names tests that exist: $fault', ({ happens, proof }) => {
    const named = namedIn(proof);
    // What needs entries to leave the machine has nothing to prove before they do.
    if (/does not (?:arise|show) yet/.test(happens)) expect(named).toEqual([]);
    else expect(named).not.toEqual([]);
    expect(named.filter(({ file }) => !existsSync(path.join(ROOT, file)))).toEqual([]);
    expect(named.filter((each) => !hasTest(each))).toEqual([]);
  });

  it('would notice a title that no test has', () => {
    const file = 'tests/e2e/chromium-status.test.ts';
    expect(hasTest({ file, title: 'allows everything where there is no policy' })).toBe(false);
  });
});
