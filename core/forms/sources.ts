/** What each place on a page is worth as evidence, and how its text is split into words. */
import type { EvidenceSource } from '../vocabulary.ts';
import type { SourceText } from './snapshot.ts';
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
  'free-text': 0.8,
  'site-profile': 1,
};

const IDENTIFIERS: ReadonlySet<EvidenceSource> = new Set(['name', 'target', 'address']);

/** Whether the text is for programs; the officer does not read it. */
export function isIdentifier({ source }: SourceText): boolean {
  return IDENTIFIERS.has(source);
}

/** Whether the text only helps: a placeholder gives examples, a tooltip explains. */
export function isHint({ source }: SourceText): boolean {
  return source === 'placeholder' || source === 'title';
}

/** Identifier-like sources are split at underscores and capitals, visible text at spaces. */
export function wordsOf(text: SourceText): Words {
  return isIdentifier(text) ? identifierWords(text.text) : words(text.text);
}
