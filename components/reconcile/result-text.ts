/** The lists of a comparison as a table: all of them, where the page shows fifty rows at a time. */
import { csvText } from '../../core/csv.ts';
import type { Reconciled, SeenCheck, Transaction } from '../../core/reconcile/reconcile.ts';
import type { Say } from '../../core/wording.ts';
import { isoText } from '../moment.tsx';

const COLUMNS = ['list', 'officer', 'entryTime', 'choice', 'unit', 'rowTime', 'terminal', 'row'];

/** RFC 4180, times in UTC. Names nobody but officers. */
export function resultCsv(result: Reconciled, say: Say): string {
  const line = (list: string, check: SeenCheck | null, row: Transaction | null) => [
    say(`reconcile.n.${list}`),
    check?.officer ?? row?.officer ?? '',
    check ? (isoText(check.at) ?? '') : '',
    check ? say(`choice.${check.choice}`) : '',
    check?.unit ?? '',
    row ? row.moments.map((at) => isoText(at) ?? '').join(' / ') : '',
    row?.terminal ?? '',
    row ? String(row.line) : '',
  ];
  return csvText([
    COLUMNS.map((name) => say(`reconcile.${name}`)),
    ...result.doneAllTheSame.map((pair) => line('doneAllTheSame', pair.check, pair.transaction)),
    ...result.withoutTransaction.map((check) => line('withoutTransaction', check, null)),
    ...result.withoutEntry.map((row) => line('withoutEntry', null, row)),
    ...result.matched.map((pair) => line('matched', pair.check, pair.transaction)),
  ]);
}

export function rowsIn({
  matched,
  doneAllTheSame,
  withoutTransaction,
  withoutEntry,
}: Reconciled): number {
  return matched.length + doneAllTheSame.length + withoutTransaction.length + withoutEntry.length;
}
