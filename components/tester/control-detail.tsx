/** Why one control is decided as it is, and what the officer would read. */
import { pilotDay } from '../../core/policy/pilots.ts';
import type { Say } from '../../core/wording.ts';
import { type Fact, Facts } from '../facts.tsx';
import { termLabel } from '../labels.ts';
import { EvidenceList } from '../review/evidence-list.tsx';
import type { TestedControl } from './tester-state.ts';

export function ControlDetail({
  say,
  control,
}: {
  readonly say: Say;
  readonly control: TestedControl;
}) {
  const { prompt } = control;
  return (
    <div class="tester__detail">
      <Facts facts={factsOf(say, control)} />
      <h3>{say('tester.prompt')}</h3>
      {prompt === null ? (
        <p>{say('tester.noPrompt')}</p>
      ) : (
        <div lang={prompt.language} class="words">
          <p data-prompt="title">
            <strong>{prompt.title}</strong>
          </p>
          <p data-prompt="why">{prompt.why}</p>
          <p data-prompt="instead">{prompt.instead}</p>
        </div>
      )}
    </div>
  );
}

function factsOf(
  say: Say,
  { control, readings, inForce, underTest }: TestedControl,
): readonly Fact[] {
  const { rule, also, reading } = underTest ?? inForce;
  const { classification, trust } = reading;
  const { role, ordinal, dual, roleBefore, roleElsewhere, because } = classification;
  const fact = (name: string, value: Fact['value']): Fact => ({
    name,
    label: say(`observed.${name}`),
    value,
  });
  const person = say('observed.slot', { role: termLabel(say, 'role', role), n: ordinal });
  const other = roleBefore ?? roleElsewhere;
  return [
    fact('control', termLabel(say, 'control', control)),
    fact(
      'person',
      other === undefined
        ? person
        : say(roleBefore ? 'observed.roleBefore' : 'observed.roleElsewhere', {
            role: person,
            before: termLabel(say, 'role', other),
            other: termLabel(say, 'role', other),
          }),
    ),
    fact('dual', say(dual ? 'word.yes' : 'word.no')),
    fact('trust', termLabel(say, 'rules.trust', trust)),
    ...(readings.length > 1
      ? [
          {
            name: 'readings',
            label: say('tester.readings'),
            value: say('tester.strictest', { n: readings.length }),
          },
        ]
      : []),
    fact('rule', rule ? <code>{rule.id}</code> : say('word.none')),
    fact('also', also.length === 0 ? say('word.none') : <code>{also.join(', ')}</code>),
    ...(rule?.pilot
      ? [
          {
            name: 'pilot',
            label: say('tester.pilot'),
            value: say('popup.pilot', { until: pilotDay(rule.pilot) }),
          },
        ]
      : []),
    ...(rule
      ? [
          {
            name: 'reasons',
            label: say('tester.reasons'),
            value: rule.reasons.length === 0 ? say('word.none') : rule.reasons.join(', '),
          },
          {
            name: 'sources',
            label: say('tester.sources'),
            value: (
              <ul class="plain" lang="en">
                {rule.sources.map(({ document, edition, paragraph }) => (
                  <li key={`${document} ${paragraph}`}>
                    {[document, edition, paragraph].filter(Boolean).join(', ')}
                  </li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
    fact('evidence', <EvidenceList say={say} evidence={because} />),
  ];
}
