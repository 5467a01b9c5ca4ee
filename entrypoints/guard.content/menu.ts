/**
 * Lists that do something as soon as one of their options is chosen: "Actions: Run PNC check".
 * There the option is the button, and the list itself asks nothing.
 */
import type { SourceText } from '../../core/forms/snapshot.ts';
import { outcomeRank } from '../../core/vocabulary.ts';
import { BARE_TITLE, isOfActions } from './action-lists.ts';
import { type Assessment, assessSnapshot, assessSnapshotAlone } from './assess.ts';
import { isHtml, tidy } from './dom.ts';
import { attribute, documentOf, first, hasAttribute, listOf } from './native.ts';
import { assessOffence } from './offences.ts';
import { readBlocks } from './read-blocks.ts';
import { readNames } from './read-names.ts';
import { readPage } from './read-page.ts';

const MOST_OPTIONS = 60;

function isNoTitle({ source, text }: SourceText): boolean {
  return source === 'name' || BARE_TITLE.test(text);
}

function isMenu(list: HTMLSelectElement): boolean {
  const names = readNames(list);
  const prompt = tidy(first(list, 'option')?.textContent);
  return (
    isOfActions([...names, { source: 'option', text: prompt }]) ||
    // Without a caption, or with none but a verb, what acts at once is no field of a report.
    (hasAttribute(list, 'onchange') && names.every(isNoTitle))
  );
}

function assessOption(
  list: HTMLSelectElement,
  option: Element,
  assess: typeof assessSnapshot,
): Assessment | null {
  const text = tidy(attribute(option, 'label') ?? option.textContent);
  if (text === '') return null;
  return assess(list, {
    control: {
      kind: 'menu-item',
      names: [{ source: 'option', text }],
      isAction: true,
      isSubmit: false,
    },
    blocks: readBlocks(list),
    form: [],
    page: readPage(documentOf(list)),
  });
}

function firmness(assessment: Assessment | null): number {
  return assessment ? outcomeRank(assessment.decision.outcome) : -1;
}

/** What it is to choose the option that is chosen now; null for an ordinary choice. */
export function assessChosen(control: Element): Assessment | null {
  if (!isHtml(control, 'select')) return null;
  const option = first(control, 'option:checked');
  return option && isMenu(control)
    ? assessOption(control, option, assessSnapshot)
    : assessOffence(control);
}

/** The same of a list that does what is chosen in it when it is pressed twice. */
export function assessListed(list: HTMLSelectElement): Assessment | null {
  const names = readNames(list);
  const isRun = isOfActions(names) || names.some(({ text }) => BARE_TITLE.test(text));
  const option = isRun ? first(list, 'option:checked') : null;
  return option && assessOption(list, option, assessSnapshot);
}

/** The option that policy answers most firmly, for the count. */
export function assessMenu(control: Element): Assessment | null {
  if (!isHtml(control, 'select') || !isMenu(control)) return null;
  let firmest: Assessment | null = null;
  for (const option of listOf(control, 'option').slice(0, MOST_OPTIONS)) {
    const assessment = assessOption(control, option, assessSnapshotAlone);
    if (assessment && firmness(assessment) > firmness(firmest)) firmest = assessment;
  }
  return firmest;
}
