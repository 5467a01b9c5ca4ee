/** The shape of messages about ledgers and files. Lines of files are text, read by `core/ledger`. */
import { z } from 'zod';
import { MOST_LINE_CHARACTERS } from '../../core/ledger/bundle.ts';
import { PURPOSES, RECIPIENTS } from '../../core/ledger/disclosure.ts';
import { FINDING_CODES } from '../../core/ledger/findings.ts';
import { print } from '../../core/ledger/printed.ts';

const device = z.string().regex(/^[0-9a-f]{16}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const scope = z.enum(['own', 'all']);
/** One more than is read: what is longer arrives cut, and is told as unreadable. */
const line = z.string().max(MOST_LINE_CHARACTERS + 1);

const finding = z.strictObject({
  device: z.union([device, z.literal('')]),
  code: z.enum(FINDING_CODES),
  first: count,
  last: count,
});

/** Longest message with lines of a file, in characters of JSON: text in them may be escaped twice. */
export const MAX_LINES_MESSAGE = 2 * 1024 * 1024;

export const ledgerSchemas = {
  ledgers: z.null(),
  'export-begin': z.strictObject({ scope, since: z.number().nullable() }),
  'export-page': z.strictObject({ scope, device, from: count, before: count }),
  'export-sign': z.strictObject({ scope, lines: count, hash }),
  'export-done': z.strictObject({
    ...{ scope, file: hash, entries: count },
    purpose: z.enum(PURPOSES),
    recipient: z.enum(RECIPIENTS),
  }),
  // What is asked is what the entry says.
  print: print.pick({ page: true, of: true, entries: true, purpose: true, recipient: true }),
  known: z.strictObject({ devices: z.array(device).max(3_000).readonly() }),
  'import-begin': z.strictObject({
    file: hash,
    entries: count,
    doubts: z.array(finding).max(2_000).readonly(),
  }),
  'import-lines': z.strictObject({
    file: hash,
    before: count,
    lines: z.array(line).max(1_000).readonly(),
    begins: z.array(line).max(1_000).readonly(),
  }),
  'import-end': z.strictObject({ file: hash }),
};
