/** The synthetic forms of this folder and what has to be seen on each, exactly. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const FOLDER = import.meta.dirname;

const expected = z.strictObject({
  /** 0 is the page itself. */
  frame: z.int().default(0),
  selector: z.string(),
  kind: z.string(),
  role: z.string(),
  outcome: z.string(),
  rule: z.string(),
});

const fixture = z.strictObject({
  file: z.string(),
  /** Needs scripts or frames, which jsdom does not run here. */
  browserOnly: z.boolean().default(false),
  expects: z.array(expected),
  /** Controls that look as if they mattered, or that a report cannot do without. */
  quiet: z.array(z.string()),
  /** Known misses, by selector; a test fails when one is no longer missed. */
  expectedMisses: z.array(z.string()),
});

export type Expected = z.infer<typeof expected>;
export type Fixture = z.infer<typeof fixture>;

export const FIXTURES: readonly Fixture[] = z
  .array(fixture)
  .parse(JSON.parse(readFileSync(path.join(FOLDER, 'index.json'), 'utf8')));

export function pathOfFixture({ file }: Fixture): string {
  return path.join(FOLDER, file);
}

export function htmlOf(each: Fixture): string {
  return readFileSync(pathOfFixture(each), 'utf8');
}

/** One line for each control, for comparison both ways. */
export function lineOf(
  place: string,
  { kind, role, outcome, rule }: Pick<Expected, 'kind' | 'role' | 'outcome' | 'rule'>,
): string {
  return [place, kind, role, outcome, rule].join(' | ');
}
