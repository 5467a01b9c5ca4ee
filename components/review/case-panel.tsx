/** The right-hand side of the review page: the open override, or why there is none to see. */

import type { Printing } from '../../core/ledger/printed.ts';
import type { ReviewOutcome } from '../../core/policy/model.ts';
import type { CaseRow } from '../../core/review/rows.ts';
import { assertNever } from '../../core/vocabulary.ts';
import type { OnPassedOn } from '../follow-through/through-form.tsx';
import { Notice } from '../notice.tsx';
import type { Assign } from './assigned-card.tsx';
import { viewAddress } from './case-address.ts';
import { CaseView } from './case-view.tsx';
import { type Confirmation, Decided } from './decided.tsx';
import type { Decide } from './decision-form.tsx';
import type { Drafts } from './drafts.ts';
import { PlantedView } from './planted-view.tsx';
import type { AskReads } from './reads.tsx';
import type { ReviewContext } from './review-context.ts';
import type { Selection } from './selection.ts';
import type { Vouch } from './vouch.tsx';

export interface CasePanelProps {
  readonly isEmpty: boolean;
  /** The override that is open, as the list has it now. */
  readonly row: CaseRow | null;
  /** The next one to decide on. */
  readonly next: () => CaseRow | null;
  readonly selection: Selection;
  readonly confirmation: Confirmation | null;
  readonly outcomes: readonly ReviewOutcome[];
  readonly context: ReviewContext;
  readonly takesFocus: boolean;
  readonly stale: boolean;
  readonly drafts: Drafts;
  readonly onDecide: Decide;
  readonly onVouch: Vouch;
  /** Staff number of whoever reads. */
  readonly reader: string;
  readonly onAssign: Assign;
  /** All that the reader may see. */
  readonly rows: readonly CaseRow[];
  /** Absent where it is only shown. */
  readonly onReads?: AskReads | undefined;
  /** Absent where it is only shown. */
  readonly onPassedOn?: OnPassedOn | undefined;
  readonly onRetry: () => void;
  readonly onPrint: (what: Printing) => void;
}

export function CasePanel(props: CasePanelProps) {
  const { isEmpty, next, selection, confirmation, outcomes, context } = props;
  const { say } = context;
  if (selection.kind === 'none')
    return isEmpty ? null : (
      <p class="empty" id="case-none">
        {say('review.choose')}
      </p>
    );
  const confirmed = confirmation?.id === selection.id ? confirmation : null;
  // The list hears of a decision later than whoever made it.
  const { quorum = null } = (props.row === confirmed?.row ? confirmed : props.row) ?? {};
  return (
    <>
      <p class="review__back">
        <a href={viewAddress(context.view)} id="back-to-list">
          {say('review.back')}
        </a>
      </p>
      {confirmed && (
        <Decided
          confirmation={confirmed}
          outcomes={outcomes}
          quorum={quorum}
          next={next()}
          context={context}
        />
      )}
      {confirmed?.told && selection.kind === 'shown' ? (
        <PlantedView detail={selection.detail} context={context} />
      ) : (
        <Opened {...props} selection={selection} confirmed={confirmed !== null} />
      )}
    </>
  );
}

interface OpenedProps extends CasePanelProps {
  readonly selection: Exclude<Selection, { kind: 'none' }>;
  readonly confirmed: boolean;
}

function Opened(props: OpenedProps) {
  const { row, selection, outcomes, context, confirmed, takesFocus, stale, drafts } = props;
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
          now={row}
          drafts={drafts}
          onDecide={onDecide}
          onVouch={onVouch}
          reader={props.reader}
          onAssign={props.onAssign}
          onPassedOn={onPassedOn}
          rows={props.rows}
          onReads={props.onReads}
          onReload={onRetry}
          onPrint={props.onPrint}
        />
      );
    default:
      return assertNever(selection);
  }
}
