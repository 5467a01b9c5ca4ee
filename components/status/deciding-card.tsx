/** Whom policy asks for to close what is reviewed, and who reviews by settings. */
import type { Deciding, DecidingRule } from '../../core/policy/deciding.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { type Labelled, labelOf, termLabel } from '../labels.ts';
import { dayText } from '../moment.tsx';
import { needsWords } from '../review/case-needs.tsx';
import { WideTable } from '../wide-table.tsx';

export interface DecidingCardProps {
  readonly deciding: Deciding;
  readonly reasons: readonly Labelled[];
  readonly language: Language;
  readonly say: Say;
}

export function DecidingCard({ deciding, ...context }: DecidingCardProps) {
  const { say } = context;
  const { rules, reviewers, assignedHours } = deciding;
  const people = reviewers.length;
  return (
    <section class="card" id="deciding" aria-labelledby="deciding-title">
      <h2 id="deciding-title">{say('deciders.title')}</h2>
      <p>{say('deciders.lead')}</p>
      <WideTable id="deciding-rules" label={say('deciders.of')}>
        <thead>
          <tr>
            <th scope="col">{say('deciders.of')}</th>
            <th scope="col">{say('deciders.who')}</th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={JSON.stringify(rule)} data-deciding={rule.from}>
              <th scope="row">{ofWords(rule, context).join('; ')}</th>
              <td>
                {needsWords(rule, say).join('; ') || say('deciders.anybody')},{' '}
                <span data-from={rule.from}>
                  {say('deciders.from', { day: dayText(rule.from, context.language) })}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <p id="reviewers" data-reviewers={people}>
        {people === 0 ? say('deciders.nobody') : say('deciders.named', { n: people })}{' '}
        {say('deciders.hours', { hours: assignedHours })}
      </p>
    </section>
  );
}

function ofWords(
  { reasons: codes, kinds, rules, outcomes }: DecidingRule,
  { reasons, language, say }: Omit<DecidingCardProps, 'deciding'>,
): readonly string[] {
  const list = (all: readonly string[]) => all.join(', ');
  const parts = [
    ...(codes ? [list(codes.map((code) => `${labelOf(reasons, code, language)} (${code})`))] : []),
    ...(kinds ? [list(kinds.map((kind) => termLabel(say, 'signal', kind)))] : []),
    ...(rules ? [say('deciders.rules', { list: list(rules) })] : []),
    ...(outcomes
      ? [
          say('deciders.outcomes', {
            list: list(outcomes.map((o) => termLabel(say, 'outcome', o))),
          }),
        ]
      : []),
  ];
  return parts.length === 0 ? [say('deciders.all')] : parts;
}
