/** What a control would do: from its names, then from what its form is for. */
import type { SignalKind } from '../vocabulary.ts';
import { isBare, isBareField, isOfStatusAlone, shownOn } from './bare.ts';
import type { Evidence, SignalReading } from './classification.ts';
import { dismisses } from './declined.ts';
import { FoundTerms } from './found-terms.ts';
import { agreesToUndo, informs } from './informs.ts';
import { isLawful } from './lawful.ts';
import { findMatches, type Lexicon } from './lexicon.ts';
import { isAskedOf, isCompared } from './put-to.ts';
import { type Setting, settingOf } from './setting.ts';
import type { ControlSnapshot, FormSnapshot, SourceText } from './snapshot.ts';
import { isIdentifier, wordsOf } from './sources.ts';
import { isCounted, isStated } from './stated.ts';
import { isToCome } from './to-come.ts';

/** Readings below this are not acted on. */
export const THRESHOLD = 0.5;

/** "Immigration status" alone on a link opens it; a sentence that mentions it tells of it. */
const CAPTION_WORDS = 5;
/** "Yes", "Go ahead", "Run it now". */
const ANSWER_WORDS = 3;

/**
 * Reads what the control would do, or null where it is of no concern here.
 *
 * @param snapshot from the page, untrusted
 */
export function readSignal(snapshot: FormSnapshot, lexicon: Lexicon): SignalReading | null {
  const { control, form } = snapshot;
  const setting = settingOf(snapshot, lexicon);
  const read = (texts: readonly SourceText[]): FoundTerms =>
    new FoundTerms(lexicon, texts, setting);
  const reading = control.isAction
    ? readAction(control, read, form, lexicon, setting)
    : (readField(
        control,
        read(namesThatCount(control, lexicon)),
        read(form.filter(isOfForm)),
        setting,
        () => snapshot.fields ?? 1,
      ) ?? underTitle(control, form, read, setting, lexicon));
  if (!control.isAction && isLawful(reading?.because[0]?.term, snapshot, lexicon)) return null;
  return reading && reading.confidence >= THRESHOLD ? reading : null;
}

/** What the officer reads on the control decides before what only a programmer named it. */
function readAction(
  control: ControlSnapshot,
  read: (texts: readonly SourceText[]) => FoundTerms,
  form: readonly SourceText[],
  lexicon: Lexicon,
  setting: Setting,
): SignalReading | null {
  const visible = shownOn(control);
  if (visible.some((text) => dismisses(text, lexicon))) return null;
  const shown = read(visible);
  if (visible[0] && isCounted(visible[0].text)) return null;
  if (visible[0] && informs(visible[0].text) && !form.some(isToCome)) return null;
  if (visible[0] && control.isAnswer && agreesToUndo(visible[0].text, form)) return null;
  const isState = visible[0] !== undefined && isStated(visible[0].text, lexicon);
  const words = visible[0] ? (isState ? Infinity : wordsOf(visible[0]).folded.length) : 0;
  const own = read(namesThatCount(control, lexicon));
  const isAnswer = control.isAnswer === true && words > 0 && words <= ANSWER_WORDS;
  const isAlone = isBare(visible, lexicon);
  return (
    named(shown, words, setting) ??
    (shown.best('save') || shown.has('ask') ? null : named(own, words, setting)) ??
    (!isAnswer && !isSentToo(visible, form) && (shown.best('save') || shown.best('ask'))
      ? null
      : fromForm(
          own,
          { ...control, isAnswer },
          read(isAlone ? form.map(withVerb(visible, own, lexicon)) : form.filter(isOfForm)),
          { isQuestion: isAsked(form), isToCome: form.some(isToCome) },
          isAlone ? shown.beginning() : null,
        ))
  );
}

/** "Create and send", where the form says to whom. */
function isSentToo([own]: readonly SourceText[], form: readonly SourceText[]): boolean {
  return own !== undefined && SENT_TOO.test(own.text) && form.some(isOfSending);
}

function isOfSending({ text }: SourceText): boolean {
  return text.startsWith('Send to ');
}

const SENT_TOO = /(?:\b(?:and|then|ac?|wedyn)|[&+])\s+(?:send|e-?mail|notify|anfon|e-?bostio)\W*$/i;

const LOOK_ALIKES: ReadonlySet<string> = new Set(['not-status', 'not-a-check']);

const OF_ELSE =
  /^(?:mobile|phone|telephone|tel|e-?mail|address|comments?|notes?|remarks?|ff[oô]n|e-?bost|cyfeiriad|sylwadau|nodiadau)\b/i;

