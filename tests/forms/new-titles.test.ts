/** A title is read anew where an element in it came or went, though that element is none itself. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type Assessment, assess } from '../../entrypoints/guard.content/assess.ts';
import { forgetAll, observe } from '../../entrypoints/guard.content/changes.ts';
import { rememberedTitle } from '../../entrypoints/guard.content/epoch.ts';

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

function item(text: string): Element {
  const made = document.createElement('li');
  made.textContent = text;
  return made;
}

/** How often titles were new. */
const titleCount = { read: 0 };
const countTitles = rememberedTitle((_page: Document) => ++titleCount.read);
const titles = (): number => countTitles(document);

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
  show('<div><p>Run a PNC check on this person?</p><input><button>Yes</button></div>');
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

describe('tabs that are open by their class', () => {
  it.each([
    ['old tabs', '<ul class="tabs"><li class="active">Suspect</li><li>Offence</li></ul>'],
    ['nested tabs', '<ul class="nav-tabs"><li><a class="active">Suspect</a></li></ul>'],
  ])('no longer hide the victim once none is open: %s', (_name, bar) => {
    document.title = 'Victim 1';
    show(`${bar}<main><p><button>PNC check</button></p></main>`);
    expect(pressed()?.classification.role).toBe('suspect');
    one('.active').removeAttribute('class');
    const afterwards = pressed()?.classification.role;
    document.title = '';
    expect(afterwards).toBe('victim');
  });
});

it('a path that is none any more by its class no longer hides the victim', () => {
  document.title = 'Victim 1';
  show(
    '<div class="breadcrumb"><span>Suspect</span></div><main><p><button>PNC check</button></p></main>',
  );
  expect(pressed()?.classification.role).toBe('suspect');
  one('div').className = 'card';
  const afterwards = pressed()?.classification.role;
  document.title = '';
  expect(afterwards).toBe('victim');
});

describe('a list that was called "Role"', () => {
  const LIST = '<input role="combobox" value="Suspect">';

  it.each<readonly [string, string, () => void]>([
    [
      'by the text of its caption',
      `<label><span>Role</span>${LIST}</label>`,
      () => one('span').replaceChildren('Colour'),
    ],
    ['by its attribute', `<p>${LIST}</p>`, () => one('input').setAttribute('aria-label', 'Colour')],
    [
      'by the loss of its caption',
      `<label for="x">Role</label><p>${LIST.replace('<input', '<input id="x"')}</p>`,
      () => one('label').remove(),
    ],
  ])('says no role when it is called something else: %s', (_name, list, rename) => {
    show(`<h1>Victim</h1><section>${list}<p><button>PNC check</button></p></section>`);
    if (_name.includes('attribute')) one('input').setAttribute('aria-label', 'Role');
    expect(pressed()?.classification.role).toBe('suspect');
    rename();
    expect(pressed()?.classification.role).toBe('victim');
  });
});

it('rows that are drawn in a dialog are no new titles, and what it asks is read all the same', () => {
  show('<h1>Victim</h1><div role="dialog"><ul></ul><button>Yes</button><button>No</button></div>');
  expect(pressed()).toBeNull();
  const before = titles();
  for (const text of ['Phone', 'Keys']) one('ul').append(item(text));
  expect(pressed()).toBeNull();
  expect(titles()).toBe(before);
  one('ul').append(item('Run a PNC check?'));
  expect(pressed()?.classification.kind).toBe('pnc-check');
  for (let row = 0; row < 60; row++) one('ul').append(item(`Phone ${row}`));
  expect(pressed()).toBeNull();
});
