/** One override with its evidence, and the decision or the reason why none can be made here. */
import { useEffect, useRef } from 'preact/hooks';
import type { Printing } from '../../core/ledger/printed.ts';
import type { ReviewOutcome } from '../../core/policy/model.ts';
import type { CaseDetail, CaseRow } from '../../core/review/rows.ts';
import { ThroughCard } from '../follow-through/through-card.tsx';
import type { OnPassedOn } from '../follow-through/through-form.tsx';
import { termLabel } from '../labels.ts';
import { Moment, momentText } from '../moment.tsx';
import { type Assign, AssignedCard } from './assigned-card.tsx';
import { Barred } from './barred.tsx';
import { CaseChanged } from './case-changed.tsx';
import { CaseNeeds } from './case-needs.tsx';
import { CaseWhy } from './case-why.tsx';
import { type Decide, DecisionForm } from './decision-form.tsx';
import { DecisionHistory } from './decision-history.tsx';
import type { Drafts } from './drafts.ts';
import { Observed } from './observed.tsx';
import { ProofCard } from './proof-card.tsx';
import type { AskReads } from './reads.tsx';
import { RecentCard } from './recent-card.tsx';
import type { ReviewContext } from './review-context.ts';
import { LateBadge } from './row-link.tsx';
import { ShownPromptCard } from './shown-prompt.tsx';
import { StandingBadge, StateBadge } from './state-badge.tsx';
import { Stated } from './stated.tsx';
import { type Vouch, VouchAsked } from './vouch.tsx';

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
  /** The override as the list shows it now; null where it is not in the list. */
  readonly now: CaseRow | null;
  readonly drafts: Drafts;
  readonly onDecide: Decide;
  readonly onVouch: Vouch;
  /** Staff number of whoever reads. */
  readonly reader: string;
  readonly onAssign: Assign;
  /** Absent where it is only shown. */
  readonly onPassedOn?: OnPassedOn | undefined;
  /** All that the reader may see. */
  readonly rows: readonly CaseRow[];
  /** Absent where it is only shown. */
  readonly onReads?: AskReads | undefined;
  readonly onReload: () => void;
  readonly onPrint: (what: Printing) => void;
}

export function CaseView(props: CaseViewProps) {
  const { detail, outcomes, context, confirmed, takesFocus, stale, now, onReload } = props;
  const { say, language } = context;
  const { row, attempt, body, reversible } = detail;
  const changed = { before: row, now, outcomes, context, onReload };
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
        <LateBadge row={row} context={context} /> <StateBadge state={row.state} say={say} />{' '}
        <StandingBadge row={row} say={say} />{' '}
        {say(row.why === 'picked' ? 'case.entry' : 'case.number', { seq: row.seq })} ·{' '}
        <Moment at={attempt.at} language={language} />
        {row.dueBy !== null && ` · ${say('row.due', { at: momentText(row.dueBy, language) })}`}
      </p>
      <p class="noprint">
        <button
          type="button"
          id="print-case"
          onClick={() => props.onPrint({ page: 'case', of: row.id, entries: 1 })}
        >
          {say('print.case')}
        </button>
      </p>
      <CaseWhy row={row} outcomes={outcomes} context={context} />
      <CaseNeeds needs={detail.needs} say={say} />
      <p class="quiet" id="read-note">
        {say('case.readNote')}
      </p>
      <div role="status">{stale && <CaseChanged id="case-changed" {...changed} />}</div>
      {/* Before the evidence: nobody should read it all to learn that they cannot decide. */}
      {row.bar !== null && !confirmed && (
        <Barred bar={row.bar} waits={detail.waits} reversible={reversible !== null} say={say} />
      )}
      {detail.asksToVouch && (
        <VouchAsked officer={row.officer} context={context} onVouch={props.onVouch} />
      )}
      {isReader(row.bar) && (
        <AssignedCard
          row={now ?? row}
          reader={props.reader}
          givesTo={detail.givesTo}
          context={context}
          onAssign={props.onAssign}
        />
      )}
      <div class="pair">
        <Observed detail={detail} context={context} />
        <div>
          <Stated detail={detail} context={context} />
          {body && <ShownPromptCard body={body} context={context} />}
          <DecisionHistory
            {...{ detail, outcomes, context }}
            onReads={isReader(row.bar) ? (props.onReads ?? null) : null}
          />
          {isReader(row.bar) && <RecentCard row={row} rows={props.rows} context={context} />}
          <PassedOnCard {...props} />
          <ProofCard detail={detail} context={context} />
        </div>
      </div>
      {/* Again beside the form, which may be a long way down: whoever writes there should see it. */}
      {stale && row.bar === null && <CaseChanged id="form-changed" {...changed} />}
      {row.bar === null && <Form {...props} reverses={null} />}
      {reversible !== null && !confirmed && (
        <details id="reverse" class="reverse" open={props.drafts.of(row.id).note !== ''}>
          <summary>{say(`${isOwn(row) ? 'correct' : 'reverse'}.open`)}</summary>
          <Form {...props} reverses={reversible} />
        </details>
      )}
    </article>
  );
}

/** Whether what somebody may put another in the place of is their own, which others have yet to join. */
function isOwn({ bar }: CaseRow): boolean {
  return bar === 'awaits-others';
}

/** Whoever reviews, whether or not they may decide on this one. */
function isReader(bar: CaseRow['bar']): boolean {
  return bar !== 'no-identity' && bar !== 'not-a-reviewer';
}

/** A reviewer may say it where the officer does not. */
function PassedOnCard({ detail: { row }, context, onPassedOn }: CaseViewProps) {
  const { id, bar, passedOn } = row;
  if (passedOn === null) return null;
  const onSay = isReader(bar) ? (onPassedOn ?? null) : null;
  return (
    <div class="card" id="passed-on">
      <ThroughCard heading="h3" {...context} {...{ id, passedOn, onSay }} />
    </div>
  );
}

function Form(props: CaseViewProps & { readonly reverses: string | null }) {
  const { detail, outcomes, context, drafts, reverses, onDecide } = props;
  const { id, why, decision, quorum } = detail.row;
  return (
    <DecisionForm
      key={`${id} ${detail.decisions.length}`}
      outcomes={outcomes}
      context={context}
      draft={drafts.of(id)}
      reverses={reverses}
      isCorrection={reverses !== null && isOwn(detail.row)}
      first={why === 'second' || quorum ? (decision?.outcome ?? null) : null}
      onDraft={(draft) => drafts.keep(id, draft)}
      onDecide={onDecide}
    />
  );
}