/** Where the officer reads "Visa card", a field that its programmer called `visa` is no visa's. */
function namesThatCount(control: ControlSnapshot, lexicon: Lexicon): readonly SourceText[] {
  const shown = shownOn(control);
  const isOther = shown.some(
    (text) =>
      (control.kind === 'text' && OF_ELSE.test(text.text)) ||
      findMatches(lexicon, wordsOf(text)).some(({ entry }) => LOOK_ALIKES.has(entry.id)),
  );
  return isOther ? shown : control.names;
}

/** "PNC: [Check]" is a PNC check; "Street name: [Check]" is none, though a "name check" is. */
function withVerb([own]: readonly SourceText[], found: FoundTerms, lexicon: Lexicon) {
  const verb = own && found.asks() ? ` ${own.text}` : '';
  const isPnc = (text: SourceText): boolean =>
    findMatches(lexicon, wordsOf(text)).some(({ entry }) => entry.topic === 'pnc');
  return (each: SourceText): SourceText =>
    each.source === 'nearby-text' && verb !== '' && isPnc(each)
      ? { ...each, text: `${each.text}${verb}` }
      : each;
}

function isOfForm({ source }: SourceText): boolean {
  return source !== 'heading' && source !== 'nearby-text';
}

function named(own: FoundTerms, words: number, setting: Setting): SignalReading | null {
  // "Save visa check" keeps what is known of one.
  const isKept = own.keeps() || own.best('ask') !== null;
  const search = own.best('look-up', 'strong');
  const verb = search ?? own.best('look-up') ?? (isKept ? null : own.verbWithin());
  const refer = own.best('refer');
  const tells = own.best('ask');
  const certain = own.best('status', 'strong');
  const status = certain ?? own.best('status');
  const recipient = own.best('recipient');
  // A status that is looked up is a look-up, also where the text says that the Home Office is asked.
  // "Ask for advice on status" asks nobody about it.
  const isAsked = verb?.term === 'get' && own.seeks();
  if (certain && verb && !isAsked) return signal('immigration-lookup', [certain, verb]);
  if (recipient && refer) return signal('immigration-referral', [recipient, refer]);
  if (!tells) {
    const service = own.best('recipient', 'strong');
    if (service) return signal('immigration-referral', [service]);
    if (status && refer && !verb) return signal('immigration-referral', [status, refer]);
    if (
      status &&
      (verb || (setting !== 'elsewhere' && words <= CAPTION_WORDS && !own.best('save')))
    )
      return signal('immigration-lookup', [status, verb]);
    if (recipient && verb) return signal('immigration-lookup', [recipient, verb]);
    const context = setting === 'elsewhere' ? null : own.best('context');
    if (context && search) return signal('immigration-lookup', [context, search]);
  }
  const check = own.check();
  return check && signal('pnc-check', check);
}

/** A dialog that puts a question: "Yes" does what it asks. */
function isAsked(purpose: readonly SourceText[]): boolean {
  return purpose.some(({ source, text }) => source === 'form' && text.includes('?'));
}

/** "Search" does what its form is for; "Submit" too where the form's own words are of searching. */
function fromForm(
  own: FoundTerms,
  control: ControlSnapshot,
  form: FoundTerms,
  { isQuestion, isToCome }: { readonly isQuestion: boolean; readonly isToCome: boolean },
  begun: Evidence | null,
): SignalReading | null {
  const verb =
    own.best('look-up') ?? own.best('refer') ?? (isQuestion ? own.best('agree') : null) ?? begun;
  if (!control.isSubmit && !control.isAnswer && !verb) return null;
  const recipient = form.best('recipient');
  const tells =
    form.best('refer') ??
    ((isToCome || own.best('refer')) && form.best('told')) ??
    (form.has('immigration-told') ? recipient : null) ??
    (form.best('recipient', 'strong') && own.best('refer'));
  if (recipient && tells) return signal('immigration-referral', [recipient, verb]);
  const status = form.best('status', 'strong');
  if (status && (form.best('look-up') || own.asks()))
    return signal('immigration-lookup', [status, verb]);
  if (recipient && (own.asks() || form.says('look-up', recipient.source)))
    return signal('immigration-lookup', [recipient, verb]);
  const check = control.isSubmit || verb || form.best('look-up') ? form.check() : null;
  return check && signal('pnc-check', [...check, verb]);
}

/** A box for searching does what it is called: "PNC names search", and no button beside it. */
function readField(
  control: ControlSnapshot,
  own: FoundTerms,
  form: FoundTerms,
  setting: Setting,
  fields: () => number,
): SignalReading | null {
  const search = control.isSubmit && own.best('look-up') ? named(own, Infinity, setting) : null;
  return search ?? readEntry(control, own, form, setting, fields);
}

