/** The shape of messages about transaction logs. */
import { z } from 'zod';
import { moment, sha256Hex } from '../../../core/ledger/header-shapes.ts';

const lines = z.int().min(0).max(100_000_000);

export const reconcileSchemas = {
  checks: z.strictObject({ from: moment, before: moment }),
  reconciled: z.strictObject({
    file: sha256Hex,
    first: moment,
    last: moment,
    transactions: lines,
    matched: lines,
    doneAllTheSame: lines,
    withoutTransaction: lines,
    withoutEntry: lines,
  }),
};
