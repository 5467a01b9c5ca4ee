/** The badge's number after changes of the page is what a reading of each single control finds. */
import { beforeEach, describe, expect, it } from 'vitest';
import { forgetAll, observe } from '../../entrypoints/guard.content/changes.ts';
import { everySignal, recount } from '../../entrypoints/guard.content/inventory.ts';

const PAGE = `<h1>Crime report</h1><form>
<section id="victim"><h2>Victim 1</h2>
<p><label for="a"><span>Family name</span></label><input id="a"></p>
<p><label for="b">Immigration status</label><select id="b"><option>Not asked</option></select></p>
<table><tr><th>Item</th><th>Value</th></tr><tr><td>Phone</td><td><input></td></tr></table>
</section>
<section id="other"><h2>Victim 2</h2><p>Notes <input id="c"></p><div id="place"></div></section>
</form>`;

function counted(): number {
  const walk = recount(document);
  for (;;) {
    const next = walk.next();
    if (next.done) return next.value;
  }
}

function one(selector: string): Element {
  const found = document.querySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

const button = (text: string): Element => {
  const made = document.createElement('button');
  made.textContent = text;
  return made;
};

beforeEach(() => {
  document.body.innerHTML = PAGE;
  observe(document);
  forgetAll();
});

describe('the count after', () => {
  it.each<readonly [string, number, () => void]>([
    ['nothing', 1, () => {}],
    ['a button more', 2, () => one('#place').append(button('Run PNC check'))],
    [
      'a button among many',
      2,
      () => one('#place').replaceChildren(...many(400), button('PNC check')),
    ],
    ['a text of a label', 2, () => one('label[for=a] span').replaceChildren('Visa status')],
    [
      'a letter of a text',
      2,
      () => {
        const text = one('label[for=a] span').firstChild;
        if (text) text.nodeValue = 'Immigration status';
      },
    ],
    ['a label that was taken away', 0, () => one('label[for=b]').remove()],
    ['a section that was taken away', 0, () => one('#victim').remove()],
    ['a header of a column', 2, () => one('th + th').replaceChildren('Immigration status')],
    ['an attribute', 2, () => one('#c').setAttribute('aria-label', 'Immigration status')],
    [
      'a text of a label that says something else now',
      0,
      () => one('label[for=b]').replaceChildren('Postcode'),
    ],
    ['a class of the whole form', 1, () => one('form').classList.toggle('is-loading')],
    [
      'a heading that came and went',
      1,
      () => {
        const heading = document.createElement('h2');
        one('#place').append(heading);
        heading.remove();
      },
    ],
    [
      'what came and went in one go',
      2,
      () => {
        const gone = button('PNC check');
        one('#place').append(gone, button('Immigration status check'));
        gone.remove();
      },
    ],
  ])('%s', (_what, expected, change) => {
    expect(counted()).toBe(1);
    change();
    expect(counted()).toBe(expected);
    expect(everySignal(document)).toHaveLength(expected);
  });
});

describe('what was counted, and is far from what changed or near it, after', () => {
  const FAR = `<div><p id="caption">Immigration status</p></div>${'<div><i></i></div>'.repeat(210)}
<table><thead><tr><th>Name</th><th>Visa status</th><th>Notes</th></tr></thead>
<tbody>${'<tr><td>A</td><td><input></td><td><input></td></tr>'.repeat(8)}</tbody></table>
<div><label id="far" for="e">Immigration status</label></div>${'<div><b></b></div>'.repeat(210)}
<div><input id="e"></div><div><input id="f" aria-labelledby="caption"></div>`;

  beforeEach(() => {
    one('#place').innerHTML = FAR;
    forgetAll();
  });

  it.each<readonly [string, number, () => void]>([
    ['nothing', 11, () => {}],
    ['a row less among many', 10, () => one('thead + tbody tr:nth-child(5)').remove()],
    [
      'a header that names another column now',
      3,
      () => one('thead th + th').replaceChildren('Shoe size'),
    ],
    ['a label that points elsewhere now', 10, () => one('#far').setAttribute('for', 'nobody')],
    ['a label that was taken away', 10, () => one('#far').remove()],
    ['a caption that is named by its id', 10, () => one('#caption').replaceChildren('Postcode')],
    ['a caption that is named no more', 10, () => one('#f').removeAttribute('aria-labelledby')],
    ['an unrelated text', 11, () => one('#place b').replaceChildren('saved')],
  ])('%s', (_what, expected, change) => {
    expect(counted()).toBe(11);
    change();
    expect(counted()).toBe(expected);
    expect(everySignal(document)).toHaveLength(expected);
  });

  it('a caption that names another field by its id from now on', () => {
    counted();
    one('#c').setAttribute('aria-labelledby', 'later');
    expect(counted()).toBe(11);
    const caption = document.createElement('p');
    caption.id = 'later';
    caption.textContent = 'Visa status';
    one('h1').after(caption);
    expect(counted()).toBe(12);
    expect(everySignal(document)).toHaveLength(12);
  });
});

describe('a count during which all of the page changes', () => {
  const FIELDS = Array.from(
    { length: 300 },
    (_, at) => `<p><label for="v${at}">Visa status</label><input id="v${at}"></p>`,
  ).join('');
  /** Of everything that is there: what is begun anew takes about as many again. */
  const steps = (between: () => void, every: number): readonly [number, number] => {
    const walk = recount(document);
    for (let step = 1; ; step++) {
      const next = walk.next();
      if (next.done) return [step, next.value];
      if (step % every === 0) between();
    }
  };

  beforeEach(() => {
    one('#place').innerHTML = FIELDS;
    forgetAll();
  });

  it('begins anew, with as many pauses as a whole one, and is right', () => {
    const [undisturbed] = steps(() => {}, 1);
    forgetAll();
    let times = 0;
    const half = Math.floor(undisturbed / 2);
    const [disturbed, found] = steps(() => void (++times === 1 && forgetAll()), half);
    expect(found).toBe(301);
    expect(disturbed).toBeGreaterThan(undisturbed * 1.3);
  });

  it('ends, however often it changes', () => {
    const [, found] = steps(forgetAll, 20);
    expect(found).toBe(301);
  });
});

function many(count: number): readonly Element[] {
  return Array.from({ length: count }, (_, at) => button(`Open ${at}`));
}
