/** Why the ledger did not do what was asked. */

export type LedgerFailure = 'storage-full' | 'storage-failed' | 'head-moved';

/** The message says what failed in the storage and never what was being stored. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
  readonly code: LedgerFailure;

  constructor(code: LedgerFailure, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/**
 * @param errors of the request and of its transaction: either may be the one that names the quota
 */
export function ledgerError(...errors: readonly unknown[]): LedgerError {
  const known = errors.find((error) => error instanceof LedgerError);
  if (known) return known;
  return errors.some(isQuota)
    ? new LedgerError('storage-full', 'storage is full', errors[0])
    : new LedgerError('storage-failed', 'storage did not answer as it should', errors[0]);
}

function isQuota(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'name' in error &&
    error.name === 'QuotaExceededError'
  );
}
