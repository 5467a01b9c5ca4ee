/** What the page that speaks to the store says of it, as it comes in a message and as it is kept. */
import { z } from 'zod';
import { MOST_RECORD_CHARACTERS } from '../../../core/ledger/record.ts';

export const later = z.enum(['unreachable', 'timed-out', 'in-doubt', 'busy']);
export const refused = z.enum([
  'permission',
  'credential',
  'too-large',
  'other-bytes',
  'not-understood',
]);

export const courierReport = z.strictObject({
  state: z.enum(['delivering', 'idle', 'waiting', 'refused']),
  why: z.enum([...later.options, ...refused.options]).nullable(),
});

/** Of a decision. */
export const storeAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stored'), how: z.enum(['acknowledged', 'read-back']) }),
  z.strictObject({ kind: z.literal('later'), why: later }),
  z.strictObject({ kind: z.literal('refused'), why: refused }),
  z.strictObject({ kind: z.literal('taken'), text: z.string().max(2 * MOST_RECORD_CHARACTERS) }),
]);

const name = z.string().max(96);

/** What was told to this device's officer. */
export const toldAnswer = z.strictObject({
  place: z.strictObject({
    ...{ force: name, unit: name, depositor: name, attempt: name },
    number: z.int().min(0).max(999_999),
  }),
  text: z.string().max(2 * MOST_RECORD_CHARACTERS),
});
