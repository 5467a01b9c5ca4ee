/** Tells a reviewer that a case was planted, and what the national set would have answered and why. */
import type { PlantedTold } from '../../core/review/planted-messages.ts';
import { Facts } from '../facts.tsx';
import { type Labelled, labelOf } from '../labels.ts';
import type { ReviewContext } from './review-context.ts';

export interface PlantedToldProps {
  readonly told: PlantedTold;
  /** What the reviewer answered. */
  readonly outcome: string;
  readonly outcomes: readonly Labelled[];
  readonly context: ReviewContext;
}

export function PlantedToldText({ told, outcome, outcomes, context }: PlantedToldProps) {
  const { say, language } = context;
  const named = (code: string) => labelOf(outcomes, code, language);
  const [first = '', ...others] = told.answers;
  const list = others.map(named).join('; ');
  const answer = list ? `${named(first)} (${say('planted.also', { list })})` : named(first);
  return (
    <div id="planted-told" data-agrees={told.agrees}>
      <p>{say('planted.nobody')}</p>
      <p>
        <strong>{say(told.agrees ? 'planted.agrees' : 'planted.differs')}</strong>
      </p>
      <Facts
        facts={[
          { name: 'planted-yours', label: say('planted.yours'), value: named(outcome) },
          { name: 'planted-answer', label: say('planted.answer'), value: answer },
          { name: 'planted-why', label: say('planted.why'), value: told.why[language] },
        ]}
      />
      <p>{say('planted.kept')}</p>
    </div>
  );
}
