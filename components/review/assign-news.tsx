/** What became of the last time that somebody took an override, gave it or handed it back. */
import type { AssignFault } from '../../core/review/assign-messages.ts';
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
  readonly reader: string;
  readonly context: ReviewContext;
}

/** Always on the page: a region that comes with its text is not read out. */
export function AssignNews({ told, reader, context }: AssignNewsProps) {
  return (
    <div id="assign-news" class="news" role="status">
      {told && (
        <p
          class={`notice notice--${told.fault === null ? 'good' : 'warn'}`}
          data-assign={told.fault ?? 'recorded'}
        >
          {toldText(told, reader, context)}
        </p>
      )}
    </div>
  );
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
