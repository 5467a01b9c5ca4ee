/** What came of holding a log against the entries, or why it could not be done. */

import type { Disclosure } from '../../core/ledger/disclosure.ts';
import { type LogReading, MOST_FAULTS } from '../../core/reconcile/log-lines.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { Facts } from '../facts.tsx';
import { useDisclosure } from '../ledgers/use-disclosure.tsx';
import { momentText } from '../moment.tsx';
import { Notice } from '../notice.tsx';
import type { Outcome, ReconcileState } from './reconcile-state.ts';
import { OfficersTable, PairsTable, SingleEntries, SingleRows } from './result-tables.tsx';
import { resultCsv, rowsIn } from './result-text.ts';

/** Gives the lists as a file, for what and for whom somebody chose. */
export type SaveLists = (text: string, rows: number, disclosure: Disclosure) => void;
export type PrintLists = (disclosure: Disclosure, rows: number) => void;

export interface OutcomeCardProps {
  readonly outcome: Outcome;
  readonly saved: ReconcileState['saved'];
  readonly say: Say;
  readonly language: Language;
  readonly onSave: SaveLists;
  readonly onPrint: PrintLists;
}

export function OutcomeCard(props: OutcomeCardProps) {
  const { outcome, say } = props;
  switch (outcome.kind) {
    case 'rows':
      return <FaultyRows reading={outcome.reading} say={say} />;
    case 'terminals':
      return (
        <Refusal code="terminals">
          {say('reconcile.terminalsFault', { rows: listed(outcome.faults) })}
        </Refusal>
      );
    case 'none':
      return (
        <Refusal code="none">{say('reconcile.none', { ...numbersOf(outcome.reading) })}</Refusal>
      );
    case 'too-many':
      return <Refusal code="too-many">{say('reconcile.tooMany')}</Refusal>;
    case 'failed':
      return <Refusal code={outcome.code}>{failureText(outcome.code, say)}</Refusal>;
    case 'done':
      return <Result {...props} outcome={outcome} />;
  }
}

function failureText(code: string, say: Say): string {
  if (code === 'not-a-reviewer') return say('ledgers.refused');
  return code === 'file' ? say('reconcile.fault.unreadable') : say('reconcile.failed', { code });
}

function Refusal({ code, children }: { readonly code: string; readonly children: string }) {
  return (
    <Notice tone="bad" id="log-refused" role="alert">
      <p data-code={code}>{children}</p>
    </Notice>
  );
}

const numbersOf = ({ lines, otherCodes, noOfficer }: LogReading) => ({
  lines,
  otherCodes,
  noOfficer,
});

/** Many enough to see what is wrong, few enough to read. */
const MOST_SHOWN = 20;

function listed(rows: readonly number[]): string {
  const more = rows.length > MOST_SHOWN ? ' …' : '';
  return `${rows.slice(0, MOST_SHOWN).join(', ')}${more}`;
}

function FaultyRows({ reading, say }: { readonly reading: LogReading; readonly say: Say }) {
  const { faults, lines } = reading;
  const n = faults.length < MOST_FAULTS ? String(faults.length) : `${MOST_FAULTS}+`;
  return (
    <Notice tone="bad" id="log-refused" role="alert">
      <p data-code="rows">{say('reconcile.rows', { n, lines })}</p>
      <ul>
        {(['time', 'columns', 'quote'] as const).map((fault) => {
          const rows = faults.filter((each) => each.fault === fault).map(({ line }) => line);
          return (
            rows.length > 0 && (
              <li key={fault} data-fault={fault}>
                {say(`reconcile.row.${fault}`, { rows: listed(rows) })}
              </li>
            )
          );
        })}
      </ul>
    </Notice>
  );
}

type ResultProps = OutcomeCardProps & { readonly outcome: Extract<Outcome, { kind: 'done' }> };

function Result({ outcome, saved, say, language, onSave, onPrint }: ResultProps) {
  const { reading, result, doubtful } = outcome;
  const { first, last, otherCodes, noOfficer, transactions } = reading;
  const count = (name: string, value: number) => ({
    ...{ name, value: String(value) },
    label: say(`reconcile.n.${name}`),
  });
  const context = { say, language };
  const disclosure = useDisclosure('lists', say);
  const save = (event: Event) => {
    event.preventDefault();
    const chosen = disclosure.take();
    if (chosen) onSave(resultCsv(result, say), rowsIn(result), chosen);
  };
  const onPaper = () => {
    const chosen = disclosure.take();
    if (chosen) onPrint(chosen, rowsIn(result));
  };
  return (
    <section class="card" id="reconciled" aria-labelledby="reconciled-title">
      <h2 id="reconciled-title">{say('reconcile.result')}</h2>
      <p>
        {say('reconcile.period', {
          from: momentText(first, language),
          to: momentText(last, language),
        })}
      </p>
      {result.hoursOff !== 0 && (
        <Notice tone="warn" id="hours-off">
          <p>{say(result.hoursOff > 0 ? 'reconcile.hourLater' : 'reconcile.hourEarlier')}</p>
        </Notice>
      )}
      {doubtful > 0 && (
        <Notice tone="warn" id="doubtful">
          <p>{say('reconcile.doubtful', { n: doubtful })}</p>
        </Notice>
      )}
      <Facts
        facts={[
          count('transactions', transactions.length),
          count('otherCodes', otherCodes),
          count('noOfficer', noOfficer),
          count('matched', result.matched.length),
          count('doneAllTheSame', result.doneAllTheSame.length),
          count('withoutTransaction', result.withoutTransaction.length),
          count('withoutEntry', result.withoutEntry.length),
        ]}
      />
      <p>{say('reconcile.meaning')}</p>
      <PairsTable pairs={result.doneAllTheSame} context={context} />
      <SingleEntries checks={result.withoutTransaction} context={context} />
      <SingleRows rows={result.withoutEntry} context={context} />
      <OfficersTable result={result} context={context} />
      <form class="noprint" onSubmit={save} noValidate>
        {disclosure.fields}
        <p class="buttons">
          <button type="submit" id="save-lists">
            {say('reconcile.save')}
          </button>{' '}
          <button type="button" id="print" onClick={onPaper}>
            {say('reconcile.print')}
          </button>
        </p>
      </form>
      <p role="status" id="saved-lists">
        {saved &&
          ('rows' in saved
            ? say('reconcile.saved', { n: saved.rows })
            : say('reconcile.notSaved', { code: saved.code }))}
      </p>
    </section>
  );
}
