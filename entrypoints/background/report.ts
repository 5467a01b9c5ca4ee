/** Errors go to the extension's own console: where and which kind, never what was being handled. */
export function report(where: string, error: unknown): void {
  console.error(`right-to-report: ${where}: ${kindOf(error)}`);
}

/** The same as the end of a promise that nobody waits for. */
export function reporting(where: string): (error: unknown) => void {
  return (error) => report(where, error);
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return `${error.name}${code}`;
}
