/** What leaves undone what is asked or offered: an answer, a box without its tick, "Cancel". */
import { VERBS } from './found-terms.ts';
import { findMatches, type Lexicon } from './lexicon.ts';
import type { ControlSnapshot, SourceText } from './snapshot.ts';
import { wordsOf } from './sources.ts';

/** One answer of several, or a box; from which the act may take the tick. */
export interface Ticked {
  readonly isRadio: boolean;
  readonly isTickTaken: boolean;
}

/**
 * "No" to "Refer to the Home Office?" does nothing; to "Withhold from the Home Office?" it does. So it is
 * with a box from which the tick is taken. A switch shows its own state, and "No" is no answer there.
 */
export function declines({ kind, names }: ControlSnapshot, by: Ticked): boolean {
  const own = names.find(({ source }) => source === 'label' || source === 'value');
  if (kind !== 'tick' || !own) return false;
  if (by.isTickTaken)
    return BEGINS_ACT.test(own.text) && !names.some(({ text }) => WITHHOLDS.test(text));
  if (keepsBack(own.text)) return true;
  return (
    by.isRadio &&
    NO.test(own.text) &&
    !names.some(({ source, text }) => source === 'legend' && WITHHOLDS.test(text))
  );
}

const NO = /^(?:no|none|neither|not (?:now|needed|required)|n\/a|na|nage|nac ydy|dim|ddim)\W*$/i;
/** Without its tick, "Skip the referral" refers. */
const BEGINS_ACT =
  /^(?:(?:please|also|and|an?|the|new) )*(?:refer\w*|send|shar\w+|run|notif\w+|inform|pass|tell|report|request|checks?|search|look ?up|pnc|leds|ukvi|home office|immigration|e-?mail|copy|include|ask|status|visa|consent to|i agree|agree to|details|make|submit|contact|disclos\w+|urgent|carry out|person|names?|border force|cyfeirio|anfon|rhannu|hysbysu|gwirio|gwiriad|atgyfeiri\w*)\b/i;
/** In one clause, and not "Do not wait: refer to the Home Office". */
const KEEPS_BACK =
  /^(?:please )?(?:(?:do not|don['\u2019]t|never) (?:shar|refer|send|pass|tell|notif|contact|disclos)\w*|withhold (?:details )?from|peidi\w+ [a\u00e2] (?:rhannu|chyfeirio|anfon))\b/i;
/** What is said behind it is done, or kept from somebody else. */
const AND_DOES =
  /[:;,]|[.(/\u2013\u2014-]\s*(?:please )?(?:notify|send|refer|share|inform|tell|report|check|look|run|pass|untick)\b|\b(?:and|but|then|before|until|unless|except|only|instead|other than|victim|witness|consent)\b/i;

function keepsBack(text: string): boolean {
  const [kept = ''] = KEEPS_BACK.exec(text) ?? [];
  return kept !== '' && !AND_DOES.test(text.slice(kept.length));
}

const WITHHOLDS =
  /\b(?:no|not|never|without|withhold|withheld|opt(?:ed)? out|exempt|object\w*|oppos\w+|exclud\w+|refus\w+|declin\w+|prevent\w*|stop\w*|restrict\w*|block\w*|keep|kept|confidential|anonym\w+|hid\w*|suppress\w*|protect\w*|shield\w*|safe|secure|private|firewall|hold|held|paus\w+|suspend\w*|defer\w*|delay\w*|cancel\w*|mask\w*|redact\w*|opt[- ]?out|skip\w*|bypass\w*|disabl\w*|turn(?:ed)? off|waiv\w*|omit\w*|un-?tick\w*|uncheck\w*|unless|ignor\w*|local only|peidio|peidiwch|heb|nid|na)\b|n['\u2019]t\b/i;

/** "Columns shown: [x] Immigration status": what of a list is shown, and nothing of a person. */
export function isOfView({ kind, names }: ControlSnapshot): boolean {
  return (
    kind === 'tick' && names.some(({ source, text }) => source === 'legend' && COLUMNS.test(text))
  );
}

const COLUMNS =
  /^(?:(?:visible|shown|table|choose|select|show|which) )*columns?(?: shown| to show| displayed)?\W*$|^colofnau\b/i;

/** "Cancel the check", "Back to PNC search": the first thing that the text says is to leave. */
export function dismisses(text: SourceText, lexicon: Lexicon): boolean {
  const split = wordsOf({ ...text, text: text.text.replace(SIGNS, ' and ') });
  const found = findMatches(lexicon, split);
  const first = found[0]?.entry;
  if (first?.topic !== 'save' || first.strength !== 'strong') return false;
  const leaves = split.folded[found[0]?.at ?? 0] ?? '';
  const isEnglish = first.en.some((phrase) => phrase.split(/[ /]/).includes(leaves));
  const joins = isEnglish ? JOINING : JOINING_IN_WELSH;
  const word = (place: number): string => split.folded[place] ?? '';
  const isJoined = (at: number): boolean =>
    joins.has(word(at - 1)) || (ADVERBS.has(word(at - 1)) && joins.has(word(at - 2)));
  // "Close record and notify Home Office" does both; "Close and view record" leaves.
  return !found.some(
    ({ entry, at, length }) =>
      VERBS.test(entry.topic) &&
      isJoined(at) &&
      (found.some((each) => each.at > at && OBJECTS.has(each.entry.topic)) ||
        (at + length === split.folded.length && ACTS_ALONE.has(entry.id))),
  );
}

const JOINING: ReadonlySet<string> = new Set(['and', 'then', 'ac', 'wedyn', 'yna']);
/** "A" joins in Welsh, and stands before a word in English. */
const JOINING_IN_WELSH: ReadonlySet<string> = new Set([...JOINING, 'a']);
/** "Close & notify", "Close + run". */
const SIGNS = /\s[&+/]\s/g;
const ADVERBS: ReadonlySet<string> = new Set(['also', 'then', 're', 'now', 'hefyd', 'wedyn']);
/** What was said before is their object: "Close and refer". */
const ACTS_ALONE: ReadonlySet<string> = new Set(['refer', 'run']);
const OBJECTS: ReadonlySet<string> = new Set(['status', 'recipient', 'context', 'pnc']);
