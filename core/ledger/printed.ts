/** That something which ledgers hold went to paper, and the pages it can be read on. */
import { z } from 'zod';
import type { Same } from '../same.ts';
import { type Disclosure, PURPOSES, RECIPIENTS } from './disclosure.ts';
import type { HeaderCommon } from './header.ts';
import { common, entryId, staffNumber } from './header-shapes.ts';

/** Pages of ours that show what ledgers hold. */
export const PRINTED_PAGES = [
  'queue',
  'case',
  'patterns',
  'ledgers',
  'reconciliation',
  'approvals',
  'history',
] as const;
export type PrintedPage = (typeof PRINTED_PAGES)[number];

/** Those on which many overrides are read at once, besides the list. */
export const READ_PAGES = ['patterns', 'ledgers'] as const;
export type ReadPage = (typeof READ_PAGES)[number];

/** What is printed. */
export interface Printing {
  readonly page: PrintedPage;
  /** Id of the attempt; empty where it is not one override. */
  readonly of: string;
  /** How many overrides, devices or lines are on it. */
  readonly entries: number;
}

export interface PrintHeader extends HeaderCommon, Printing, Disclosure {
  readonly kind: 'print';
  /** Staff number of whoever did it; empty where policy names nobody. */
  readonly reader: string;
}

export const print = z.strictObject({
  ...common,
  kind: z.literal('print'),
  reader: staffNumber,
  page: z.enum(PRINTED_PAGES),
  of: entryId.or(z.literal('')),
  entries: z.int().min(0).max(10_000_000),
  purpose: z.enum(PURPOSES),
  recipient: z.enum(RECIPIENTS),
});

/** Fails to compile where the schema and its type differ. */
export const PRINT_PARITY: Same<z.infer<typeof print>, PrintHeader> = true;
