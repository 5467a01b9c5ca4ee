/** That the open override changed: who decided meanwhile, or only that something is different. */
import type { CaseRow } from '../../core/review/rows.ts';
import type { Labelled } from '../labels.ts';
import { Notice } from '../notice.tsx';
import { decidedBy } from './decided-by.ts';
import type { ReviewContext } from './review-context.ts';

export interface CaseChangedProps {
  readonly id: string;
  /** As it was when it was opened. */
  readonly before: CaseRow;
  /** As the list shows it; null where it is no longer in it. */
  readonly now: CaseRow | null;
  readonly outcomes: readonly Labelled[];
  readonly context: ReviewContext;
  readonly onReload: () => void;
}

export function CaseChanged({ id, before, now, outcomes, context, onReload }: CaseChangedProps) {
  const { say } = context;
  const decision = now?.decision ?? null;
  // The reader's own: the list and the confirmation say what became of it.
  const isOwn = before.state === 'waiting';
  const isDecided = !isOwn && decision !== null && decision.id !== before.decision?.id;
  const ofSeveral = now?.bar === null ? 'case.alsoYours' : 'case.notYours';
  const afterOne = now?.quorum ? ofSeveral : 'case.noteKept';
  const hint = isOwn ? 'case.settled' : isDecided ? afterOne : 'case.changed';
  return (
    <Notice tone="warn" id={id}>
      {isDecided && (
        <p>
          <strong>{decidedBy('case.decidedMeanwhile', decision, outcomes, context)}</strong>
        </p>
      )}
      <p>{say(hint)}</p>
      <button type="button" id={`${id}-reload`} onClick={onReload}>
        {say('case.reload')}
      </button>
    </Notice>
  );
}
