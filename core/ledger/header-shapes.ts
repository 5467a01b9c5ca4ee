/**
 * The shape of each text in a header, by construction: an alphabet and a length, so that what a
 * header can hold at most can be added up (tests/unit/ledger/header-bits.test.ts). Nothing here has
 * room for a sentence, and nothing that a page says is among it but a staff number.
 */
import { z } from 'zod';
import { EVIDENCE_SOURCES } from '../vocabulary.ts';

/** Random: 32 hex digits, or the same as a UUID. */
export const randomId = z
  .string()
  .regex(/^(?:[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/);

/** Or made of the id of an entry that was kept aside, or of the device whose ledger was fenced. */
export const entryId = z
  .string()
  .regex(
    /^(?:[0-9a-f]{32}(?:-aside)?|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?:-aside)?|fenced-[0-9a-f]{16})$/,
  );

export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** A device's id, and the handle of a record. */
export const handle = z.string().regex(/^[0-9a-f]{16}$/);

/** Ed25519, 32 bytes, base64. */
export const publicKey = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/** As browsers number extensions. */
export const extensionVersion = z.string().regex(/^\d{1,5}(?:\.\d{1,5}){0,3}$/);

/** From policy, or one that the page shows or the officer names; empty where it is not known. */
export const staffNumber = z.string().regex(/^(?:[A-Za-z0-9][A-Za-z0-9._-]{0,31})?$/);

/** From policy only: letters of European languages, digits, marks, and blanks. */
export const unitName = z.string().regex(/^[ -~\u00a0-\u024f\u2010-\u2019]{0,32}$/);

/** Rules of a policy, and terms of a lexicon, are named in lower-case words with hyphens. */
export const slugOrNone = z.string().regex(/^[a-z0-9-]{0,80}$/);

/** From policy only: a force or a unit, as it stands in places of the force's store. */
export const storeToken = z.string().regex(/^[a-z0-9-]{1,32}$/);

export const reasonCode = z.string().regex(/^RR-\d{2}$/);
export const reviewOutcome = z.string().regex(/^RV-\d$/);

/** Epoch milliseconds: all that a date can be. */
export const moment = z.int().min(0).max(8_640_000_000_000_000);

/** What every header begins with. */
export const common = {
  v: z.literal(1),
  id: entryId,
  seq: z.int().min(0),
  prev: sha256Hex,
  at: moment,
  device: handle,
  extension: extensionVersion,
  policy: sha256Hex,
  body: sha256Hex.nullable(),
};

export const DAY_MS = 24 * 60 * 60 * 1000;

/** A weight is told apart by hundredths, and has no more room than that. */
export function weightAsRecorded(weight: number): number {
  return Math.round(weight * 100) / 100;
}

/** Terms are not checked against today's lexicon: an entry outlives the edition it was made by. */
export const evidence = z
  .array(
    z.strictObject({
      term: slugOrNone,
      source: z.enum(EVIDENCE_SOURCES),
      weight: z.number().min(0).max(1),
    }),
  )
  .max(20)
  .readonly();

/** By which signature the settings in force were taken. */
export const signed = z
  .strictObject({ version: z.int().min(0), key: z.string().regex(/^[0-9a-f]{8}$/) })
  .optional();

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const pilots = z
  .array(z.strictObject({ rule: slugOrNone, first: day, until: day }))
  .max(20)
  .readonly()
  .optional();
