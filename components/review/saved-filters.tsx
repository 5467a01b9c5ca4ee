/** Filters that a supervisor keeps under a name. A name that points to a person is not taken. */
import { useState } from 'preact/hooks';
import { findIdentifier } from '../../core/policy/identifiers.ts';
import { isSameView, type QueueView } from '../../core/review/queue-view.ts';
import type { Say } from '../../core/wording.ts';
import { viewAddress } from './case-address.ts';

export interface SavedFilter {
  readonly name: string;
  readonly view: QueueView;
}

export const MOST_SAVED = 20;
export const MOST_NAME = 40;

export interface SavedFiltersProps {
  readonly saved: readonly SavedFilter[];
  readonly view: QueueView;
  readonly say: Say;
  readonly onSaved: (saved: readonly SavedFilter[]) => void;
}

type Fault = 'empty' | 'identifier' | 'many';

export function SavedFilters({ saved, view, say, onSaved }: SavedFiltersProps) {
  const [name, setName] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const save = (event: Event) => {
    event.preventDefault();
    const wanted = name.trim().slice(0, MOST_NAME);
    const others = saved.filter((each) => each.name !== wanted);
    const wrong = faultOf(wanted, others.length);
    setFault(wrong);
    if (wrong !== null) return;
    onSaved([...others, { name: wanted, view }]);
    setName('');
  };
  return (
    <details id="saved-filters" class="filters">
      <summary>{say('queue.saved', { n: saved.length })}</summary>
      {saved.length > 0 && (
        <ul class="saved">
          {saved.map((each) => (
            <li key={each.name}>
              <a
                href={viewAddress(each.view)}
                data-saved={each.name}
                aria-current={isSameView(each.view, view) ? 'true' : undefined}
              >
                {each.name}
              </a>{' '}
              <button
                type="button"
                data-forget={each.name}
                onClick={() => onSaved(saved.filter(({ name: known }) => known !== each.name))}
              >
                {say('queue.forget')} <span class="unseen">{each.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <form class="saved__form" noValidate onSubmit={save}>
        <label class="field">
          <span>{say('queue.name')}</span>
          <input
            id="saved-name"
            type="text"
            autocomplete="off"
            maxLength={MOST_NAME}
            value={name}
            aria-invalid={fault ? 'true' : undefined}
            aria-describedby="saved-hint"
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        <p class="quiet" id="saved-hint">
          {say('queue.nameHint')}
        </p>
        <div role="alert">
          {fault && (
            <p class="field__fault" id="saved-fault">
              {say(`queue.fault.${fault}`, { n: MOST_SAVED })}
            </p>
          )}
        </div>
        <button type="submit" id="saved-save">
          {say('queue.save')}
        </button>
      </form>
    </details>
  );
}

function faultOf(name: string, others: number): Fault | null {
  if (name === '') return 'empty';
  if (findIdentifier(name) !== null) return 'identifier';
  return others >= MOST_SAVED ? 'many' : null;
}
