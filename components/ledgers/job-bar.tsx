/** How far something is that takes a while. */
import type { Say } from '../../core/wording.ts';
import type { Job } from './ledgers-state.ts';

export function JobBar({ job, say }: { readonly job: Job; readonly say: Say }) {
  const { done, all } = job;
  const percent = all === 0 ? 0 : Math.floor((done / all) * 100);
  const text =
    job.kind === 'export'
      ? say('export.busy', { done, all })
      : say(`import.${job.kind}`, { name: job.name, percent });
  return (
    <div id="job" class="job" data-job={job.kind}>
      {/* Read aloud where it changes by a tenth, not at each step. */}
      <progress value={done} max={Math.max(1, all)} aria-label={text} />
      <p>{text}</p>
      <p class="unseen" role="status">
        {job.kind === 'export' ? '' : job.name} {Math.floor(percent / 10) * 10} %
      </p>
    </div>
  );
}
