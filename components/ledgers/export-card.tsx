/** Giving a signed file with what is here. */
import { useState } from 'preact/hooks';
import type { ExportScope, LedgersReply } from '../../core/review/ledger-messages.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { momentText } from '../moment.tsx';
import { ExportedNote } from './exported-note.tsx';
import type { Exported } from './ledgers-state.ts';

export interface ExportCardProps {
  readonly ledgers: LedgersReply;
  readonly exported: Exported | null;
  readonly busy: boolean;
  readonly say: Say;
  readonly language: Language;
  readonly onExport: (scope: ExportScope, since: number | null) => void;
}

export function ExportCard(props: ExportCardProps) {
  const { ledgers, exported, busy, say, language, onExport } = props;
  const [scope, setScope] = useState<ExportScope>('all');
  const [since, setSince] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    if (!busy) onExport(scope, since === '' ? null : Number(since));
  };
  return (
    <form class="card" aria-labelledby="export-title" onSubmit={submit}>
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
      <button type="submit" id="export" class="main-button" aria-disabled={busy}>
        {say('export.make')}
      </button>
      {exported && <ExportedNote exported={exported} say={say} />}
    </form>
  );
}
