/** The guard's own reader over the synthetic forms, in jsdom: fast, and without a build. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Assessment } from '../../entrypoints/guard.content/assess.ts';
import { forgetAll } from '../../entrypoints/guard.content/changes.ts';
import { everySignal, seeSignals } from '../../entrypoints/guard.content/inventory.ts';
import baseline from '../../policies/national/baseline.json' with { type: 'json' };
import {
  type Expected,
  FAMILIES,
  FIXTURES,
  type Fixture,
  filesOf,
  htmlOf,
  lineOf,
  nameOf,
  seenOn,
} from './fixtures.ts';
import { Tally } from './tally.ts';
import { HOST, unfit, WRAPPERS, type Wrapper, wrapped } from './wrappers.ts';

/** Rules whose signal is in what the officer writes or chooses, and not in the form. */
const NOT_OF_FORMS = ['victim-immigration-mention-inform', 'victim-immigration-offence-approve'];

/** The browser's own means to look into a closed root, which jsdom has not. */
const closedRoots = new WeakMap<Element, ShadowRoot>();
Reflect.set(globalThis, 'chrome', {
  dom: { openOrClosedShadowRoot: (host: Element) => closedRoots.get(host) ?? null },
});

const tally = new Tally();
afterAll(() => {
  process.stdout.write(`synthetic forms, in jsdom, plain and wrapped\n${tally}\n`);
});

function show(html: string): Document {
  document.open();
  document.write(html);
  document.close();
  forgetAll();
  return document;
}

const WRAPPING_SCRIPT = /<script>\nconst host[\s\S]*<\/script>/;

/** What the wrapper's script does is done here, where a closed root can be kept for the reader. */
function showWrapped(fixture: Fixture, wrapper: Wrapper): Document | ShadowRoot {
  show(wrapped(fixture, wrapper).replace(WRAPPING_SCRIPT, ''));
  const template = document.getElementById('content');
  if (!(template instanceof HTMLTemplateElement)) return document;
  const host = document.getElementById(HOST);
  const root = host?.attachShadow({ mode: wrapper === 'open root' ? 'open' : 'closed' });
  if (!host || !root) throw new Error('the form has no place to go');
  root.append(template.content);
  template.remove();
  closedRoots.set(host, root);
  forgetAll();
  return root;
}

function seenLine(selectors: ReadonlyMap<Element, string>) {
  return ({ control, classification, decision }: Assessment) => ({
    kind: classification.kind,
    line: lineOf(selectors.get(control) ?? control.outerHTML.slice(0, 120), {
      kind: classification.kind,
      role: classification.role,
      outcome: decision.outcome,
      rule: decision.rule?.id ?? '',
    }),
  });
}

function compare(fixture: Fixture, within: Document | ShadowRoot): void {
  const selectors = new Map<Element, string>();
  for (const { selector } of seenOn(fixture)) {
    const element = within.querySelector(selector);
    expect(element, selector).not.toBeNull();
    if (element) selectors.set(element, selector);
  }
  const seen = seeSignals(document).map(seenLine(selectors));
  const line = (each: Expected) => ({ kind: each.kind, line: lineOf(each.selector, each) });
  const expected = fixture.expects.map(line);
  const missed = fixture.expectedMisses.map(({ selector, kind }) => ({ kind, line: selector }));
  tally.add(fixture.family, [...expected, ...missed], seen);
  const lines = (all: readonly { line: string }[]) => all.map(({ line }) => line).sort();
  expect(lines(seen)).toEqual(lines(seenOn(fixture).map(line)));
}

const READ_HERE = FIXTURES.filter(({ browserOnly }) => !browserOnly);

describe('synthetic forms', () => {
  beforeEach(() => {
    show('<!doctype html><title></title>');
  });

  for (const fixture of READ_HERE) {
    const name = nameOf(fixture);
    it(`reads ${name} exactly`, () => compare(fixture, show(htmlOf(fixture))));

    it(`sees on a first look at ${name} what a reading of each control sees`, () => {
      show(htmlOf(fixture));
      const lines = (all: readonly Assessment[]) =>
        all.map((each) => seenLine(new Map())(each).line).sort();
      expect(lines(seeSignals(document))).toEqual(lines(everySignal(document)));
    });

    it(`finds every quiet and every missed control of ${name}`, () => {
      show(htmlOf(fixture));
      const missed = fixture.expectedMisses.map(({ selector }) => selector);
      for (const selector of [...fixture.quiet, ...missed]) {
        expect(document.querySelectorAll(selector), selector).toHaveLength(1);
        expect(fixture.expects.map((each) => each.selector)).not.toContain(selector);
      }
    });
  }
});

describe('synthetic forms in another place', () => {
  for (const wrapper of WRAPPERS.filter((each) => each !== 'frame' && each !== 'late'))
    for (const fixture of READ_HERE.filter((each) => unfit(each, wrapper) === null))
      it(`reads ${nameOf(fixture)} as ever: ${wrapper}`, () =>
        compare(fixture, showWrapped(fixture, wrapper)));
});

describe('the set of forms', () => {
  it('lists every file, and no other', () => {
    for (const family of FAMILIES) {
      const listed = FIXTURES.filter((each) => each.family === family).map(({ file }) => file);
      expect([...filesOf(family)].sort(), family).toEqual(listed.sort());
    }
  });

  it('says of each form that it is synthetic and what it imitates', () => {
    for (const fixture of FIXTURES)
      expect(htmlOf(fixture), nameOf(fixture)).toMatch(/<!-- Synthetic\. .{20,} -->/);
  });

  it('exercises every rule of the national baseline', () => {
    const exercised = new Set(FIXTURES.flatMap(({ expects }) => expects.map(({ rule }) => rule)));
    const unexercised = baseline.rules
      .map(({ id }) => id)
      .filter((id) => !exercised.has(id) && !NOT_OF_FORMS.includes(id));
    expect(unexercised).toEqual([]);
  });

  it('has as many controls that stay quiet as controls that are recognised', () => {
    const count = (select: (each: Fixture) => readonly unknown[]): number =>
      FIXTURES.reduce((sum, each) => sum + select(each).length, 0);
    expect(count(({ quiet }) => quiet)).toBeGreaterThanOrEqual(count(({ expects }) => expects) - 5);
  });
});
