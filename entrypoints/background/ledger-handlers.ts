/** What the background answers about ledgers, files and paper. */
import type { LedgerMessages } from '../../core/review/ledger-messages.ts';
import type { PrintMessages } from '../../core/review/print-messages.ts';
import { forReviewer } from './for-reviewer.ts';
import { orFailed } from './ledger/or-failed.ts';
import type { Handlers } from './listen.ts';
import { recordOwn } from './own-entries.ts';
import { recordPageRead } from './page-read.ts';
import {
  beginExport,
  type ExportParts,
  exportPage,
  recordExport,
  signExport,
} from './received/exports.ts';
import { beginImport, endImport, knownOf, takeLines } from './received/imports.ts';
import { listLedgers } from './received/ledgers.ts';
import { turns } from './turns.ts';

type Names = keyof LedgerMessages | keyof PrintMessages;

interface LedgerParts extends ExportParts {
  readonly report: (where: string, error: unknown) => void;
}

export function ledgerHandlers(parts: LedgerParts): Pick<Handlers, Names> {
  const inTurn = turns();
  return {
    ledgers: () =>
      forReviewer(parts, async () => {
        // It says what is wrong with a ledger, and has to where that cannot be written down.
        await inTurn(() => recordPageRead(parts, 'ledgers')).catch((error) =>
          parts.report('ledgers', error),
        );
        return listLedgers(parts);
      }),
    'export-begin': (asked) => orFailed(() => beginExport(parts, asked)),
    'export-page': (asked) => orFailed(() => exportPage(parts, asked)),
    'export-sign': (asked) => orFailed(() => signExport(parts, asked)),
    'export-done': (asked) => orFailed(() => recordExport(parts, asked)),
    // Whoever sees a page may print it: what is there to see was decided when it was asked for.
    print: (asked) =>
      orFailed(async () => {
        await parts.policy.ready();
        const reader = parts.policy.state.policy.identity.id;
        await recordOwn(parts, { kind: 'print', reader, ...asked });
        return { ok: true };
      }),
    known: (asked) => forReviewer(parts, () => knownOf(parts, asked)),
    'import-begin': (asked) => forReviewer(parts, () => beginImport(parts, asked)),
    'import-lines': (asked) => forReviewer(parts, () => takeLines(parts, asked)),
    'import-end': (asked) => forReviewer(parts, () => endImport(parts, asked)),
  };
}
