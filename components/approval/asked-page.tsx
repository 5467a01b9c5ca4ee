/** Officers who wait before a prompt for a second person: what each asks, and the answer. */
import { useEffect, useRef } from 'preact/hooks';
import type {
  AnswerAskedReply,
  AskedAnswer,
  AskedRow,
  LostAnswer,
  StoreTrouble,
} from '../../core/approval/messages.ts';
import { isLater } from '../../core/approval/trouble.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import type { Labelled } from '../labels.ts';
import { LoadFailed } from '../load-failed.tsx';
import { Notice } from '../notice.tsx';
import { AskedCard } from './asked-card.tsx';

/** As it was when it was read last. */
export interface ShownQuestion {
  readonly row: AskedRow;
  /** Epoch milliseconds by this device's clock. */
  readonly readAt: number;
  /** Taken back, answered elsewhere, or its time is over. */
  readonly isOver: boolean;
}

/** What was answered last on this page. */
export interface Said {
  readonly id: string;
  readonly answer: 'granted' | 'denied';
  /** Why the officer does not have it yet. */
  readonly trouble: StoreTrouble | null;
}

export interface AskedPageState {
  /** Null until they were read. */
  readonly questions: readonly ShownQuestion[] | null;
  readonly waiting: number;
  readonly failure: string | null;
  readonly said: Said | null;
  readonly lost: readonly LostAnswer[];
}

export type OnAnswer = (answer: AskedAnswer) => Promise<AnswerAskedReply>;

export interface AskedPageProps extends AskedPageState {
  readonly say: Say;
  readonly language: Language;
  readonly reasons: readonly Labelled[];
  readonly onAnswer: OnAnswer;
}

export function AskedPage({ questions, failure, said, lost, ...context }: AskedPageProps) {
  const { say } = context;
  return (
    <main class="ledgers" id="asked">
      <h2>{say('asked.title')}</h2>
      <p class="quiet">{say('asked.lead')}</p>
      {failure !== null && (
        <LoadFailed id="asked-failed" failure={failure} failed="asked.failed" say={say} />
      )}
      {said && <SaidNotice said={said} say={say} />}
      {lost.map(({ id, by }) => (
        <Notice key={id} tone="warn" id={`asked-lost-${id}`} role="status">
          <p>
            <code>{id.slice(0, 8)}</code>:{' '}
            {say('asked.fault.first', { id: by || say('word.none') })}
          </p>
        </Notice>
      ))}
      <p id="asked-count">{countText(questions, say)}</p>
      {questions?.map((question) => (
        <AskedCard key={question.row.id} question={question} {...context} />
      ))}
    </main>
  );
}

function countText(questions: AskedPageState['questions'], say: Say): string {
  const open = questions?.filter(({ isOver }) => !isOver).length ?? 0;
  if (questions === null) return '';
  return open === 0 ? say('asked.none') : say('asked.waiting', { n: open });
}

/** The card goes with its answer: whoever had the focus on it is led here. */
function SaidNotice({ said, say }: { readonly said: Said; readonly say: Say }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [said]);
  return (
    <div
      id="asked-said"
      class={`notice ${said.trouble === null ? 'notice--good' : 'notice--warn'}`}
      tabIndex={-1}
      ref={box}
      data-said={said.answer}
      data-trouble={said.trouble}
    >
      <p>{saidText(said, say)}</p>
    </div>
  );
}

function saidText({ answer, trouble }: Said, say: Say): string {
  if (trouble === null) return say(`asked.${answer}`);
  return isLater(trouble) ? say('asked.waits') : say('asked.refused', { code: trouble });
}
