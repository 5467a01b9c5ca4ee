/**
 * What a reviewer answered to a planted case. The case itself is no entry: it is made up in the
 * reviewer's page from a national set, so that nothing that counts entries can take it for an
 * override. This is a kind of its own, and no `review`, for the same reason.
 */
import { z } from 'zod';
import type { Same } from '../same.ts';
import type { HeaderCommon } from './header.ts';
import { common, DAY_MS, entryId, reviewOutcome, staffNumber } from './header-shapes.ts';

export interface PlantedHeader extends HeaderCommon {
  readonly kind: 'planted';
  /** Name of the case in the national set. */
  readonly planted: string;
  /** Id of the reviewer's decision after which it was planted. */
  readonly after: string;
  readonly outcome: string;
  readonly reviewer: string;
  /** Milliseconds from opening the case to the answer. */
  readonly dwellMs: number;
}

/** A name of the set: two letters, two digits, and no room for anything else. */
export const plantedName = z.string().regex(/^pc-\d{2}$/);

export const planted = z.strictObject({
  ...common,
  kind: z.literal('planted'),
  planted: plantedName,
  after: entryId,
  outcome: reviewOutcome,
  reviewer: staffNumber,
  dwellMs: z.int().min(0).max(DAY_MS),
});

/** Fails to compile where the schema and its type differ. */
export const PLANTED_PARITY: Same<z.infer<typeof planted>, PlantedHeader> = true;
