/** What a control would do: from its names, then from what its form is for. */
import type { EvidenceSource, SignalKind } from '../vocabulary.ts';
import type { Evidence, SignalReading } from './classification.ts';
import { findMatches, type Lexicon, type LexiconEntry, type Match, type Topic } from './lexicon.ts';
import type { ControlSnapshot, FormSnapshot, SourceText } from './snapshot.ts';
import { identifierWords, type Words, words } from './text.ts';

/**
 * How much each source says about the control itself. What the officer reads on or beside the
 * control counts most; an `id` says what a programmer meant.
 */
export const SOURCE_WEIGHT: Readonly<Record<EvidenceSource, number>> = {
  label: 1,
  aria: 1,
  value: 1,
  'dialog-text': 1,
  legend: 0.8,
  'table-header': 0.8,
  'nearby-text': 0.8,
  placeholder: 0.7,
  title: 0.7,
  option: 0.6,
  target: 0.7,
  name: 0.6,
  heading: 0.6,
  form: 0.6,
  'role-control': 1,
  tab: 0.6,
  'page-heading': 0.5,
  'page-title': 0.4,
  address: 0.4,
};

/** Readings below this are not acted on. */
export const THRESHOLD = 0.5;

/** A label is a few words; in longer text a term may only be mentioned. */
const LABEL_WORDS = 14;
const PROSE_FACTOR = 0.4;

const IDENTIFIERS: ReadonlySet<EvidenceSource> = new Set(['name', 'target', 'address']);

/** Identifier-like sources are split at underscores and capitals, visible text at spaces. */
export function wordsOf({ source, text }: SourceText): Words {
  return IDENTIFIERS.has(source) ? identifierWords(text) : words(text);
}

interface Finding {
  readonly entry: LexiconEntry;
  readonly evidence: Evidence;
}

/** Terms found in a list of texts, with the weight of place and of brevity. */
function findings(lexicon: Lexicon, texts: readonly SourceText[]): readonly Finding[] {
  return texts.flatMap((text) => {
    const split = wordsOf(text);
    const brevity = split.folded.length > LABEL_WORDS ? PROSE_FACTOR : 1;
    return findMatches(lexicon, split).map(({ entry }: Match) => ({
      entry,
      evidence: {
        term: entry.id,
        source: text.source,
        weight: SOURCE_WEIGHT[text.source] * brevity,
      },
    }));
  });
}

class Reading {
  readonly #found: readonly Finding[];

  constructor(found: readonly Finding[]) {
    this.#found = found;
  }

  best(topic: Topic, strength?: LexiconEntry['strength']): Evidence | null {
    let best: Evidence | null = null;
    for (const { entry, evidence } of this.#found) {
      if (entry.topic !== topic || (strength && entry.strength !== strength)) continue;
      if (best === null || evidence.weight > best.weight) best = evidence;
    }
    return best;
  }

  /** A strong term, or a contextual one with a companion that speaks for it. */
  supported(topic: Topic, ...companions: readonly Topic[]): readonly Evidence[] | null {
    const strong = this.best(topic, 'strong');
    if (strong) return [strong];
    const weak = this.best(topic);
    const companion = companions.map((each) => this.best(each)).find((each) => each !== null);
    return weak && companion ? [weak, companion] : null;
  }
}

/**
 * Reads what the control would do, or null where it is of no concern here.
 *
 * @param snapshot from the page, untrusted
 */
export function readSignal(snapshot: FormSnapshot, lexicon: Lexicon): SignalReading | null {
  const { control } = snapshot;
  const own = new Reading(findings(lexicon, control.names));
  const reading = control.isAction
    ? readAction(control, own, snapshot, lexicon)
    : readEntry(control, own, snapshot, lexicon);
  return reading && reading.confidence >= THRESHOLD ? reading : null;
}

function readAction(
  control: ControlSnapshot,
  own: Reading,
  snapshot: FormSnapshot,
  lexicon: Lexicon,
): SignalReading | null {
  return (
    referral(own) ??
    (own.best('recipient', 'strong') && !own.best('ask')
      ? signal('immigration-referral', [own.best('recipient', 'strong')])
      : null) ??
    lookup(own) ??
    pnc(own, snapshot, lexicon) ??
    (saves(own) ? null : fromForm(own, control, snapshot, lexicon))
  );
}

