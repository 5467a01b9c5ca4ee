/** Giving a signed file with what is here. */
import { useRef, useState } from 'preact/hooks';
import {
  PURPOSES,
  type Purpose,
  RECIPIENTS,
  type Recipient,
} from '../../core/ledger/disclosure.ts';
import type { ExportScope, LedgersReply } from '../../core/review/ledger-messages.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { momentText } from '../moment.tsx';
import { ExportedNote } from './exported-note.tsx';
import {
  EXPORT_FORMATS,
  type ExportChosen,
  type Exported,
  type ExportFormat,
} from './ledgers-state.ts';

export interface ExportCardProps {
  readonly ledgers: LedgersReply;
  readonly exported: Exported | null;
  readonly busy: boolean;
  readonly say: Say;
  readonly language: Language;
  readonly onExport: (chosen: ExportChosen) => void;
}

export function ExportCard(props: ExportCardProps) {
  const { ledgers, exported, busy, say, language, onExport } = props;
  const [scope, setScope] = useState<ExportScope>('all');
  const [since, setSince] = useState('');
  const [format, setFormat] = useState<ExportFormat>('bundle');
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  const [recipient, setRecipient] = useState<Recipient | null>(null);
  const [isIncomplete, setIncomplete] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    setIncomplete(purpose === null || recipient === null);
    if (purpose === null || recipient === null)
      form.current
        ?.querySelector<HTMLSelectElement>(purpose ? '#export-recipient' : '#export-purpose')
        ?.focus();
    else if (!busy)
      onExport({
        ...{ scope, since: since === '' ? null : Number(since), format },
        disclosure: { purpose, recipient },
      });
  };
  return (
    <form class="card" aria-labelledby="export-title" ref={form} onSubmit={submit} noValidate>
      <h2 id="export-title">{say('export.title')}</h2>
      <p>{say('export.lead')}</p>
      <p class="field">
        <label for="export-scope">{say('export.what')}</label>
        <select
          id="export-scope"
          value={scope}
          onChange={({ currentTarget }) => setScope(currentTarget.value === 'own' ? 'own' : 'all')}
        >
          <option value="all">{say('export.scope.all')}</option>
          <option value="own">{say('export.scope.own')}</option>
        </select>
      </p>
      <p class="field">
        <label for="export-since">{say('export.since')}</label>
        <select
          id="export-since"
          value={since}
          onChange={({ currentTarget }) => setSince(currentTarget.value)}
        >
          <option value="">{say('export.everything')}</option>
          {ledgers.checkpoints.map(({ at, size }) => (
            <option key={size} value={String(at)}>
              {say('export.after', { time: momentText(at, language), n: size })}
            </option>
          ))}
        </select>
      </p>
      <Choice
        id="export-format"
        label={say('export.format')}
        options={EXPORT_FORMATS}
        chosen={format}
        onChange={(chosen) => setFormat(chosen ?? 'bundle')}
        words={(each) => say(`export.format.${each}`)}
      />
      <Choice
        id="export-purpose"
        label={say('export.purpose')}
        options={PURPOSES}
        chosen={purpose}
        none={say('export.choose')}
        fault={isIncomplete && purpose === null ? say('export.purposeMissing') : null}
        onChange={setPurpose}
        words={(each) => say(`purpose.${each}`)}
      />
      <Choice
        id="export-recipient"
        label={say('export.recipient')}
        options={RECIPIENTS}
        chosen={recipient}
        none={say('export.choose')}
        fault={isIncomplete && recipient === null ? say('export.recipientMissing') : null}
        onChange={setRecipient}
        words={(each) => say(`recipient.${each}`)}
      />
      <button type="submit" id="export" class="main-button" aria-disabled={busy}>
        {say('export.make')}
      </button>
      {exported && <ExportedNote exported={exported} say={say} />}
    </form>
  );
}

interface ChoiceProps<Option extends string> {
  readonly id: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: Option | null;
  /** First, where nothing is chosen for somebody. */
  readonly none?: string;
  readonly fault?: string | null;
  readonly words: (option: Option) => string;
  readonly onChange: (option: Option | null) => void;
}

function Choice<Option extends string>(props: ChoiceProps<Option>) {
  const { id, label, options, chosen, none, fault = null, words, onChange } = props;
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={chosen ?? ''}
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={({ currentTarget: { value } }) =>
          onChange(options.find((option) => option === value) ?? null)
        }
      >
        {none && <option value="">{none}</option>}
        {options.map((option) => (
          <option key={option} value={option}>
            {words(option)}
          </option>
        ))}
      </select>
      {fault && (
        <span id={`${id}-fault`} class="field__fault" role="alert">
          {fault}
        </span>
      )}
    </p>
  );
}
