/** What a command answers, and how a problem is written. */
import type { Problem } from '../../core/policy/policy-file.ts';

export interface Answer {
  /** 0 where it holds, 1 where it falls short, 2 where something cannot be read. */
  readonly code: 0 | 1 | 2;
  /** Lines for standard output. */
  readonly out: readonly string[];
}

/** What was asked cannot be done; the message says why and stands alone. Exit code 2. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** A file that is no policy, for people or for programs, as `check` says it. */
export function unreadable(
  file: string,
  problems: readonly Problem[],
  json: boolean,
): readonly string[] {
  if (json) return [JSON.stringify({ file, readable: false, problems })];
  return problems.map((problem) => problemLine(file, problem));
}

/** `file:line:column: error: field: what is wrong; what to do`, which editors can jump to. */
export function problemLine(file: string, problem: Problem): string {
  const { line, column, severity, field, what, instead, code } = problem;
  const text = `${file}:${line}:${column}: ${severity}: ${field} ${what}; ${instead} [${code}]`;
  // Names of the file are in it, and what a terminal obeys may stand in a name.
  return text.replace(/\p{Cc}/gu, (each) => JSON.stringify(each).slice(1, -1));
}
