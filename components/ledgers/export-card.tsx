/** Giving a signed file with what is here. */
import { useState } from 'preact/hooks';
import type { ExportScope, LedgersReply } from '../../core/review/ledger-messages.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { Choice } from '../choice.tsx';
import { momentText } from '../moment.tsx';
import { ExportedNote } from './exported-note.tsx';
import {
  EXPORT_FORMATS,
  type ExportChosen,
  type Exported,
  type ExportFormat,
} from './ledgers-state.ts';
import { useDisclosure } from './use-disclosure.tsx';

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
  const disclosure = useDisclosure('export', say);
  const submit = (event: Event) => {
    event.preventDefault();
    const chosen = disclosure.take();
    if (chosen === null || busy) return;
    onExport({ scope, since: since === '' ? null : Number(since), format, disclosure: chosen });
  };
  return (
    <form class="card" aria-labelledby="export-title" onSubmit={submit} noValidate>
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
      {disclosure.fields}
      <button type="submit" id="export" class="main-button" aria-disabled={busy}>
        {say('export.make')}
      </button>
      {exported && <ExportedNote exported={exported} say={say} />}
    </form>
  );
}
