/** Why the ledger did not do what was asked. */

export type LedgerFailure =
  | 'storage-full'
  | 'storage-failed'
  | 'head-moved'
  /** What lies on the disk does not fit together. */
  | 'damaged';

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
  // A place that the head says is free is taken.
  if (errors.some((error) => isNamed(error, 'ConstraintError')))
    return new LedgerError('damaged', 'the head of the ledger does not fit', errors[0]);
  return errors.some((error) => isNamed(error, 'QuotaExceededError'))
    ? new LedgerError('storage-full', 'storage is full', errors[0])
    : new LedgerError('storage-failed', 'storage did not answer as it should', errors[0]);
}

function isNamed(error: unknown, name: string): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === name;
}

export function isDamage(error: unknown): boolean {
  return error instanceof LedgerError && error.code === 'damaged';
}
