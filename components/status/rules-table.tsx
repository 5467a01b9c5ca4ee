/** The rules of one layer: what they ask for, when, and which documents they rest on. */
import type { Rule, RulePack, Source } from '../../core/policy/model.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { termLabel } from '../labels.ts';
import { dayText } from '../moment.tsx';
import { WideTable } from '../wide-table.tsx';
import { conditionWords } from './condition-words.ts';

interface Props {
  readonly pack: RulePack;
  /** Rules on trial, as they will be enforced. */
  readonly trials: readonly Rule[];
  readonly language: Language;
  readonly say: Say;
}

export function RulesTable({ pack, trials, language, say }: Props) {
  const { id, version, rules } = pack;
  const layer = termLabel(say, 'layer', pack.layer);
  const caption = say('rules.caption', { layer, pack: id, version });
  if (rules.length === 0)
    return (
      <p>
        {caption}: {say('rules.none')}
      </p>
    );
  return (
    <WideTable id={`rules-${pack.layer}`} label={caption}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{say('rules.id')}</th>
          <th scope="col">{say('rules.outcome')}</th>
          <th scope="col">{say('rules.when')}</th>
          <th scope="col">{say('rules.sources')}</th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            trial={trials.find(({ id }) => id === rule.id)}
            language={language}
            say={say}
          />
        ))}
      </tbody>
    </WideTable>
  );
}

interface RowProps {
  readonly rule: Rule;
  readonly trial: Rule | undefined;
  readonly language: Language;
  readonly say: Say;
}

function RuleRow({ rule, trial, language, say }: RowProps) {
  const words = conditionWords(rule.when, say);
  return (
    <tr data-rule={rule.id}>
      <th scope="row">
        <code>{rule.id}</code>
      </th>
      <td>
        {outcomeWords(rule, say)}
        {trial && (
          <p>
            {say(rule.pilot ? 'rules.pilot' : 'rules.trial', {
              until: dayText(rule.pilot ?? trial.until ?? '', language),
              outcome: outcomeWords(trial, say),
            })}
          </p>
        )}
      </td>
      <td>
        {words.length === 0 ? (
          say('rules.always')
        ) : (
          <ul class="plain">
            {words.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
      </td>
      <td>
        <details>
          <summary>
            {say('rules.sources')}: {rule.sources.length}
          </summary>
          <ul>
            {rule.sources.map((source) => (
              <SourceItem
                key={`${source.document} ${source.edition}`}
                {...{ source, language, say }}
              />
            ))}
          </ul>
        </details>
      </td>
    </tr>
  );
}

function outcomeWords({ outcome, authoriser }: Rule, say: Say): string {
  const words = termLabel(say, 'outcome', outcome);
  if (!authoriser) return words;
  return `${words}, ${say('rules.authoriser', { rank: termLabel(say, 'rank', authoriser) })}`;
}

interface SourceProps {
  readonly source: Source;
  readonly language: Language;
  readonly say: Say;
}

function SourceItem({ source, language, say }: SourceProps) {
  const { document, edition, paragraph, url, checkedOn } = source;
  return (
    <li>
      <span lang="en">
        {isWebAddress(url) ? (
          <a href={url} target="_blank" rel="noreferrer">
            {document}
          </a>
        ) : (
          document
        )}
        , {edition}
        {paragraph && `, ${paragraph}`}
      </span>
      <span class="quiet"> ({say('rules.checked', { date: dayText(checkedOn, language) })})</span>
    </li>
  );
}

/** A force writes this address; only one that opens a web page becomes a link. */
function isWebAddress(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\//.test(url);
}
