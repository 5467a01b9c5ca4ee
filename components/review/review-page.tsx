/** The review page: who you are, the list of overrides, and the one that is open. */
import { useEffect, useRef } from 'preact/hooks';
import type { CasesReply } from '../../core/messages.ts';
import type { ReviewOutcome } from '../../core/policy/model.ts';
import type { OnPassedOn } from '../follow-through/through-form.tsx';
import { Notice } from '../notice.tsx';
import { CasePanel } from './case-panel.tsx';
import { ClaimNews } from './claim-news.tsx';
import type { Confirmation } from './decided.tsx';
import type { Decide } from './decision-form.tsx';
import type { Drafts } from './drafts.ts';
import type { ReviewContext } from './review-context.ts';
import { ReviewNav } from './review-nav.tsx';
import { Reviewer } from './reviewer.tsx';
import { RowList } from './row-list.tsx';
import type { Selection } from './selection.ts';
import type { Vouch } from './vouch.tsx';

export interface ReviewPageProps {
  /** Null until the list was read for the first time. */
  readonly cases: CasesReply | null;
  /** Code of the failure where the list could not be read. */
  readonly failure: string | null;
  readonly selection: Selection;
  readonly confirmation: Confirmation | null;
  readonly outcomes: readonly ReviewOutcome[];
  readonly context: ReviewContext;
  readonly takesFocus: boolean;
  /** Whether the open override changed since it was opened. */
  readonly stale: boolean;
  /** Overrides on which a decision waited for the force's store and no longer does. */
  readonly settled: readonly string[];
  readonly drafts: Drafts;
  readonly onDecide: Decide;
  readonly onVouch: Vouch;
  /** Absent where it is only shown. */
  readonly onPassedOn?: OnPassedOn | undefined;
  readonly onRefresh: () => void;
  readonly onRetry: () => void;
}

export function ReviewPage(props: ReviewPageProps) {
  const { cases, failure, selection, settled, outcomes, context, takesFocus, onRefresh } = props;
  const { say } = context;
  const listTitle = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const isOpen = selection.kind !== 'none';
  useEffect(() => {
    if (takesFocus && !isOpen) listTitle.current?.focus();
  }, [takesFocus, isOpen]);
  return (
    <>
      <header class="top">
        {isOpen && (
          <button type="button" class="skip" id="skip" onClick={() => panel.current?.focus()}>
            {say('review.skip')}
          </button>
        )}
        <h1>{say('review.title')}</h1>
        {cases && <Reviewer identity={cases.identity} say={say} />}
        {cases?.identity.reviewer && <ReviewNav say={say} current="cases" />}
      </header>
      {/* Not in the list, which a narrow screen hides while an override is open. */}
      <ClaimNews
        rows={(cases?.rows ?? []).filter(({ id }) => settled.includes(id))}
        outcomes={outcomes}
        context={context}
      />
      <main class="review" data-open={isOpen ? 'case' : 'list'}>
        <section class="review__list" aria-labelledby="list-title">
          <div class="review__bar">
            <h2 id="list-title" tabIndex={-1} ref={listTitle}>
              {say('review.list')}
            </h2>
            <button type="button" id="refresh" onClick={onRefresh}>
              {say('review.refresh')}
            </button>
          </div>
          <p class="quiet">{say('review.lead')}</p>
          {failure !== null && (
            <Notice tone="bad" id="list-failed" role="alert">
              <p>{say('review.failed', { code: failure })}</p>
            </Notice>
          )}
          {cases?.failure != null && (
            <Notice tone="bad" id="ledger-failed" role="alert">
              <p>{say('review.ledgerFailed', { code: cases.failure })}</p>
            </Notice>
          )}
          {cases === null && failure === null && <p role="status">{say('review.loading')}</p>}
          {/* With a failure, an empty list would read as "nothing happened". */}
          {cases !== null && !(cases.failure !== null && cases.rows.length === 0) && (
            <RowList
              rows={cases.rows}
              current={selection.kind === 'none' ? null : selection.id}
              context={context}
            />
          )}
        </section>
        <div id="review-case" class="review__case" tabIndex={-1} ref={panel}>
          <CasePanel {...props} rows={cases?.rows ?? []} />
        </div>
      </main>
    </>
  );
}
