/**
 * The profile builder for force IT: open a screen of the records system, point at things on it, see
 * what the guard then reads, and save the profile with its canary form.
 */
import {
  PICKS,
  type Pick,
  type Reads,
  type Suggestion,
  type Tried,
} from '../../core/sites/picked.ts';
import type { SiteProfile } from '../../core/sites/profile.ts';
import type { Say } from '../../core/wording.ts';
import { Notice } from '../notice.tsx';
import { Details } from './details.tsx';
import { Marks } from './marks.tsx';
import { type OpenPage, PageChoice } from './page-choice.tsx';
import { SaveCard } from './save-card.tsx';
import { TriedCard } from './tried-card.tsx';

export interface BuilderState {
  /** Open pages of guarded hosts. */
  readonly pages: readonly OpenPage[];
  readonly page: OpenPage | null;
  readonly draft: SiteProfile;
  readonly suggestions: Readonly<Record<string, readonly Suggestion[]>>;
  /** What the guard reads without the draft of what was pointed at, by the name of its mark. */
  readonly reads: Readonly<Record<string, Reads>>;
  /** What is wrong with the draft, by field. */
  readonly faults: Readonly<Record<string, string>>;
  /** Null until it was tried. */
  readonly tried: readonly Tried[] | null;
  readonly picking: Pick | null;
  /** Key of the wording that says what failed. */
  readonly failure: string | null;
  /** The file that was saved last, of the draft as it is. */
  readonly saved: SavedFile | null;
}

export type SavedFile = 'profile' | 'canary';

export interface BuilderActs {
  readonly onPages: () => void;
  readonly onPage: (page: OpenPage) => void;
  readonly onOpen: (address: string) => void;
  readonly onPick: (pick: Pick) => void;
  readonly onLookup: () => void;
  readonly onDraft: (draft: SiteProfile) => void;
  readonly onTry: () => void;
  readonly onSave: (file: SavedFile) => void;
  readonly onLoad: (file: File) => void;
}

export interface BuilderPageProps extends BuilderState, BuilderActs {
  readonly say: Say;
}

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
