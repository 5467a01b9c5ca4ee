/**
 * How long the words of entries are kept. Headers and hashes are kept for ever; what can be dropped
 * is the body: the record's reference, the officer's words, the prompt as it was shown.
 *
 * Bounds of both sides, since too short takes from oversight what it has to read, and too long keeps
 * what nobody needs. Our proposal: no national document sets these times.
 */
import national from '../../policies/national/retention.json' with { type: 'json' };

export interface Retention {
  /** Whole days for which a body is kept after the decision in review, anywhere. */
  readonly bodyDays: number;
  /** Whole days for which a body stays on the device after its delivery was acknowledged. */
  readonly localDays: number;
}

export const RETENTION_NAMES = ['bodyDays', 'localDays'] as const satisfies (keyof Retention)[];

/** What any force may set, in whole days, both ends included. */
export const RETENTION_BOUNDS: Readonly<
  Record<keyof Retention, { readonly least: number; readonly most: number }>
> = national;

/** What holds where no force says otherwise: what is dropped does not come back, so the longest. */
export const NATIONAL_RETENTION: Retention = {
  bodyDays: national.bodyDays.usual,
  localDays: national.localDays.usual,
};
