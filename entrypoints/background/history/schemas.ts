/** The shape of messages about an officer's own entries. */
import { z } from 'zod';
import { passedOn } from '../../../core/ledger/answer-schemas.ts';
import { entryId, randomId } from '../../../core/ledger/header-shapes.ts';
import { HISTORY_SHOWN } from '../../../core/review/history-messages.ts';

export const historySchemas = {
  history: z.strictObject({ show: z.enum(HISTORY_SHOWN), page: z.int().min(0).max(1_000_000) }),
  'history-counts': z.null(),
  reply: z.strictObject({
    id: randomId,
    to: entryId,
    // More than core allows, so that "too long" is answered and not ignored.
    answer: z.string().max(10_000),
  }),
  'passed-on': z.strictObject({ id: randomId, said: z.strictObject(passedOn) }),
};