function referral(own: Reading): SignalReading | null {
  const recipient = own.best('recipient');
  const verb = own.best('refer');
  if (recipient && verb) return signal('immigration-referral', [recipient, verb]);
  const status = own.best('status', 'contextual');
  return status && verb && !own.best('look-up')
    ? signal('immigration-referral', [status, verb])
    : null;
}

function lookup(own: Reading): SignalReading | null {
  const status = own.best('status', 'strong');
  if (status) return signal('immigration-lookup', [status, own.best('look-up')]);
  const verb = own.best('look-up');
  const weak = own.best('status') ?? own.best('recipient') ?? own.best('context');
  return weak && verb ? signal('immigration-lookup', [weak, verb]) : null;
}

/** A bare "PNC" needs a verb or a police setting: in a clinic it is post-natal care. */
function pnc(own: Reading, snapshot: FormSnapshot, lexicon: Lexicon): SignalReading | null {
  const supported = own.supported('pnc', 'look-up');
  if (supported) return signal('pnc-check', supported);
  const bare = own.best('pnc');
  return bare && isPoliceSetting(snapshot, lexicon) ? signal('pnc-check', [bare]) : null;
}

/** Saving, closing and moving on are never held, whatever else the form is about. */
function saves(own: Reading): boolean {
  return own.best('save') !== null;
}

/** "Search" and "Submit" do what their form is for. */
function fromForm(
  own: Reading,
  control: ControlSnapshot,
  snapshot: FormSnapshot,
  lexicon: Lexicon,
): SignalReading | null {
  if (!control.isSubmit && !own.best('look-up') && !own.best('refer')) return null;
  const form = new Reading(findings(lexicon, snapshot.form));
  const verb = own.best('look-up') ?? own.best('refer');
  const recipient = form.best('recipient');
  if (recipient && form.best('refer')) return signal('immigration-referral', [recipient, verb]);
  const status = form.best('status', 'strong');
  if (status && (form.best('look-up') || own.best('look-up')))
    return signal('immigration-lookup', [status, verb]);
  const check = form.supported('pnc', 'look-up');
  return check ? signal('pnc-check', [...check, verb]) : null;
}

function readEntry(
  control: ControlSnapshot,
  own: Reading,
  snapshot: FormSnapshot,
  lexicon: Lexicon,
): SignalReading | null {
  if (control.kind === 'tick' || control.kind === 'choice') {
    const recipient = own.best('recipient');
    const verb = own.best('refer');
    if (recipient && verb) return signal('immigration-referral', [recipient, verb]);
    const check = own.supported('pnc', 'look-up');
    if (check) return signal('pnc-check', check);
  }
  const status = own.best('status', 'strong') ?? contextualPair(own);
  if (status) return signal('immigration-field', [status]);
  const context = own.best('context');
  if (context) return signal('immigration-context', [context]);
  return control.kind === 'text' ? searchKey(snapshot, lexicon) : null;
}

/** "Immigration" alone on a field, or with the Home Office, is about status. */
function contextualPair(own: Reading): Evidence | null {
  return own.best('status', 'contextual');
}

/** The box into which the key of a PNC or status search is typed. */
function searchKey(snapshot: FormSnapshot, lexicon: Lexicon): SignalReading | null {
  const form = new Reading(findings(lexicon, snapshot.form));
  const target = form.supported('pnc', 'look-up');
  return target ? signal('pnc-check', target, 0.8) : null;
}

function isPoliceSetting(snapshot: FormSnapshot, lexicon: Lexicon): boolean {
  const { page, blocks } = snapshot;
  const texts: SourceText[] = [
    ...page.headings.map((text) => ({ source: 'page-heading' as const, text })),
    { source: 'page-title', text: page.title },
    { source: 'address', text: page.address },
    ...blocks.flatMap((block) => block.titles),
  ];
  return findings(lexicon, texts).some(
    ({ entry }) => entry.topic === 'police' || entry.topic === 'role',
  );
}

/** Confidence is the best evidence; companions are listed but do not add up to more than it. */
function signal(
  kind: SignalKind,
  evidence: readonly (Evidence | null)[],
  factor = 1,
): SignalReading {
  const because = evidence.filter((each) => each !== null);
  return { kind, because, confidence: Math.max(...because.map(({ weight }) => weight)) * factor };
}
