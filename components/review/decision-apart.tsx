/** What is stated beside the outcome: a remedy for the victim, and when somebody looks at it again. */
import type { Apart } from '../../core/ledger/review-parts.ts';
import { momentText } from '../moment.tsx';
import type { Draft } from './drafts.ts';
import type { ReviewContext } from './review-context.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface DecisionApartProps {
  readonly draft: Draft;
  /** Whether the outcome that is chosen asks for days. */
  readonly needsFollowUp: boolean;
  readonly context: ReviewContext;
  readonly invalid: boolean;
  readonly onWrite: (change: Partial<Draft>) => void;
}

export function DecisionApart(props: DecisionApartProps) {
  const { draft, needsFollowUp, context, invalid, onWrite } = props;
  const { say } = context;
  return (
    <>
      <label class="outcome">
        <input
          type="checkbox"
          id="decision-remedy"
          checked={draft.remedy ?? false}
          aria-describedby="decision-remedy-hint"
          onChange={(event) => onWrite({ remedy: event.currentTarget.checked })}
        />
        <span>{say('decide.remedy')}</span>
      </label>
      <p class="quiet" id="decision-remedy-hint">
        {say('decide.remedyHint')}
      </p>
      {needsFollowUp && (
        <>
          <label for="decision-days" class="decision__label">
            {say('decide.followUp')}
          </label>
          <p class="quiet" id="decision-days-hint">
            {say('decide.followUpHint')}
          </p>
          <input
            type="text"
            inputMode="numeric"
            id="decision-days"
            size={4}
            value={draft.followUpDays ?? ''}
            aria-describedby="decision-days-hint"
            aria-invalid={invalid ? 'true' : undefined}
            onInput={(event) => onWrite({ followUpDays: event.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}

/** @returns what of a draft is stated beside the outcome; days that are none are not a number */
export function apartOf({ remedy, followUpDays = '' }: Draft, needsFollowUp: boolean): Apart {
  const typed = followUpDays.trim();
  const days = needsFollowUp && typed !== '' ? Number(typed) : undefined;
  return { ...(remedy && { remedy }), ...(days !== undefined && { followUpDays: days }) };
}

/** When somebody looks at it again, in words. */
export function followUpText(
  { at, followUpDays }: { readonly at: number; readonly followUpDays: number },
  { language }: ReviewContext,
): string {
  return momentText(at + followUpDays * DAY_MS, language);
}
