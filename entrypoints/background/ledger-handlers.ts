/** What the background answers about ledgers and files. */
import type { LedgerMessages } from '../../core/review/ledger-messages.ts';
import { forReviewer } from './for-reviewer.ts';
import { orFailed } from './ledger/or-failed.ts';
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

export function ledgerHandlers(parts: ExportParts): Pick<Handlers, keyof LedgerMessages> {
  return {
    ledgers: () => forReviewer(parts, () => listLedgers(parts)),
    'export-begin': (asked) => orFailed(() => beginExport(parts, asked)),
    'export-page': (asked) => orFailed(() => exportPage(parts, asked)),
    'export-sign': (asked) => orFailed(() => signExport(parts, asked)),
    'export-done': (asked) => orFailed(() => recordExport(parts, asked)),
    known: (asked) => forReviewer(parts, () => knownOf(parts, asked)),
    'import-begin': (asked) => forReviewer(parts, () => beginImport(parts, asked)),
    'import-lines': (asked) => forReviewer(parts, () => takeLines(parts, asked)),
    'import-end': (asked) => forReviewer(parts, () => endImport(parts, asked)),
  };
}
