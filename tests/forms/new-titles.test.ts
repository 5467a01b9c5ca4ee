/** A title is read anew where an element in it came or went, though that element is none itself. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type Assessment, assess } from '../../entrypoints/guard.content/assess.ts';
import { forgetAll, observe } from '../../entrypoints/guard.content/changes.ts';

function show(html: string): void {
  document.body.innerHTML = html;
  observe(document);
  forgetAll();
}

function one(selector: string): Element {
  const found = document.querySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

function pressed(): Assessment | null {
  return assess(one('button'));
}

function span(text: string): Element {
  const made = document.createElement('span');
  made.textContent = text;
  return made;
}

describe('the heading of a page', () => {
  beforeEach(() => {
    show('<p><button>PNC check</button></p><main><h1><span>Suspect 1</span></h1></main>');
    expect(pressed()?.classification.role).toBe('suspect');
  });

  it('protects a victim who comes in place of a suspect', () => {
    one('h1').replaceChildren(span('Victim 1'));
    expect(pressed()?.classification.role).toBe('victim');
  });

  it('names nobody where what it said is gone', () => {
    one('h1 span').remove();
    expect(pressed()?.classification.role).toBe('unknown');
  });
});

it('a dialog that is asked before its question came asks it all the same', () => {
  show('<div role="dialog"><button>Yes</button><a href="#">No</a><button>No</button></div>');
  expect(pressed()).toBeNull();
  one('[role=dialog]').prepend(span('Run a PNC check on this person?'));
  expect(pressed()?.classification.kind).toBe('pnc-check');
});

it('the heading over a form speaks for it once the fields before that are gone', () => {
  show('<div><h2>PNC check</h2><input></div><form><button>Search</button></form>');
  expect(pressed()).toBeNull();
  one('input').remove();
  expect(pressed()?.classification.kind).toBe('pnc-check');
});

it.each([
  ['aria-modal', 'true'],
  ['popover', 'auto'],
])('a part that becomes a dialog by %s asks what it says', (name, value) => {
  show('<div><p>Run a PNC check on this person?</p><button>Yes</button></div>');
  expect(pressed()).toBeNull();
  one('div').setAttribute(name, value);
  expect(pressed()?.classification.kind).toBe('pnc-check');
});

it.each([
  ['role', '<div role="heading" aria-level="1">Suspect 1</div>'],
  ['aria-current', '<ol><li aria-current="page">Suspect 1</li></ol>'],
])('what is no title any more, without its %s, no longer hides the victim', (name, title) => {
  show(`${title}<main><p><button>PNC check</button></p></main>`);
  document.title = 'Victim 1';
  forgetAll();
  expect(pressed()?.classification.role).toBe('suspect');
  one(`[${name}]`).removeAttribute(name);
  const afterwards = pressed()?.classification.role;
  document.title = '';
  expect(afterwards).toBe('victim');
});
