/** Transaction logs: choosing one, saying how it is read, and what came of the comparison. */
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { Notice } from '../notice.tsx';
import { ComparisonForm } from './comparison-form.tsx';
import { OutcomeCard, type PrintLists, type SaveLists } from './outcome-card.tsx';
import type { Comparison, ReconcileState } from './reconcile-state.ts';

export interface ReconcilePageProps extends ReconcileState {
  readonly say: Say;
  readonly language: Language;
  readonly onChoose: (file: File) => void;
  readonly onCompare: (how: Comparison) => void;
  readonly onSave: SaveLists;
  readonly onPrint: PrintLists;
}

export function ReconcilePage(props: ReconcilePageProps) {
  const { log, fault, job, outcome, saved, say, language, onChoose, onCompare } = props;
  const { onSave, onPrint } = props;
  return (
    <main class="ledgers">
      <h2 class="unseen">{say('reconcile.title')}</h2>
      <p class="quiet">{say('reconcile.lead')}</p>
      <section class="card noprint" aria-labelledby="log-title">
        <h2 id="log-title">{say('reconcile.file')}</h2>
        <p>{say('reconcile.fileLead')}</p>
        <p class="field">
          <label for="log-file">{say('reconcile.choose')}</label>
          <input
            type="file"
            id="log-file"
            accept=".csv,.txt,text/csv,text/plain"
            aria-describedby={fault ? 'log-fault' : undefined}
            aria-invalid={fault ? 'true' : undefined}
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              if (file) onChoose(file);
            }}
          />
        </p>
        {fault && (
          <p id="log-fault" class="field__fault" role="alert" data-fault={fault}>
            {say(`reconcile.fault.${fault}`)}
          </p>
        )}
        {log && (
          <ComparisonForm
            key={`${log.name} ${log.names.join()}`}
            {...{ log, say, onCompare }}
            busy={job !== null}
          />
        )}
      </section>
      <div role="status">
        {job && (
          <Notice tone="plain" id="log-job">
            <progress
              value={job.done}
              max={Math.max(1, job.all)}
              aria-label={say('reconcile.busy')}
            />
            <p>{say('reconcile.busy')}</p>
          </Notice>
        )}
      </div>
      {outcome && <OutcomeCard {...{ outcome, saved, say, language, onSave, onPrint }} />}
    </main>
  );
}
