/** The guard's own reader over the synthetic forms, in jsdom: fast, and without a build. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Assessment } from '../../entrypoints/guard.content/assess.ts';
import { forgetAll } from '../../entrypoints/guard.content/changes.ts';
import { everySignal, seeSignals } from '../../entrypoints/guard.content/inventory.ts';
import baseline from '../../policies/national/baseline.json' with { type: 'json' };
import { FIXTURES, htmlOf, lineOf, pathOfFixture } from './fixtures.ts';

/** Rules whose signal kind nothing produces yet. */
const NOT_BUILT = ['victim-immigration-mention-inform'];

function show(html: string): void {
  document.open();
  document.write(html);
  document.close();
  forgetAll();
}

function seenLine(selectors: ReadonlyMap<Element, string>) {
  return ({ control, classification, decision }: Assessment): string =>
    lineOf(selectors.get(control) ?? control.outerHTML.slice(0, 120), {
      kind: classification.kind,
      role: classification.role,
      outcome: decision.outcome,
      rule: decision.rule?.id ?? '',
    });
}

describe('synthetic forms', () => {
  beforeEach(() => show('<!doctype html><title></title>'));

  for (const fixture of FIXTURES.filter(({ browserOnly }) => !browserOnly)) {
    it(`reads ${fixture.file} exactly`, () => {
      show(htmlOf(fixture));
      const selectors = new Map<Element, string>();
      for (const { selector } of fixture.expects) {
        const element = document.querySelector(selector);
        expect(element, selector).not.toBeNull();
        if (element) selectors.set(element, selector);
      }
      const seen = seeSignals(document).map(seenLine(selectors));
      const expected = fixture.expects.map((each) => lineOf(each.selector, each));
      expect(seen.sort()).toEqual(expected.sort());
    });

    it(`sees on a first look at ${fixture.file} what a reading of each control sees`, () => {
      show(htmlOf(fixture));
      const lines = (all: readonly Assessment[]) => all.map(seenLine(new Map())).sort();
      expect(lines(seeSignals(document))).toEqual(lines(everySignal(document)));
    });

    it(`finds every quiet and every missed control of ${fixture.file}`, () => {
      show(htmlOf(fixture));
      for (const selector of [...fixture.quiet, ...fixture.expectedMisses]) {
        expect(document.querySelectorAll(selector), selector).toHaveLength(1);
        expect(fixture.expects.map((each) => each.selector)).not.toContain(selector);
      }
    });
  }
});

describe('the set of forms', () => {
  it('lists every file, and no other', () => {
    const [first] = FIXTURES;
    const folder = first ? path.dirname(pathOfFixture(first)) : '';
    const files = readdirSync(folder).filter((name) => name.endsWith('.html'));
    expect(FIXTURES.map(({ file }) => file).sort()).toEqual(files.sort());
  });

  it('says of each form that it is synthetic and what it imitates', () => {
    for (const fixture of FIXTURES)
      expect(htmlOf(fixture), fixture.file).toMatch(/<!-- Synthetic\. .{20,} -->/);
  });

  it('exercises every rule of the national baseline', () => {
    const exercised = new Set(FIXTURES.flatMap(({ expects }) => expects.map(({ rule }) => rule)));
    const unexercised = baseline.rules
      .map(({ id }) => id)
      .filter((id) => !exercised.has(id) && !NOT_BUILT.includes(id));
    expect(unexercised).toEqual([]);
  });

  it('has as many controls that stay quiet as controls that are recognised', () => {
    const count = (select: (each: (typeof FIXTURES)[number]) => readonly unknown[]): number =>
      FIXTURES.reduce((sum, each) => sum + select(each).length, 0);
    expect(count(({ quiet }) => quiet)).toBeGreaterThanOrEqual(count(({ expects }) => expects) - 5);
  });
});
