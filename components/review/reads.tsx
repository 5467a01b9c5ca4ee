/** Who opened an override, for whoever asks: it is looked for only then. */
import { useState } from 'preact/hooks';
import type { CaseRead } from '../../core/review/timeline.ts';
import { Moment } from '../moment.tsx';
import type { ReviewContext } from './review-context.ts';

/** Null where it could not be read. */
export type AskReads = (id: string) => Promise<readonly CaseRead[] | null>;

export interface ReadsProps {
  readonly id: string;
  readonly context: ReviewContext;
  readonly onReads: AskReads;
}

type Shown = 'not-asked' | 'asked' | readonly CaseRead[] | null;

export function Reads({ id, context: { say, language }, onReads }: ReadsProps) {
  const [shown, setShown] = useState<Shown>('not-asked');
  const ask = async () => {
    setShown('asked');
    setShown(await onReads(id));
  };
  return (
    <details id="reads" onToggle={({ currentTarget: { open } }) => open && ask()}>
      <summary>{say('reads.title')}</summary>
      <div role="status">
        {shown === 'asked' && <p class="quiet">{say('reads.loading')}</p>}
        {shown === null && <p class="field__fault">{say('reads.failed')}</p>}
      </div>
      {Array.isArray(shown) && (
        <ol class="timeline">
          {shown.map(({ at, reader, printed }, number) => (
            <li key={`${at} ${number}`}>
              <Moment at={at} language={language} /> · {reader || say('reads.unknown')}
              {printed && ` · ${say('reads.printed', { whom: say(`recipient.${printed}`) })}`}
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}
