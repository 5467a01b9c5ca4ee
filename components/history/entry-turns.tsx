/** What reviewers and the officer said of an entry, in order of time. */
import type { HistoryTurn } from '../../core/review/history-messages.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { type Labelled, labelOf } from '../labels.ts';
import { Moment } from '../moment.tsx';

export interface EntryTurnsProps {
  readonly say: Say;
  readonly language: Language;
  readonly turns: readonly HistoryTurn[];
  readonly reasons: readonly Labelled[];
  readonly outcomes: readonly Labelled[];
  /** Decisions that were shown for the first time on this visit. */
  readonly news: ReadonlySet<string>;
}

export function EntryTurns(props: EntryTurnsProps) {
  const { say, language, turns, news } = props;
  if (turns.length === 0) return null;
  return (
    <>
      <h4>{say('mine.turns')}</h4>
      <ol class="timeline">
        {turns.map((turn) => (
          <li key={turn.id} data-turn={turn.kind}>
            <Moment at={turn.at} language={language} /> · {whoText(turn, say)}{' '}
            {news.has(turn.id) && <span class="badge badge--urgent">{say('mine.new')}</span>}
            <Said {...props} turn={turn} />
          </li>
        ))}
      </ol>
    </>
  );
}

function whoText(turn: HistoryTurn, say: Say): string {
  return turn.kind === 'decision'
    ? say('mine.turn.decision', { id: turn.by })
    : say(`mine.turn.${turn.kind}`);
}

function Said({
  say,
  language,
  reasons,
  outcomes,
  turn,
}: EntryTurnsProps & { readonly turn: HistoryTurn }) {
  const isDecision = turn.kind === 'decision';
  const label = isDecision
    ? labelOf(outcomes, turn.outcome, language)
    : turn.reason && `${labelOf(reasons, turn.reason, language)} (${turn.reason})`;
  return (
    <>
      {label && (
        <p>
          <strong>{label}</strong>
        </p>
      )}
      {isDecision && turn.isPartial && <p class="quiet">{say('mine.turn.partial')}</p>}
      {isDecision && turn.isOver && <p class="quiet">{say('mine.turn.over')}</p>}
      {turn.words === null ? (
        <p class="quiet">{say(isDecision ? 'mine.turn.noWords' : 'mine.turn.gone')}</p>
      ) : (
        <blockquote class="words">{turn.words}</blockquote>
      )}
    </>
  );
}
