/** Changes of a policy in plain sentences, for people who decide on one and read no rules. */
import { outcomeRank } from '../vocabulary.ts';
import type { Say } from '../wording.ts';
import { decidingPlaces } from './deciding-words.ts';
import type { Change, ChangeIn, Difference, GeneralChange } from './diff.ts';
import type { FileDifference, PartDifference } from './diff-file.ts';
import { settingsSentence } from './diff-settings-words.ts';
import { demandWords, regionWords } from './region-words.ts';

/** What sentences are made with: one language throughout. */
export interface Speech {
  readonly say: Say;
  /** Label of a reason code. */
  readonly reason: (code: string) => string;
}

/** One sentence for each change and region; one that says so where nothing changes. */
export function diffSentences(
  { parts = [], ...all }: Difference & Partial<FileDifference>,
  speech: Speech,
): readonly string[] {
  const sentences = [
    ...differenceSentences(all, speech),
    ...parts.flatMap((part) => partSentences(part, speech)),
  ];
  return sentences.length > 0 ? sentences : [speech.say('diff.none')];
}

function differenceSentences({ cells, general }: Difference, speech: Speech): readonly string[] {
  return [
    ...cells.flatMap((each) => sentencesOf(each, speech)),
    ...general.map((change) => generalSentence(change, speech)),
  ];
}

/** Each sentence names the unit or the ring, so that it can be read by itself. */
function partSentences(part: PartDifference, speech: Speech): readonly string[] {
  const { where, unchanged } = part;
  const { say } = speech;
  return [
    ...differenceSentences(part, speech),
    ...unchanged.map((region) => say('diff.unchanged', { region: regionWords(region, say) })),
  ].map((sentence) => say(`diff.in.${where.of}`, { name: where.name, sentence }));
}

export function sentencesOf({ change, regions }: ChangeIn, speech: Speech): readonly string[] {
  const { key, places } = changeWords(change, speech);
  return regions.map((region) =>
    speech.say(key, { ...places, region: regionWords(region, speech.say) }),
  );
}

interface Words {
  readonly key: string;
  readonly places: Readonly<Record<string, string>>;
}

function changeWords(change: Change, { say, reason }: Speech): Words {
  switch (change.of) {
    case 'outcome': {
      const { before, after } = change;
      const isStricter = outcomeRank(after.outcome) > outcomeRank(before.outcome);
      return {
        key: isStricter ? 'diff.stricter' : 'diff.looser',
        places: { before: demandWords(before, say), after: demandWords(after, say) },
      };
    }
    case 'reasons-added':
    case 'reasons-removed':
      return { key: `diff.${change.of}`, places: { list: reasonList(change.codes, reason) } };
    case 'authoriser': {
      const [before, after] = [say(`rank.${change.before}`), say(`rank.${change.after}`)];
      return { key: 'diff.authoriser', places: { before, after } };
    }
    case 'wording':
      return { key: 'diff.wording', places: { before: change.before, after: change.after } };
  }
}

/** "Officer safety before attending (RR-03); ..." */
export function reasonList(codes: readonly string[], reason: Speech['reason']): string {
  return codes.map((code) => `${reason(code)} (${code})`).join('; ');
}

function generalSentence(change: GeneralChange, speech: Speech): string {
  const { say } = speech;
  switch (change.of) {
    case 'limit': {
      const { name, before, after } = change;
      return say(`diff.limit.${name}`, { before, after });
    }
    case 'holiday-added':
    case 'holiday-removed':
      return say(`diff.${change.of}`, { day: change.day });
    case 'seed-added':
    case 'seed-removed':
    case 'seed-published':
      return say(`diff.${change.of}`, { month: change.month });
    case 'deciding-added':
    case 'deciding-removed':
      return say(`diff.${change.of}`, decidingPlaces(change.rule, speech));
    case 'site-added':
    case 'site-removed':
      return say(`diff.${change.of}`, { host: change.host });
    case 'profile-added':
    case 'profile-removed':
    case 'profile-changed':
      return say(`diff.${change.of}`, { name: change.name });
    case 'profile-first':
      return say('diff.profile-first', { name: change.name, other: change.other });
    case 'language':
      return say('diff.language', {
        before: say(`language.${change.before ?? 'own'}`),
        after: say(`language.${change.after ?? 'own'}`),
      });
    case 'trial': {
      const { rule, how, before, after } = change;
      const what = after === null ? 'over' : before === null ? 'begins' : 'moved';
      return say(`diff.${how}.${what}`, { rule, before: before ?? '', after: after ?? '' });
    }
    case 'force':
    case 'identity':
    case 'reviewers':
      return say(`diff.${change.of}`);
    default:
      return settingsSentence(change, say);
  }
}
