/** The code of a failed request, for a sentence that a person can pass on to force IT. */

/** @param error whatever was thrown */
export function failureCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
