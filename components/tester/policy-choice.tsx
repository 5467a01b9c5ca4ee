/** Which policy is tested: the one in force, or that of a file of managed settings. */
import { LANGUAGES } from '../../core/vocabulary.ts';
import { Facts } from '../facts.tsx';
import { Notice } from '../notice.tsx';
import { Choice } from '../profiles/fields.tsx';
import { ErrorsTable } from '../status/setting-errors.tsx';
import type { PolicyName, TesterPageProps } from './tester-state.ts';

export function PolicyChoice(props: TesterPageProps) {
  const { say, inForce, underTest, settingErrors, language } = props;
  const factsOf = (policy: PolicyName | null, prefix: string) => [
    {
      name: `${prefix}-force`,
      label: say('policy.force'),
      value: policy?.force ?? say('policy.forceNone'),
    },
    {
      name: `${prefix}-version`,
      label: say('policy.version'),
      value: policy?.version ?? say('word.dash'),
    },
    {
      name: `${prefix}-hash`,
      label: say('policy.hash'),
      value: <code>{policy?.hash ?? say('word.dash')}</code>,
    },
  ];
  return (
    <section class="card" aria-labelledby="policy-choice-title">
      <h2 id="policy-choice-title">{say('tester.policy')}</h2>
      <div class="pair">
        <div>
          <h3>{say('tester.inForce')}</h3>
          <Facts facts={factsOf(inForce, 'in-force')} />
        </div>
        <div>
          <h3>{say('tester.underTest')}</h3>
          {underTest === null ? (
            <p id="tests-in-force">{say('tester.sameAsInForce')}</p>
          ) : (
            <>
              <Facts facts={factsOf(underTest, 'under-test')} />
              <p>
                <button type="button" id="test-in-force" onClick={props.onInForce}>
                  {say('tester.testInForce')}
                </button>
              </p>
            </>
          )}
        </div>
      </div>
      <div class="pair">
        <div class="field">
          <label for="settings-file">{say('tester.settingsFile')}</label>
          <span class="quiet" id="settings-file-hint">
            {say('tester.settingsFileHint')}
          </span>
          <input
            id="settings-file"
            type="file"
            accept="application/json,.json"
            aria-describedby="settings-file-hint"
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              if (file) props.onSettings(file);
              // The same file, put right, can be chosen again.
              currentTarget.value = '';
            }}
          />
        </div>
        <Choice
          id="prompt-language"
          label={say('tester.promptLanguage')}
          value={language}
          options={LANGUAGES.map((value) => ({ value, text: say(`word.${value}`) }))}
          onChange={props.onLanguage}
        />
      </div>
      {settingErrors.length > 0 && (
        <>
          <Notice tone="bad" id="settings-refused" role="alert">
            <p>{say('tester.settingsRefused')}</p>
          </Notice>
          <ErrorsTable say={say} errors={settingErrors} />
        </>
      )}
    </section>
  );
}
