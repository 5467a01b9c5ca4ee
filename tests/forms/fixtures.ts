/** The synthetic forms, one folder for each family, and what has to be seen on each, exactly. */
import { readdirSync, readFileSync } from 'node:fs';
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

/** What ought to be seen and is not yet. */
const miss = z.strictObject({
  selector: z.string(),
  kind: z.string(),
  role: z.string(),
  cause: z.string().min(10),
});

/** What is seen and ought not to be: a test fails when one is no longer seen. */
const falseAlarm = expected.extend({ cause: z.string().min(10) });

const fixture = z.strictObject({
  file: z.string(),
  /** Needs scripts or frames, which jsdom does not run here. */
  browserOnly: z.boolean().default(false),
  expects: z.array(expected),
  /** Controls that look as if they mattered, or that a report cannot do without. */
  quiet: z.array(z.string()),
  /** A test fails when one is no longer missed. */
  expectedMisses: z.array(miss),
  expectedFalseAlarms: z.array(falseAlarm).default([]),
});

export type Expected = z.infer<typeof expected>;
export type Fixture = z.infer<typeof fixture> & { readonly family: string };

export const FAMILIES: readonly string[] = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

export const FIXTURES: readonly Fixture[] = FAMILIES.flatMap((family) =>
  z
    .array(fixture)
    .parse(JSON.parse(readFileSync(path.join(FOLDER, family, 'expectations.json'), 'utf8')))
    .map((each) => ({ ...each, family })),
);

export function filesOf(family: string): readonly string[] {
  return readdirSync(path.join(FOLDER, family)).filter((name) => name.endsWith('.html'));
}

export function nameOf({ family, file }: Fixture): string {
  return `${family}/${file}`;
}

export function pathOfFixture({ family, file }: Fixture): string {
  return path.join(FOLDER, family, file);
}

export function htmlOf(each: Fixture): string {
  return readFileSync(pathOfFixture(each), 'utf8');
}

/** All that is seen on a form. */
export function seenOn({ expects, expectedFalseAlarms }: Fixture): readonly Expected[] {
  return [...expects, ...expectedFalseAlarms];
}

/** One line for each control, for comparison both ways. */
export function lineOf(
  place: string,
  { kind, role, outcome, rule }: Pick<Expected, 'kind' | 'role' | 'outcome' | 'rule'>,
): string {
  return [place, kind, role, outcome, rule].join(' | ');
}
