/**
 * The profile builder for force IT: open a screen of the records system, point at things on it, see
 * what the guard then reads, and save the profile with its canary form.
 */
import { PICKS } from '../../core/sites/picked.ts';
import { Notice } from '../notice.tsx';
import type { BuilderPageProps } from './builder-state.ts';
import { Details } from './details.tsx';
import { Marks } from './marks.tsx';
import { PageChoice } from './page-choice.tsx';
import { SaveCard } from './save-card.tsx';
import { TriedCard } from './tried-card.tsx';

export function BuilderPage(props: BuilderPageProps) {
  const { say, page, picking, failure, tried, draft } = props;
  const missing = (tried ?? []).flatMap(({ fit }) => fit?.missing ?? []);
  return (
    <div class="status">
      <header class="top">
        <h1>{say('build.title')}</h1>
        <p>{say('build.lead')}</p>
      </header>
      <main class="builder">
        {failure !== null && (
          <Notice tone="bad" id="build-failed" role="alert">
            <p>{say(failure)}</p>
          </Notice>
        )}
        <PageChoice {...props} />
        {page !== null && (
          <>
            <Details {...props} />
            <section class="card" aria-labelledby="marks-title">
              <h2 id="marks-title">{say('build.marks')}</h2>
              <p>{say('build.marksLead')}</p>
              <div class="points">
                {PICKS.map((pick) => (
                  <button
                    type="button"
                    key={pick}
                    id={`pick-${pick}`}
                    aria-pressed={picking === pick}
                    onClick={() => props.onPick(pick)}
                  >
                    {say(`build.pick.${pick}`)}
                  </button>
                ))}
                <button type="button" id="add-lookup" onClick={props.onLookup}>
                  {say('build.pick.lookup')}
                </button>
              </div>
              <p role="status" id="picking">
                {picking === null ? '' : say('build.picking')}
              </p>
              <Marks
                say={say}
                draft={draft}
                suggestions={props.suggestions}
                reads={props.reads}
                faults={props.faults}
                missing={missing}
                onDraft={props.onDraft}
              />
            </section>
            <TriedCard {...props} />
            <SaveCard {...props} />
          </>
        )}
        <p>
          <a href="options.html">{say('build.back')}</a>
        </p>
      </main>
    </div>
  );
}
