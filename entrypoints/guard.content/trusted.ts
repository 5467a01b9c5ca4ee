/**
 * Data that the build has checked against its schema (`tests/architecture.test.ts` reads every
 * file through zod). TypeScript widens the literals of an imported JSON file; this names the type
 * that the check has established.
 */
export function trusted<T>(data: unknown): T {
  // The one place in the guard where a type is asserted; the architecture test is its proof.
  return data as T;
}
