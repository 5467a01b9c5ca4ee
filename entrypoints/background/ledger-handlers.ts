/** What the background answers about ledgers and files. */
import type { LedgerMessages } from '../../core/review/ledger-messages.ts';
import { LedgerError } from './ledger/error.ts';
import type { Handlers } from './listen.ts';
import {
  beginExport,
  type ExportParts,
  exportPage,
  recordExport,
  signExport,
} from './received/exports.ts';
import { beginImport, endImport, knownOf, takeLines } from './received/imports.ts';
import { listLedgers } from './received/ledgers.ts';

const FAILED = { ok: false, code: 'failed' } as const;

export function ledgerHandlers(parts: ExportParts): Pick<Handlers, keyof LedgerMessages> {
  return {
    ledgers: () => orFailed(listLedgers(parts)),
    'export-begin': (asked) => orFailed(beginExport(parts, asked)),
    'export-page': (asked) => orFailed(exportPage(parts, asked)),
    'export-sign': (asked) => orFailed(signExport(parts, asked)),
    'export-done': (asked) => orFailed(recordExport(parts, asked)),
    known: (asked) => orFailed(knownOf(parts, asked)),
    'import-begin': (asked) => orFailed(beginImport(parts, asked)),
    'import-lines': (asked) => orFailed(takeLines(parts, asked)),
    'import-end': (asked) => orFailed(endImport(parts, asked)),
  };
}

/** A ledger that does not answer is told; nothing leaves and nothing counts as taken in. */
async function orFailed<T>(answer: Promise<T>): Promise<T | typeof FAILED> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof LedgerError) return FAILED;
    throw error;
  }
}
