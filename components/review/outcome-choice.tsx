/** The closed list of review outcomes. None is chosen beforehand. */
import type { ReviewOutcome } from '../../core/policy/model.ts';
import type { ReviewContext } from './review-context.ts';

export interface OutcomeChoiceProps {
  readonly outcomes: readonly ReviewOutcome[];
  readonly chosen: string;
  readonly context: ReviewContext;
  readonly invalid: boolean;
  readonly onChoose: (code: string) => void;
}

export function OutcomeChoice(props: OutcomeChoiceProps) {
  const { outcomes, chosen, context, invalid, onChoose } = props;
  const { say, language } = context;
  return (
    <fieldset class="outcomes" aria-invalid={invalid ? 'true' : undefined}>
      <legend>{say('decide.outcome')}</legend>
      {outcomes
        .filter(({ apart }) => !apart)
        .map(({ code, label, needsNote, keepsOpen }) => (
          <label class="outcome" key={code}>
            <input
              type="radio"
              id={outcomeId(code)}
              name="outcome"
              value={code}
              checked={code === chosen}
              onChange={() => onChoose(code)}
            />
            <span>
              {label[language]}
              {needsNote && <span class="quiet"> · {say('decide.needsNote')}</span>}
              {keepsOpen && <span class="quiet"> · {say('decide.keepsOpen')}</span>}
            </span>
          </label>
        ))}
    </fieldset>
  );
}

/** Id of the radio button of an outcome. */
export function outcomeId(code: string): string {
  return `outcome-${code}`;
}
