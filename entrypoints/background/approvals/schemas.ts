/** How questions to a second person come in messages, and how they are kept while the browser runs. */
import { z } from 'zod';
import { LIVE } from '../../../core/delivery/subjects.ts';
import { entryId, randomId, sha256Hex, staffNumber } from '../../../core/ledger/header-shapes.ts';
import { MOST_RECORD_CHARACTERS } from '../../../core/ledger/record.ts';
import { RANKS, SIGNAL_KINDS } from '../../../core/vocabulary.ts';
import { later, refused, storeAnswer } from '../delivery/answers.ts';

/** Who authorised it, as a guard says. */
export const authorised = z.union([
  z.strictObject({
    status: z.literal('claimed'),
    by: z
      .string()
      .max(32)
      // A digit: what is typed here is a number, and no name.
      .regex(/^(?=[^\d]{0,31}\d)[A-Za-z0-9][A-Za-z0-9._-]*$/),
    rank: z.enum(RANKS),
  }),
  z.strictObject({ status: z.literal('granted'), request: randomId }),
]);

const storeName = z.string().max(32);
const text = z.string().max(2 * MOST_RECORD_CHARACTERS);
const place = z.strictObject({
  collection: z.enum(LIVE),
  ...{ force: storeName, unit: storeName, depositor: storeName },
  id: z.string().max(96),
});

export const approvalSchemas = {
  'ask-state': z.strictObject({ id: randomId }),
  'ask-withdraw': z.strictObject({ id: randomId }),
  asked: z.strictObject({ isShown: z.boolean() }),
  'answer-asked': z.strictObject({
    id: randomId,
    answer: z.enum(['granted', 'denied']),
    // More than core allows, so that "too long" is answered and not ignored.
    note: z.string().max(10_000),
    dwellMs: z.number().min(0),
  }),
  'approval-work': z.null(),
  'approval-put': z.strictObject({ id: entryId, answer: storeAnswer }),
  'approval-heard': z.strictObject({ place, text }),
};

const trouble = z.enum(['sending', ...later.options, ...refused.options]).nullable();
const end = z.union([
  z.strictObject({
    step: z.literal('granted'),
    ...{ at: z.number(), by: staffNumber, rank: z.enum(RANKS) },
    grant: entryId,
    usedBy: entryId.nullable(),
  }),
  z.strictObject({
    step: z.literal('denied'),
    ...{ at: z.number(), by: staffNumber, note: z.string() },
  }),
  z.strictObject({ step: z.enum(['withdrawn', 'expired', 'spoilt']), at: z.number() }),
]);

/** Questions of this device. */
export const keptQuestions = z
  .array(
    z.strictObject({
      id: entryId,
      at: z.number(),
      question: sha256Hex,
      needs: z.enum(RANKS),
      by: staffNumber,
      page: z.string(),
      act: sha256Hex,
      trouble,
      end: end.nullable(),
      signal: z.enum(SIGNAL_KINDS),
      rule: z.string(),
      record: z.string().nullable(),
      place: z.strictObject({ force: storeName, unit: storeName, depositor: storeName }),
      /** Id of the entry that takes it back, for as long as the store does not have it. */
      back: entryId.nullable(),
    }),
  )
  .readonly();

/** Questions of others. */
export const keptOfOthers = z.strictObject({
  /** The least that this clock was ever ahead of the store's when something came as it was put there. */
  ahead: z.number().nullable(),
  questions: z
    .array(
      z.strictObject({
        place,
        /** Empty where nobody need answer it any more. */
        text,
        /** Epoch milliseconds by the store's clock. */
        storedAt: z.number(),
        /** Why nobody need answer it any more. */
        over: z.enum(['withdrawn', 'answered']).nullable(),
        /** Who answered. */
        by: z.string(),
        /** Whether this person's having seen it was written down. */
        isRead: z.boolean(),
        /** The own answer: its entry, and why the store does not have it. */
        mine: z
          .strictObject({
            id: entryId,
            trouble,
            /** Who was first, where that came out after the page had been told that it was on its way. */
            lostTo: z.string().nullable(),
          })
          .nullable(),
      }),
    )
    .readonly(),
});
