/** How a log is to be read: which of its columns, by which clock, and how near is near enough. */
import { useRef, useState } from 'preact/hooks';
import type { LogColumns } from '../../core/reconcile/log-lines.ts';
import { LOG_CLOCKS, type LogClock } from '../../core/reconcile/log-time.ts';
import type { Say } from '../../core/wording.ts';
import { Choice } from '../choice.tsx';
import type { ChosenLog, Comparison } from './reconcile-state.ts';

export interface ComparisonFormProps {
  readonly log: ChosenLog;
  readonly busy: boolean;
  readonly say: Say;
  readonly onCompare: (how: Comparison) => void;
}

const NEEDED = ['officer', 'date', 'time'] as const;
const OPTIONAL = ['terminal', 'code'] as const;
const WITHIN_MINUTES = ['1', '2', '5', '10', '30', '60'] as const;
const USUAL_MINUTES = '10';

export function ComparisonForm({ log, busy, say, onCompare }: ComparisonFormProps) {
  const [columns, setColumns] = useState<LogColumns>(log.suggested);
  const [clock, setClock] = useState<LogClock>('local');
  const [codes, setCodes] = useState('');
  const [within, setWithin] = useState<(typeof WITHIN_MINUTES)[number]>(USUAL_MINUTES);
  const [isIncomplete, setIncomplete] = useState(false);
  const terminals = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const missing = NEEDED.filter((column) => columns[column] < 0);
  const submit = (event: Event) => {
    event.preventDefault();
    setIncomplete(missing.length > 0);
    const [first] = missing;
    if (first !== undefined)
      form.current?.querySelector<HTMLSelectElement>(`#column-${first}`)?.focus();
    else if (!busy)
      onCompare({
        ...{ columns, clock, withinMinutes: Number(within) },
        codes: codes.split(/[\s,;]+/).filter((code) => code !== ''),
        terminals: terminals.current?.files?.[0] ?? null,
      });
  };
  const column = (name: keyof LogColumns, isNeeded: boolean) => (
    <Column
      key={name}
      {...{ name, say, isNeeded }}
      names={log.names}
      at={columns[name]}
      isFaulty={isIncomplete && missing.some((each) => each === name)}
      onChange={(at) => setColumns({ ...columns, [name]: at })}
    />
  );
  return (
    <form id="comparison" ref={form} onSubmit={submit} noValidate>
      <fieldset>
        <legend>{say('reconcile.columns')}</legend>
        <p class="quiet">{say('reconcile.columnsLead')}</p>
        {NEEDED.map((name) => column(name, true))}
        {OPTIONAL.map((name) => column(name, false))}
      </fieldset>
      {columns.code !== null && (
        <p class="field">
          <label for="log-codes">{say('reconcile.codes')}</label>
          <input
            id="log-codes"
            type="text"
            autocomplete="off"
            spellcheck={false}
            value={codes}
            onInput={(event) => setCodes(event.currentTarget.value)}
          />
        </p>
      )}
      <Choice
        id="log-clock"
        label={say('reconcile.clock')}
        options={LOG_CLOCKS}
        chosen={clock}
        onChange={(chosen) => setClock(chosen ?? 'local')}
        words={(each) => say(`reconcile.clock.${each}`)}
      />
      <Choice
        id="log-within"
        label={say('reconcile.within')}
        options={WITHIN_MINUTES}
        chosen={within}
        onChange={(chosen) => setWithin(chosen ?? USUAL_MINUTES)}
        words={(n) => say(n === '1' ? 'reconcile.minute' : 'reconcile.minutes', { n })}
      />
      {columns.terminal !== null && (
        <p class="field">
          <label for="log-terminals">{say('reconcile.terminals')}</label>
          <input type="file" id="log-terminals" ref={terminals} accept=".csv,.txt,text/csv" />
        </p>
      )}
      <button type="submit" id="compare" class="main-button" aria-disabled={busy}>
        {say('reconcile.compare')}
      </button>
    </form>
  );
}

interface ColumnProps {
  readonly name: keyof LogColumns;
  readonly names: readonly string[];
  readonly at: number | null;
  readonly isNeeded: boolean;
  readonly isFaulty: boolean;
  readonly say: Say;
  readonly onChange: (at: number | null) => void;
}

/** Two columns of a log may have one name, so that they are told apart by their places. */
function Column({ name, names, at, isNeeded, isFaulty, say, onChange }: ColumnProps) {
  const none = isNeeded ? -1 : null;
  return (
    <Choice
      id={`column-${name}`}
      label={say(`reconcile.column.${name}`)}
      options={names.map((_, place) => String(place))}
      chosen={at === null || at < 0 ? null : String(at)}
      none={say(isNeeded ? 'reconcile.pick' : 'reconcile.noColumn')}
      fault={isFaulty ? say('reconcile.pickOne') : null}
      onChange={(place) => onChange(place === null ? none : Number(place))}
      words={(place) => names[Number(place)] || say('reconcile.unnamed', { n: Number(place) + 1 })}
    />
  );
}
