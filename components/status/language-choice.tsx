/** Language of prompts and pages, where managed settings leave it to the person. */
import { LANGUAGES, type Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { Notice } from '../notice.tsx';

/** Each language by its own name, so that it is found by those who read only that one. */
const OWN_NAME: Readonly<Record<Language, string>> = { en: 'English', cy: 'Cymraeg' };

export interface LanguageChoiceProps {
  readonly say: Say;
  readonly language: Language;
  readonly managed: boolean;
  /** Code of the failure where the last change was not taken. */
  readonly failure: string | null;
  readonly onLanguage: (language: Language) => void;
}

export function LanguageChoice(props: LanguageChoiceProps) {
  const { say, language, managed, failure, onLanguage } = props;
  return (
    <section class="card" aria-labelledby="language-title">
      <h2 id="language-title">{say('status.language')}</h2>
      <p id="language-lead">{say(managed ? 'language.managed' : 'language.lead')}</p>
      {failure !== null && (
        <Notice tone="bad" id="language-failed" role="alert">
          <p>{say('language.failed', { code: failure })}</p>
        </Notice>
      )}
      <fieldset class="languages" disabled={managed} aria-describedby="language-lead">
        <legend class="unseen">{say('status.language')}</legend>
        {LANGUAGES.map((each) => (
          <label key={each} lang={each}>
            <input
              type="radio"
              name="language"
              value={each}
              checked={each === language}
              onChange={() => onLanguage(each)}
            />{' '}
            {OWN_NAME[each]}
          </label>
        ))}
      </fieldset>
    </section>
  );
}
