/**
 * The accessible name, as the W3C's rules compute it, has to be among the names that the guard
 * reads for a control: what an officer is told by a screen reader, the guard knows too.
 */
import { computeAccessibleName } from 'dom-accessibility-api';
import { beforeEach, describe, expect, it } from 'vitest';
import { forgetAll } from '../../entrypoints/guard.content/changes.ts';
import { CONTROL_SELECTOR } from '../../entrypoints/guard.content/dom.ts';
import { readNames } from '../../entrypoints/guard.content/read-names.ts';
import { FIXTURES, htmlOf, nameOf } from './fixtures.ts';

const BLANKS = /\s+/g;
const plain = (text: string): string => text.replace(BLANKS, ' ').trim();

/** Several labels make one name; the guard keeps each apart. */
function isKnown(name: string, texts: readonly string[]): boolean {
  const squeezed = name.replace(BLANKS, '');
  const parts = texts.map((text) => text.replace(BLANKS, '')).filter((text) => text !== '');
  return (
    parts.includes(squeezed) ||
    parts.reduce((rest, part) => rest.replace(part, ''), squeezed) === ''
  );
}

/** A part of a form that was copied with its ids: several fields have this one. */
function isCopied(id: string): boolean {
  return id !== '' && document.querySelectorAll(`[id="${CSS.escape(id)}"]`).length > 1;
}

/** Why the guard's names may lack the accessible one. */
function exception(control: Element, name: string): string | null {
  // The name of a list box or a text field in a label holds the field's value: the guard reads none.
  if (
    control
      .closest('label')
      ?.querySelector('select,textarea,input:not([type=radio],[type=checkbox])')
  )
    return 'the label around a field holds its value';
  if (control.querySelector('select,textarea,input')) return 'holds a field';
  if (isCopied(control.id)) return 'labels that stand beside other fields are theirs';
  if (name.length > 4000) return 'longer than any text that is read';
  return null;
}

let compared = 0;

describe('the accessible name', () => {
  beforeEach(() => {
    document.documentElement.innerHTML = '';
  });

  for (const fixture of FIXTURES.filter(({ browserOnly }) => !browserOnly))
    it(`of every control of ${nameOf(fixture)} is among its names`, () => {
      document.open();
      document.write(htmlOf(fixture));
      document.close();
      forgetAll();
      const missing: string[] = [];
      for (const control of document.querySelectorAll(CONTROL_SELECTOR)) {
        const name = plain(computeAccessibleName(control));
        if (name === '' || exception(control, name) !== null) continue;
        compared++;
        const texts = readNames(control).map(({ text }) => plain(text));
        if (!isKnown(name, texts))
          missing.push(`${control.outerHTML.slice(0, 90)} | ${name} | ${texts.join(' / ')}`);
      }
      expect(missing).toEqual([]);
    });

  it('was compared for many controls', () => {
    expect(compared).toBeGreaterThan(800);
  });
});
