/** What became of the last time that somebody took an override, gave it or handed it back. */
import type { AssignFault } from '../../core/review/assign-messages.ts';
import type { CaseRow } from '../../core/review/rows.ts';
import { termLabel } from '../labels.ts';
import type { ReviewContext } from './review-context.ts';

export interface AssignTold {
  readonly id: string;
  readonly to: string | null;
  /** Null where it was recorded. */
  readonly fault: AssignFault | null;
}

export interface AssignNewsProps {
  /** Null where nothing was asked for. */
  readonly told: AssignTold | null;
  /** The override that it was about; undefined where it is not in the list. */
  readonly row: CaseRow | undefined;
  readonly reader: string;
  readonly context: ReviewContext;
}

/** Always on the page: a region that comes with its text is not read out. */
export function AssignNews({ told, row, reader, context }: AssignNewsProps) {
  return (
    <div id="assign-news" class="news" role="status">
      {told && (
        <p
          class={`notice notice--${told.fault === null ? 'good' : 'warn'}`}
          data-assign={told.fault ?? 'recorded'}
        >
          {row && <strong>{named(row, context)}</strong>} {toldText(told, reader, context)}
        </p>
      )}
    </div>
  );
}

/** It may be none of those on the screen: a key takes what is marked in the list. */
function named({ why, seq, signal, officer }: CaseRow, { say }: ReviewContext): string {
  const number = say(why === 'picked' ? 'case.entry' : 'case.number', { seq });
  const by = officer ? say('row.officer', { id: officer }) : say('row.officerUnknown');
  return `${number} · ${termLabel(say, 'signal', signal)} · ${by}:`;
}

function toldText({ to, fault }: AssignTold, reader: string, { say }: ReviewContext): string {
  const isOther = to !== null && to !== reader;
  const id = to ?? '';
  switch (fault) {
    case null:
      if (to === null) return say('assigned.told.back');
      return isOther ? say('assigned.told.give', { id }) : say('assigned.told.take');
    case 'not-yours':
    case 'not-a-lead':
    case 'not-named':
    case 'had-part':
    case 'not-found':
    case 'failed':
      return say(`assigned.fault.${fault}`);
    default:
      return isOther ? say('assigned.fault.give', { id }) : say('assigned.fault');
  }
}
