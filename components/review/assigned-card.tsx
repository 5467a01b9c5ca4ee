/** Who is on an override, and the buttons by which that is said. It bars nobody from deciding. */
import { useRef, useState } from 'preact/hooks';
import { isAssigned } from '../../core/review/assigned.ts';
import type { CaseRow } from '../../core/review/rows.ts';
import { momentText } from '../moment.tsx';
import type { ReviewContext } from './review-context.ts';

/** @param to the own number, that of somebody else, or null to hand it back */
export type Assign = (id: string, to: string | null) => Promise<void>;

export interface AssignedCardProps {
  /** As the list shows it now. */
  readonly row: CaseRow;
  /** Staff number of the reader. */
  readonly reader: string;
  /** To whom the reader may give it. */
  readonly givesTo: readonly string[];
  readonly context: ReviewContext;
  readonly onAssign: Assign;
}

export function AssignedCard({ row, reader, givesTo, context, onAssign }: AssignedCardProps) {
  const { say, now } = context;
  const { id, assigned, bar } = row;
  const isOn = isAssigned(assigned, now);
  const isMine = isOn && assigned.isMine;
  const canTake = !isMine && bar === null;
  const canHandBack = isMine || (isOn && givesTo.length > 0);
  const title = useRef<HTMLHeadingElement>(null);
  // The button goes with what it did: whoever has the focus on it is led to what is so now.
  const assign = async (to: string | null) => {
    await onAssign(id, to);
    title.current?.focus();
  };
  if (row.state === 'decided' || row.state === 'waiting') return null;
  return (
    <section id="assigned" class="card assigned" aria-labelledby="assigned-title">
      <h3 id="assigned-title" tabIndex={-1} ref={title}>
        {say('assigned.title')}
      </h3>
      <p data-assigned={isOn ? assigned.to : ''}>{assignedText(row, context)}</p>
      {(canTake || canHandBack) && (
        <p class="choices">
          {canTake && (
            <button type="button" id="assign-take" onClick={() => assign(reader)}>
              {say('assigned.take')}
            </button>
          )}
          {canHandBack && (
            <button type="button" id="assign-back" onClick={() => assign(null)}>
              {say(isMine ? 'assigned.back' : 'assigned.off')}
            </button>
          )}
        </p>
      )}
      {givesTo.length > 0 && <Give {...{ row, reader, givesTo, context, onAssign }} />}
    </section>
  );
}

function assignedText({ assigned }: CaseRow, { say, language, now }: ReviewContext): string {
  if (assigned === null) return say('assigned.nobody');
  const { to, by, at, until, isMine } = assigned;
  const time = momentText(at, language);
  if (!isAssigned(assigned, now)) return say('assigned.over', { id: to, time });
  return [
    isMine ? say('assigned.you', { time }) : say('assigned.other', { id: to, time }),
    ...(by === to ? [] : [say('assigned.given', { id: by })]),
    say('assigned.until', { time: momentText(until, language) }),
  ].join(' ');
}

function Give({ row, reader, givesTo, context: { say }, onAssign }: AssignedCardProps) {
  const [chosen, setChosen] = useState('');
  const [isMissing, setMissing] = useState(false);
  const menu = useRef<HTMLSelectElement>(null);
  const give = (event: Event) => {
    event.preventDefault();
    setMissing(chosen === '');
    if (chosen === '') menu.current?.focus();
    else void onAssign(row.id, chosen);
  };
  return (
    <form class="assigned__give" data-missing={isMissing} noValidate onSubmit={give}>
      <div class="field">
        <label for="assign-to">{say('assigned.giveTo')}</label>
        {/* Read out with the control, to which the focus goes: no region beside it says it again. */}
        {isMissing && (
          <p id="assign-to-fault" class="field__fault">
            <span class="unseen">{say('word.fault')}: </span>
            {say('assigned.fault.nobody')}
          </p>
        )}
        <select
          id="assign-to"
          ref={menu}
          value={chosen}
          aria-invalid={isMissing ? 'true' : undefined}
          aria-describedby={isMissing ? 'assign-to-fault' : undefined}
          onChange={({ currentTarget }) => {
            setChosen(currentTarget.value);
            setMissing(false);
          }}
        >
          <option value="">{say('assigned.choose')}</option>
          {givesTo
            .filter((id) => id !== reader && id !== row.officer)
            .map((id) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
        </select>
      </div>
      <button type="submit" id="assign-give">
        {say('assigned.give')}
      </button>
    </form>
  );
}
