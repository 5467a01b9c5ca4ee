/** Which of what zod finds is told. */
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * Of two bounds that one value is beyond only the narrower: for a whole number zod first tells the
 * widest that the language can count, and then the one that was asked for.
 */
export function toldIssues(issues: readonly Issue[]): readonly Issue[] {
  return issues.filter(
    (issue, at) => !isBound(issue) || !issues.slice(at + 1).some((later) => isSame(issue, later)),
  );
}

function isBound({ code }: Issue): boolean {
  return code === 'too_big' || code === 'too_small';
}

function isSame(one: Issue, other: Issue): boolean {
  return one.code === other.code && JSON.stringify(one.path) === JSON.stringify(other.path);
}
