/** What is wrong with the draft, and its two files: the profile and its canary form. */
import { finished } from '../../core/sites/draft.ts';
import { Notice } from '../notice.tsx';
import type { BuilderPageProps, SavedFile } from './builder-state.ts';

const FILES: readonly SavedFile[] = ['profile', 'canary'];

export function SaveCard({ say, draft, faults, saved, onSave }: BuilderPageProps) {
  const all = Object.entries(faults);
  return (
    <section class="card" aria-labelledby="save-title">
      <h2 id="save-title">{say('build.save')}</h2>
      {all.length > 0 ? (
        <Notice tone="warn" id="draft-faults">
          <p>{say('build.faults')}</p>
          <ul>
            {all.map(([field, reason]) => (
              <li key={field} data-fault={field}>
                <code>{field}</code> <span lang="en">{reason}</span>
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <>
          <p>{say('build.saveLead')}</p>
          <div class="points">
            {FILES.map((file) => (
              <button type="button" key={file} id={`save-${file}`} onClick={() => onSave(file)}>
                {say(`build.save.${file}`)}
              </button>
            ))}
          </div>
          <p role="status" id="saved">
            {saved === null ? '' : say(`build.saved.${saved}`)}
          </p>
          <details>
            <summary>{say('build.json')}</summary>
            <p>{say('build.jsonLead')}</p>
            <textarea id="profile-json" readonly rows={14} aria-label={say('build.json')}>
              {JSON.stringify(finished(draft), null, 2)}
            </textarea>
          </details>
        </>
      )}
    </section>
  );
}