const SYSTEMS: ReadonlySet<string> = new Set(['immigration', 'home-office-reference']);

/** What is known of a check, and does not ask for one. */
const RESULT =
  /\b(?:results?|outcome|completed?|done|undertaken|carried out|by(?: whom)?$|officer$|dates?|when (?:was|were|did)|reasons?|canlyniad\w*|dyddiad|rheswm|pryd)\b|^(?:status|statws)\b|\b(?:status|statws)$/i;
const ASKS = /^(?:run|request|start|rhedeg)\b|\b(?:required|now)$/i;
/** Marks of a field that has to be filled, and what is said in brackets, are no words of its name. */
const MARKS = /\([^)]*\)|[:*?]+/g;

/** In the words that speak of the check themselves; a programmer's name says less than what is shown. */
function tellsOf([term]: readonly (Evidence | null)[], names: readonly SourceText[]): boolean {
  const own = names.find(({ source }) => source === term?.source);
  const isHidden = own !== undefined && isIdentifier(own);
  return names.some((name) => {
    if (name.source !== term?.source && !(isHidden && !isIdentifier(name))) return false;
    const plain = isIdentifier(name) ? wordsOf(name).folded.join(' ') : name.text;
    const text = plain.replace(MARKS, ' ').trim();
    return RESULT.test(text) && !ASKS.test(text);
  });
}

const OF_PERSON =
  /\b(?:(?:sur|fore|first|last|given|family|middle|full)[ _-]?names?|d\.?o\.?b|birth|age|sex|gender|(?:requested|authorised) by|cyfenw|enw cyntaf|geni)\b/i;

/** A list called "PNC check" is where one is asked for; called "PNC" it may only tell of one. */
function isNamed([term, verb]: readonly (Evidence | null)[]): boolean {
  return term?.term === 'pnc-check' || (verb !== null && verb !== undefined);
}

function readEntry(
  { kind, names }: ControlSnapshot,
  own: FoundTerms,
  form: FoundTerms,
  setting: Setting,
  fields: () => number,
): SignalReading | null {
  const recipient = own.best('recipient');
  const refer = own.best('refer');
  const told = refer ?? own.best('told');
  if (kind !== 'text' && recipient && told)
    return signal('immigration-referral', [recipient, told]);
  // "Photo of the passport: checked against Home Office records".
  if (kind === 'file' && recipient && names.some(isCompared))
    return signal('immigration-lookup', [recipient]);
  const status = own.best('status', 'strong') ?? own.best('status');
  if (kind === 'tick') {
    // "Systems to search: [ ] PNC [ ] UKVI status"; a document is what was checked, and not where.
    const asked = recipient ?? (status && SYSTEMS.has(status.term) ? status : null);
    if (asked && (own.asks('legend') || names.some(isAskedOf)))
      return signal('immigration-lookup', [asked]);
    // One of those to whom something may be passed on, to be ticked.
    const service = own.best('recipient', 'strong');
    if (service) return signal('immigration-referral', [service]);
  }
  const check = kind === 'tick' || kind === 'choice' ? own.check() : null;
  if (check && (kind === 'tick' || (isNamed(check) && !tellsOf(check, names))))
    return signal('pnc-check', check);
  if (setting === 'elsewhere') return null;
  if (status) return signal('immigration-field', [status]);
  const context = own.best('context');
  const field = context && signal('immigration-context', [context]);
  if (field && field.confidence >= THRESHOLD) return field;
  // The box into which the key of a check is typed. Of several, a person's details are what any form asks.
  const purpose = kind === 'text' ? form.check() : null;
  if (purpose && names.some(({ text }) => OF_PERSON.test(text)) && fields() > 1) return null;
  return purpose && signal('pnc-check', purpose, 0.9);
}

/** "Status" under "Immigration": a title that is of a status and of nothing else. */
function underTitle(
  control: ControlSnapshot,
  form: readonly SourceText[],
  read: (texts: readonly SourceText[]) => FoundTerms,
  setting: Setting,
  lexicon: Lexicon,
): SignalReading | null {
  if (setting === 'elsewhere' || control.kind === 'tick' || !isBareField(control)) return null;
  const titles = form.filter((text) => text.source === 'heading' && isOfStatusAlone(text, lexicon));
  const status = read(titles).best('status', 'strong');
  return status && signal('immigration-field', [status]);
}

/** Confidence is that of the term itself; the verbs beside it are listed and add nothing. */
function signal(
  kind: SignalKind,
  evidence: readonly (Evidence | null)[],
  factor = 1,
): SignalReading {
  const because = evidence.filter((each) => each !== null);
  const [term] = because;
  return { kind, because, confidence: (term?.weight ?? 0) * factor };
}
