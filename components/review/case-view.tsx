/** One override with its evidence, and the decision or the reason why none can be made here. */
import { useEffect, useRef } from 'preact/hooks';
import type { DecideReply } from '../../core/messages.ts';
import type { ReviewOutcome } from '../../core/policy/model.ts';
import type { CaseDetail } from '../../core/review/rows.ts';
import { termLabel } from '../labels.ts';
import { Moment } from '../moment.tsx';
import { Notice } from '../notice.tsx';
import { Barred } from './barred.tsx';
import { DecisionForm } from './decision-form.tsx';
import { DecisionHistory } from './decision-history.tsx';
import { Observed } from './observed.tsx';
import { ProofCard } from './proof-card.tsx';
import type { ReviewContext } from './review-context.ts';
import { ShownPromptCard } from './shown-prompt.tsx';
import { StandingBadge, StateBadge } from './state-badge.tsx';
import { Stated } from './stated.tsx';

export interface CaseViewProps {
  readonly detail: CaseDetail;
  readonly outcomes: readonly ReviewOutcome[];
  readonly context: ReviewContext;
  /** Whether a confirmation stands above, which then holds the focus and says all there is. */
  readonly confirmed: boolean;
  /** Whether the person came here from the list, so that the focus has to follow. */
  readonly takesFocus: boolean;
  /** Whether it changed since it was opened: nothing on the page moves until the reader asks. */
  readonly stale: boolean;
  readonly onDecide: (outcome: string, note: string) => Promise<DecideReply>;
  readonly onReload: () => void;
}

export function CaseView(props: CaseViewProps) {
  const { detail, outcomes, context, confirmed, takesFocus, stale, onDecide, onReload } = props;
  const { say, language } = context;
  const { row, attempt, body } = detail;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus && !confirmed) title.current?.focus();
  }, [takesFocus, confirmed]);
  const signal = termLabel(say, 'signal', row.signal);
  const role = termLabel(say, 'role', row.role);
  return (
    <article id="case" data-case={row.id} aria-labelledby="case-title">
      <h2 id="case-title" tabIndex={-1} ref={title}>
        {say('case.title', { signal, role })}
      </h2>
      <p class="case__line">
        <StateBadge state={row.state} say={say} /> <StandingBadge row={row} say={say} />{' '}
        {say('case.number', { seq: row.seq })} · <Moment at={attempt.at} language={language} />
      </p>
      <p class="quiet" id="read-note">
        {say('case.readNote')}
      </p>
      <div role="status">
        {stale && (
          <Notice tone="warn" id="case-changed">
            <p>{say('case.changed')}</p>
            <button type="button" id="case-reload" onClick={onReload}>
              {say('case.reload')}
            </button>
          </Notice>
        )}
      </div>
      {/* Before the evidence: nobody should read it all to learn that they cannot decide. */}
      {row.bar !== null && !confirmed && <Barred bar={row.bar} say={say} />}
      <div class="pair">
        <Observed detail={detail} context={context} />
        <div>
          <Stated detail={detail} context={context} />
          {body && <ShownPromptCard body={body} context={context} />}
          <DecisionHistory detail={detail} outcomes={outcomes} context={context} />
          <ProofCard detail={detail} context={context} />
        </div>
      </div>
      {row.bar === null && (
        <DecisionForm
          key={`${row.id} ${detail.decisions.length}`}
          outcomes={outcomes}
          context={context}
          onDecide={onDecide}
        />
      )}
    </article>
  );
}
