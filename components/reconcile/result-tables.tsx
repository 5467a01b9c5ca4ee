/** The lists of a comparison, a page of each at a time. */
import { useState } from 'preact/hooks';
import {
  countsByOfficer,
  type Pair,
  type Reconciled,
  type SeenCheck,
  type Transaction,
} from '../../core/reconcile/reconcile.ts';
import type { Choice, Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { Moment } from '../moment.tsx';
import { caseAddress } from '../review/case-address.ts';
import { pageOf } from '../row-page.ts';
import { RowPages } from '../row-pages.tsx';
import { WideTable } from '../wide-table.tsx';

export interface TableContext {
  readonly say: Say;
  readonly language: Language;
}

interface ListProps<Row> {
  readonly id: string;
  readonly rows: readonly Row[];
  readonly columns: readonly string[];
  readonly cells: (row: Row) => readonly preact.ComponentChild[];
  readonly context: TableContext;
}

/** A heading, what the list means, and one page of it; nothing where it is empty. */
function List<Row>({ id, rows, columns, cells, context: { say } }: ListProps<Row>) {
  const [wanted, setWanted] = useState(0);
  if (rows.length === 0) return null;
  const shown = pageOf(rows, wanted);
  return (
    <section aria-labelledby={`${id}-title`} data-list={id}>
      <h3 id={`${id}-title`}>
        {say(`reconcile.n.${id}`)} ({rows.length})
      </h3>
      <p>{say(`reconcile.means.${id}`)}</p>
      <WideTable id={id} label={say(`reconcile.n.${id}`)}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" key={column}>
                {say(`reconcile.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.rows.map((row, index) => (
            <tr key={shown.from + index}>
              {cells(row).map((cell, at) => (
                <td key={columns[at]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
      <RowPages say={say} shown={shown} onPage={setWanted} />
    </section>
  );
}

export function PairsTable(props: { pairs: readonly Pair[]; context: TableContext }) {
  const { pairs, context } = props;
  const { say, language } = context;
  return (
    <List
      id="doneAllTheSame"
      rows={pairs}
      columns={['entryTime', 'officer', 'choice', 'rowTime', 'terminal', 'row']}
      cells={({ check, transaction }) => [
        <Moment key="at" at={check.at} language={language} />,
        check.officer,
        say(`choice.${check.choice}`),
        <RowTime key="row" row={transaction} language={language} />,
        transaction.terminal,
        String(transaction.line),
      ]}
      context={context}
    />
  );
}

/** Of these there is an override to open. */
const IS_CASE: ReadonlySet<Choice> = new Set(['overridden', 'emergency', 'unheld']);

export function SingleEntries(props: { checks: readonly SeenCheck[]; context: TableContext }) {
  const { checks, context } = props;
  const { say, language } = context;
  return (
    <List
      id="withoutTransaction"
      rows={checks}
      columns={['entryTime', 'officer', 'unit', 'choice']}
      cells={({ id, at, officer, unit, choice }) => [
        IS_CASE.has(choice) ? (
          <a key="at" href={caseAddress(id)}>
            <Moment at={at} language={language} />
          </a>
        ) : (
          <Moment key="at" at={at} language={language} />
        ),
        officer === '' ? say('reconcile.unknown') : officer,
        unit,
        say(`choice.${choice}`),
      ]}
      context={context}
    />
  );
}

export function SingleRows(props: { rows: readonly Transaction[]; context: TableContext }) {
  const { rows, context } = props;
  const { language } = context;
  return (
    <List
      id="withoutEntry"
      rows={rows}
      columns={['rowTime', 'officer', 'terminal', 'row']}
      cells={(row) => [
        <RowTime key="at" row={row} language={language} />,
        row.officer,
        row.terminal,
        String(row.line),
      ]}
      context={context}
    />
  );
}

function RowTime({ row, language }: { readonly row: Transaction; readonly language: Language }) {
  const [at = 0] = row.moments;
  return <Moment at={at} language={language} />;
}

export function OfficersTable(props: { result: Reconciled; context: TableContext }) {
  const { result, context } = props;
  return (
    <List
      id="officers"
      rows={countsByOfficer(result)}
      columns={['officer', 'matchedOf', 'doneOf', 'entriesOf', 'rowsOf']}
      cells={({ officer, matched, doneAllTheSame, withoutTransaction, withoutEntry }) => [
        officer,
        ...[matched, doneAllTheSame, withoutTransaction, withoutEntry].map(String),
      ]}
      context={context}
    />
  );
}
