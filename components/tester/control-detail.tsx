/** Why one control is decided as it is, and what the officer would read. */
import type { Demand } from '../../core/policy/demand.ts';
import { pilotDay } from '../../core/policy/pilots.ts';
import type { Say } from '../../core/wording.ts';
import { type Fact, Facts } from '../facts.tsx';
import { termLabel } from '../labels.ts';
import { EvidenceList } from '../review/evidence-list.tsx';
import { demandedOf } from './demanded.ts';
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

/** Reasons and rank; with those in force, where the policy under test asks for others. */
function askedOf(say: Say, control: TestedControl): readonly Fact[] {
  const { tried, before } = demandedOf(control);
  const both = (words: (demand: Demand) => string): string =>
    before === null || words(before) === words(tried)
      ? words(tried)
      : `${words(tried)} (${say('tester.now')} ${words(before)})`;
  const reasons = ({ reasons: all }: Demand): string => all.join(', ') || say('word.none');
  const rank = ({ authoriser }: Demand): string =>
    authoriser === null
      ? say('word.none')
      : say('rules.authoriser', { rank: say(`rank.${authoriser}`) });
  return [
    { name: 'reasons', label: say('tester.reasons'), value: both(reasons) },
    { name: 'authoriser', label: say('tester.authoriser'), value: both(rank) },
  ];
}

function factsOf(say: Say, tested: TestedControl): readonly Fact[] {
  const { control, readings, inForce, underTest } = tested;
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
    ...askedOf(say, tested),
    ...(rule
      ? [
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
