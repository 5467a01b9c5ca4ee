/** Ledgers and files: what holds by device, and how ledgers get from one device to another. */
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { LoadFailed } from '../load-failed.tsx';
import { DevicesCard } from './devices-card.tsx';
import { ExportCard } from './export-card.tsx';
import { ImportCard } from './import-card.tsx';
import { JobBar } from './job-bar.tsx';
import type { ExportChosen, LedgersState } from './ledgers-state.ts';

export interface LedgersPageProps extends LedgersState {
  readonly say: Say;
  readonly language: Language;
  readonly onExport: (chosen: ExportChosen) => void;
  readonly onFiles: (files: readonly File[], take: boolean) => void;
  readonly onPrint: () => void;
}

export function LedgersPage(props: LedgersPageProps) {
  const { ledgers, failure, job, exported, files, say, language, onExport, onFiles } = props;
  const busy = job !== null;
  return (
    <main class="ledgers">
      <h2 class="unseen">{say('ledgers.title')}</h2>
      <p class="quiet">{say('ledgers.lead')}</p>
      {failure !== null && (
        <LoadFailed
          id="ledgers-failed"
          failure={failure}
          failed="ledgers.failed"
          tone={failure === 'not-a-reviewer' ? 'warn' : 'bad'}
          say={say}
        />
      )}
      {ledgers === null && failure === null && <p role="status">{say('ledgers.loading')}</p>}
      {job && <JobBar job={job} say={say} />}
      {ledgers && failure !== 'not-a-reviewer' && (
        <>
          <p class="buttons noprint">
            <button type="button" id="ledgers-print" onClick={props.onPrint}>
              {say('print.ledgers')}
            </button>
          </p>
          <DevicesCard ledgers={ledgers} say={say} />
          <div class="pair">
            <ImportCard {...{ files, busy, say, language, onFiles }} />
            <ExportCard {...{ ledgers, exported, busy, say, language, onExport }} />
          </div>
        </>
      )}
    </main>
  );
}
