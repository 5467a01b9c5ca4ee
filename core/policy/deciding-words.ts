/** Who closes what, in plain words. */
import type { DecidingRule } from './deciding.ts';
import type { Speech } from './diff-words.ts';

export interface DecidingPlaces {
  readonly [place: string]: string;
  readonly day: string;
  readonly who: string;
  readonly what: string;
}

/** For sentences that say from which day on whom it takes to close what. */
export function decidingPlaces(rule: DecidingRule, speech: Speech): DecidingPlaces {
  return { day: rule.from, who: whoWords(rule, speech), what: whatWords(rule, speech) };
}

function whoWords({ rank, otherUnit, people, distinct }: DecidingRule, { say }: Speech): string {
  const asked = [
    ...(rank === null ? [] : [say('deciding.rank', { rank: say(`rank.${rank}`) })]),
    ...(otherUnit ? [say('deciding.otherUnit')] : []),
    ...(people < 2 ? [] : [say(`deciding.people.${distinct}`, { n: people })]),
  ];
  return asked.length === 0 ? say('deciding.anybody') : asked.join(', ');
}

function whatWords({ reasons, kinds, rules, outcomes }: DecidingRule, speech: Speech): string {
  const { say, reason } = speech;
  const of = [
    ...(reasons
      ? [
          say('deciding.reasons', {
            list: reasons.map((code) => `${reason(code)} (${code})`).join('; '),
          }),
        ]
      : []),
    ...(kinds ? [kinds.map((kind) => say(`kind.${kind}`)).join('; ')] : []),
    ...(rules ? [say('deciding.rules', { list: rules.join(', ') })] : []),
    ...(outcomes ? [say('deciding.outcomes', { list: outcomes.join(', ') })] : []),
  ];
  return of.length === 0 ? say('deciding.all') : of.join(', ');
}
