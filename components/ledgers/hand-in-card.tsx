/** Handing in what this device recorded, where no server takes it. */
import type { Say } from '../../core/wording.ts';
import { ExportedNote } from './exported-note.tsx';
import { JobBar } from './job-bar.tsx';
import type { Exported, Job } from './ledgers-state.ts';

export interface HandInCardProps {
  readonly say: Say;
  readonly job: Job | null;
  readonly exported: Exported | null;
  readonly onHandIn: () => void;
}

export function HandInCard({ say, job, exported, onHandIn }: HandInCardProps) {
  return (
    <section class="card" aria-labelledby="hand-in-title">
      <h2 id="hand-in-title">{say('handIn.title')}</h2>
      <p>{say('handIn.lead')}</p>
      <button
        type="button"
        id="hand-in"
        aria-disabled={job !== null}
        onClick={() => job === null && onHandIn()}
      >
        {say('export.make')}
      </button>
      {job && <JobBar job={job} say={say} />}
      {exported && <ExportedNote exported={exported} say={say} />}
    </section>
  );
}
