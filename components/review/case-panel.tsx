/** The right-hand side of the review page: the open override, or why there is none to see. */
import type { ReviewOutcome } from '../../core/policy/model.ts';
import type { CaseRow } from '../../core/review/rows.ts';
import { assertNever } from '../../core/vocabulary.ts';
import type { OnPassedOn } from '../follow-through/through-form.tsx';
import { Notice } from '../notice.tsx';
import { CaseView } from './case-view.tsx';
import { type Confirmation, Decided } from './decided.tsx';
import type { Decide } from './decision-form.tsx';
import type { Drafts } from './drafts.ts';
import type { ReviewContext } from './review-context.ts';
import { nextOpen } from './select-rows.ts';
import type { Selection } from './selection.ts';
import type { Vouch } from './vouch.tsx';

export interface CasePanelProps {
  readonly rows: readonly CaseRow[];
  readonly selection: Selection;
  readonly confirmation: Confirmation | null;
  readonly outcomes: readonly ReviewOutcome[];
  readonly context: ReviewContext;
  readonly takesFocus: boolean;
  readonly stale: boolean;
  readonly drafts: Drafts;
  readonly onDecide: Decide;
  readonly onVouch: Vouch;
  /** Absent where it is only shown. */
  readonly onPassedOn?: OnPassedOn | undefined;
  readonly onRetry: () => void;
}

export function CasePanel(props: CasePanelProps) {
  const { rows, selection, confirmation, outcomes, context } = props;
  const { say } = context;
  if (selection.kind === 'none')
    return rows.length === 0 ? null : (
      <p class="empty" id="case-none">
        {say('review.choose')}
      </p>
    );
  const confirmed = confirmation?.id === selection.id ? confirmation : null;
  return (
    <>
      <p class="review__back">
        <a href="#list-title" id="back-to-list">
          {say('review.back')}
        </a>
      </p>
      {confirmed && (
        <Decided
          confirmation={confirmed}
          outcomes={outcomes}
          next={nextOpen(rows, selection.id)}
          context={context}
        />
      )}
      <Opened {...props} selection={selection} confirmed={confirmed !== null} />
    </>
  );
}

interface OpenedProps extends CasePanelProps {
  readonly selection: Exclude<Selection, { kind: 'none' }>;
  readonly confirmed: boolean;
}

function Opened(props: OpenedProps) {
  const { rows, selection, outcomes, context, confirmed, takesFocus, stale, drafts } = props;
  const { onDecide, onVouch, onPassedOn, onRetry } = props;
  const { say } = context;
  switch (selection.kind) {
    case 'loading':
      return <p role="status">{say('case.loading')}</p>;
    case 'missing':
      return (
        <Notice tone="warn" id="case-missing" role="alert">
          <p>{say('case.missing')}</p>
        </Notice>
      );
    case 'refused':
      return (
        <Notice tone="warn" id="case-refused" role="alert">
          <p>{say('case.refused')}</p>
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="bad" id="case-failed" role="alert">
          <p>{say('case.failed', { code: selection.code })}</p>
          <button type="button" onClick={onRetry}>
            {say('case.again')}
          </button>
        </Notice>
      );
    case 'shown':
      return (
        <CaseView
          key={selection.id}
          detail={selection.detail}
          outcomes={outcomes}
          context={context}
          confirmed={confirmed}
          takesFocus={takesFocus}
          stale={stale}
          now={rows.find(({ id }) => id === selection.id) ?? null}
          drafts={drafts}
          onDecide={onDecide}
          onVouch={onVouch}
          onPassedOn={onPassedOn}
          onReload={onRetry}
        />
      );
    default:
      return assertNever(selection);
  }
}
