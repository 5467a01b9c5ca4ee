/** `npm run policy -- check FILE...`: whether policy files can be used, and what is pointless. */
import { lint, type Surroundings } from '../../core/policy/lint.ts';
import type { Problem } from '../../core/policy/policy-file.ts';
import { type Answer, problemLine } from './answer.ts';
import { readPolicySource, UnreadablePolicy } from './read-policy-file.ts';
import { shipped } from './shipped.ts';

export interface Checked {
  readonly file: string;
  readonly isReadable: boolean;
  readonly problems: readonly Problem[];
}

export interface Manner {
  readonly strict: boolean;
  readonly json: boolean;
}

export async function check(
  files: readonly string[],
  manner: Manner,
  surroundings: Surroundings = shipped,
): Promise<Answer> {
  const checked: Checked[] = [];
  for (const file of files) checked.push(await checkOne(file, surroundings));
  return {
    code: codeOf(checked, manner.strict),
    out: manner.json ? asJson(checked) : inWords(checked),
  };
}

async function checkOne(name: string, surroundings: Surroundings): Promise<Checked> {
  try {
    const { file } = await readPolicySource(name);
    return { file: name, isReadable: true, problems: lint(file, surroundings) };
  } catch (error) {
    if (!(error instanceof UnreadablePolicy)) throw error;
    return { file: name, isReadable: false, problems: error.problems };
  }
}

function codeOf(checked: readonly Checked[], strict: boolean): Answer['code'] {
  if (checked.some(({ isReadable }) => !isReadable)) return 2;
  const problems = checked.flatMap((each) => each.problems);
  return problems.some(({ severity }) => strict || severity === 'error') ? 1 : 0;
}

function asJson(checked: readonly Checked[]): readonly string[] {
  return checked.map(({ file, isReadable, problems }) =>
    JSON.stringify({ file, readable: isReadable, problems }),
  );
}

function inWords(checked: readonly Checked[]): readonly string[] {
  return checked.flatMap(({ file, isReadable, problems }) => {
    const count = (severity: Problem['severity']): number =>
      problems.filter((each) => each.severity === severity).length;
    const verdict = !isReadable
      ? 'cannot be read as a policy'
      : count('error') > 0
        ? 'may not be used'
        : 'may be used';
    return [
      ...problems.map((each) => problemLine(file, each)),
      `${file} ${verdict}; errors: ${count('error')}, warnings: ${count('warning')}`,
    ];
  });
}
