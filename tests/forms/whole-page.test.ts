/**
 * What is kept of a page for all its controls changes no answer: pages that nobody wrote are read
 * as a whole, each control of them by itself, and again after changes that nobody foresaw.
 */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { readWhose } from '../../core/forms/classify.ts';
import { assessAlone } from '../../entrypoints/guard.content/assess.ts';
import { forgetAll, observe, settle } from '../../entrypoints/guard.content/changes.ts';
import { CONTROL_SELECTOR } from '../../entrypoints/guard.content/dom.ts';
import { theLexicon } from '../../entrypoints/guard.content/floor.ts';
import { readAround, readControl } from '../../entrypoints/guard.content/read-form.ts';
import { type Change, change, changes, madePages } from './made-pages.ts';

/** As many as the time allows; more where somebody asks for it and waits. */
const RUNS = Number(process.env['RTR_MADE_PAGES'] ?? 0);
const BOUNDS = RUNS > 0 ? { numRuns: RUNS } : { numRuns: 40, interruptAfterTimeLimit: 2000 };
const TIMEOUT_MS = 20_000 + RUNS * 1000;

function show(html: string): void {
  document.documentElement.innerHTML = html;
  forgetAll();
}

function controlsHere(): readonly Element[] {
  return [...document.querySelectorAll(CONTROL_SELECTOR)];
}

/** Names, surroundings, role and decision of a control, in a line. */
function readingOf(control: Element): string {
  settle();
  const own = readControl(control);
  const around = readAround(control, own);
  const whose = readWhose(around, theLexicon());
  const seen = assessAlone(control);
  const decided = seen && [seen.classification, seen.decision.outcome, seen.decision.rule?.id];
  return JSON.stringify([textsOf(control), whose, decided]);
}

/**
 * What stands on the page for a control. Which lists say a role or an offence is not in it: one that
 * lost its caption is held to say it still, until the page is read anew.
 */
function textsOf(control: Element): string {
  settle();
  const own = readControl(control);
  const { form, blocks, page, sections } = readAround(control, own);
  const titles = [...blocks].flatMap((block) => block.titles);
  const { headings, tabs, title } = page;
  const shown = control.outerHTML.slice(0, 80);
  return JSON.stringify([shown, own, form, titles, sections, headings, tabs, title]);
}

function asWhole(read: (control: Element) => string): readonly string[] {
  return controlsHere().map(read);
}

function eachByItself(): readonly string[] {
  return controlsHere().map((control) => {
    forgetAll();
    return readingOf(control);
  });
}

beforeEach(() => observe(document));

describe('a page that nobody wrote', () => {
  it(
    'is read as a whole as each of its controls is by itself',
    () => {
      fc.assert(
        fc.property(madePages, (html) => {
          show(html);
          expect(asWhole(readingOf)).toEqual(eachByItself());
        }),
        BOUNDS,
      );
    },
    TIMEOUT_MS,
  );

  it(
    'is read after any change as if it had been so from the beginning',
    () => {
      fc.assert(
        fc.property(madePages, changes, (html, made: readonly Change[]) => {
          show(html);
          for (const each of made) {
            asWhole(readingOf);
            change(document, each);
          }
          const read = asWhole(textsOf);
          forgetAll();
          expect(read).toEqual(asWhole(textsOf));
        }),
        BOUNDS,
      );
    },
    TIMEOUT_MS,
  );
});
