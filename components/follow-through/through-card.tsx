/** What was said of what was passed on after an override, and the form that says it. */
import type { ComponentChild } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FollowThrough } from '../../core/review/after.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { Facts } from '../facts.tsx';
import { termLabel } from '../labels.ts';
import { Moment } from '../moment.tsx';
import { type OnPassedOn, ThroughForm } from './through-form.tsx';

export interface ThroughCardProps {
  readonly say: Say;
  readonly language: Language;
  /** Of the attempt. */
  readonly id: string;
  readonly passedOn: FollowThrough;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Where it stands on the page. */
  readonly heading: 'h3' | 'h4';
  /** Null where this person may not say it. */
  readonly onSay: OnPassedOn | null;
}

export function ThroughCard(props: ThroughCardProps) {
  const { say, language, id, passedOn, now, heading: Title, onSay } = props;
  const { said, isOpen, dueBy } = passedOn;
  const isLate = isOpen && now > dueBy;
  const [done, setDone] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const state = isLate ? 'openLate' : isOpen ? 'open' : 'answered';
  // The form that had the focus gives way to what was said in it.
  useEffect(() => {
    if (done) title.current?.focus();
  }, [done]);
  const form = onSay && (
    <ThroughForm say={say} id={id} onSay={onSay} onDone={() => setDone(true)} />
  );
  return (
    <div class="after" data-passed-on={state}>
      <Title tabIndex={-1} ref={title}>
        {say('through.title')}{' '}
        <span class={isLate ? 'badge badge--urgent' : 'badge'}>{say(`through.${state}`)}</span>
      </Title>
      {isOpen && (
        <p class="quiet">
          {say(isLate ? 'through.late' : 'through.by')} <Moment at={dueBy} language={language} />.
        </p>
      )}
      <div role="status">{done && <p>{say('through.done')}</p>}</div>
      {said && (
        <>
          <p class="quiet">
            {say(`through.saidBy.${said.as}`, { id: said.by })},{' '}
            <Moment at={said.at} language={language} />
          </p>
          <Facts facts={factsOf(said, say)} />
          {isOpen && <p>{say('through.askReviewer')}</p>}
        </>
      )}
      {form &&
        (said === null ? (
          form
        ) : (
          <Anew key={said.at} say={say}>
            {form}
          </Anew>
        ))}
    </div>
  );
}

function Anew({ say, children }: { readonly say: Say; readonly children: ComponentChild }) {
  return (
    <details>
      <summary>{say('through.again')}</summary>
      <p class="quiet">{say('through.againHint')}</p>
      {children}
    </details>
  );
}

function factsOf(said: NonNullable<FollowThrough['said']>, say: Say) {
  const { passed, recipient, basis, told, consent } = said;
  const given = { passed, recipient, basis, told, consent };
  return Object.entries(given).flatMap(([name, term]) =>
    term === null
      ? []
      : [
          {
            name: `through-${name}`,
            label: say(`through.${name}`),
            value: termLabel(say, `through.${name}`, term),
          },
        ],
  );
}
