/** Rows of the queue as they travel to the page: a tenth of what they would weigh one by one. */
import { at, type Coded, coded, joined, separate, termAt } from '../columns.ts';
import type { CaseRow } from './rows.ts';

type CodedField =
  | 'device'
  | 'standing'
  | 'state'
  | 'why'
  | 'officer'
  | 'unit'
  | 'signal'
  | 'role'
  | 'group'
  | 'outcome'
  | 'rule'
  | 'choice'
  | 'reason'
  | 'risks'
  | 'bar'
  | 'authorised'
  | 'decision'
  | 'cameSecond'
  | 'repeats'
  | 'quorum'
  | 'assigned';
/** Times that follow from when it was made: as milliseconds after that, few are different. */
type LaterField = 'owedBy' | 'dueBy' | 'escalatesAt' | 'repliedAt';

export type RowColumns = { readonly [Field in CodedField]: Coded<CaseRow[Field]> } & {
  readonly [Field in LaterField]: Coded<number | null>;
} & {
  /** One after the other. */
  readonly id: string;
  readonly seq: readonly number[];
  readonly at: readonly number[];
  /** Its time as milliseconds after it was made. */
  readonly passedOn: Coded<CaseRow['passedOn']>;
};

export function columnsOf(rows: readonly CaseRow[]): RowColumns {
  return {
    id: joined(rows.map(({ id }) => id)),
    seq: rows.map(({ seq }) => seq),
    at: rows.map((row) => row.at),
    owedBy: coded(rows, (row) => after(row, row.owedBy)),
    dueBy: coded(rows, (row) => after(row, row.dueBy)),
    escalatesAt: coded(rows, (row) => after(row, row.escalatesAt)),
    repliedAt: coded(rows, (row) => after(row, row.repliedAt)),
    passedOn: coded(
      rows,
      ({ at, passedOn }) => passedOn && { ...passedOn, dueBy: passedOn.dueBy - at },
      JSON.stringify,
    ),
    device: coded(rows, ({ device }) => device),
    standing: coded(rows, ({ standing }) => standing),
    state: coded(rows, ({ state }) => state),
    why: coded(rows, ({ why }) => why),
    authorised: coded(rows, ({ authorised }) => authorised),
    officer: coded(rows, ({ officer }) => officer),
    unit: coded(rows, ({ unit }) => unit),
    signal: coded(rows, ({ signal }) => signal),
    role: coded(rows, ({ role }) => role),
    group: coded(rows, ({ group }) => group),
    outcome: coded(rows, ({ outcome }) => outcome),
    rule: coded(rows, ({ rule }) => rule),
    choice: coded(rows, ({ choice }) => choice),
    reason: coded(rows, ({ reason }) => reason),
    risks: coded(
      rows,
      ({ risks }) => risks,
      (risks) => risks.join(' '),
    ),
    bar: coded(rows, ({ bar }) => bar),
    decision: coded(
      rows,
      ({ decision }) => decision,
      (decision) => decision?.id ?? null,
    ),
    cameSecond: coded(rows, ({ cameSecond }) => cameSecond),
    repeats: coded(rows, ({ repeats }) => repeats),
    quorum: coded(rows, ({ quorum }) => quorum, JSON.stringify),
    assigned: coded(rows, ({ assigned }) => assigned, JSON.stringify),
  };
}

/** Rows as one text: kept on the disk and sent as it is, without an object for each of them. */
export function rowsText(rows: readonly CaseRow[]): string {
  return JSON.stringify(columnsOf(rows));
}

/** @param text of `rowsText` @throws RangeError where a column is shorter than the others */
export function rowsIn(text: string): readonly CaseRow[] {
  const columns: RowColumns = JSON.parse(text);
  return rowsOf(columns);
}

/** @throws RangeError where a column is shorter than the others */
export function rowsOf(columns: RowColumns): readonly CaseRow[] {
  const ids = separate(columns.id, columns.seq.length);
  return ids.map((id, place) => rowAt(columns, id, place));
}

function rowAt(columns: RowColumns, id: string, place: number): CaseRow {
  const made = at(columns.at, place);
  const passedOn = termAt(columns.passedOn, place);
  return {
    id,
    seq: at(columns.seq, place),
    device: termAt(columns.device, place),
    standing: termAt(columns.standing, place),
    at: made,
    state: termAt(columns.state, place),
    why: termAt(columns.why, place),
    authorised: termAt(columns.authorised, place),
    officer: termAt(columns.officer, place),
    unit: termAt(columns.unit, place),
    signal: termAt(columns.signal, place),
    role: termAt(columns.role, place),
    group: termAt(columns.group, place),
    outcome: termAt(columns.outcome, place),
    rule: termAt(columns.rule, place),
    choice: termAt(columns.choice, place),
    reason: termAt(columns.reason, place),
    risks: termAt(columns.risks, place),
    bar: termAt(columns.bar, place),
    decision: termAt(columns.decision, place),
    cameSecond: termAt(columns.cameSecond, place),
    repeats: termAt(columns.repeats, place),
    quorum: termAt(columns.quorum, place),
    assigned: termAt(columns.assigned, place),
    owedBy: later(made, termAt(columns.owedBy, place)),
    dueBy: later(made, termAt(columns.dueBy, place)),
    escalatesAt: later(made, termAt(columns.escalatesAt, place)),
    repliedAt: later(made, termAt(columns.repliedAt, place)),
    passedOn: passedOn && { ...passedOn, dueBy: made + passedOn.dueBy },
  };
}

function after({ at: made }: CaseRow, time: number | null): number | null {
  return time === null ? null : time - made;
}

function later(made: number, time: number | null): number | null {
  return time === null ? null : made + time;
}
