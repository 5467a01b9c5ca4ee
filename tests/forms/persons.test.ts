/** Whom a page names: typed in fields or shown, in the shapes that records have. */
import { describe, expect, it } from 'vitest';
import { personOf } from '../../core/persons/details.ts';
import { forgetAll } from '../../entrypoints/guard.content/changes.ts';
import { allPersonsIn } from '../../entrypoints/guard.content/persons/read.ts';

/** All persons on a page as `given family birth`, in the order of the page. */
function personsOn(html: string): readonly string[] {
  document.body.innerHTML = html;
  forgetAll();
  return allPersonsIn(document).map(({ details }) => {
    const { given = '?', family = '?', birth = '?' } = personOf(details) ?? {};
    return `${given} ${family} ${birth}`.trim();
  });
}

const field = (label: string, value: string, id: string): string =>
  `<div><label for="${id}">${label}</label><input id="${id}" value="${value}"></div>`;

describe('a person is read', () => {
  it.each([
    [
      'in fields with labels',
      `<form>${field('Surname', 'Doe', 'a')}${field('Forename(s)', 'Jane Mary', 'b')}${field('Date of birth', '03/04/1990', 'c')}</form>`,
    ],
    [
      'in fields with Welsh labels',
      `<form>${field('Cyfenw', 'Doe', 'a')}${field('Enw cyntaf', 'Jane', 'b')}${field('Dyddiad geni', '3 Ebrill 1990', 'c')}</form>`,
    ],
    [
      'in fields that only their names tell of',
      '<form><input name="txtSurname" value="DOE"><input name="txtForename1" value="JANE"><input name="dob" value="3.4.90"></form>',
    ],
    [
      'in fields that the browser may fill in',
      '<form><input autocomplete="section-a family-name" value="Doe"><input autocomplete="given-name" value="Jane"><input autocomplete="bday" type="date" value="1990-04-03"></form>',
    ],
    [
      'in a layout table',
      '<table><tr><td>Surname:</td><td><input name="f1" value="Doe"></td></tr><tr><td>First name:</td><td><input name="f2" value="Jane"></td></tr><tr><td>DOB:</td><td><input name="f3" value="03/04/1990"></td></tr></table>',
    ],
    [
      'with a date of birth in three fields',
      `<form>${field('Full name', 'Jane Doe', 'a')}<fieldset><legend>Date of birth</legend>${field('Day', '3', 'b')}${field('Month', '4', 'c')}${field('Year', '1990', 'd')}</fieldset></form>`,
    ],
    [
      'with the month in a list',
      `<form>${field('Name', 'Jane Doe', 'a')}<fieldset><legend>Date of birth</legend><input aria-label="Day" value="3"><select aria-label="Month"><option>March</option><option selected>April</option></select><input aria-label="Year" value="1990"></fieldset></form>`,
    ],
    [
      'in a description list',
      '<dl><dt>Name</dt><dd>DOE, Jane</dd><dt>Date of birth</dt><dd>3 April 1990</dd></dl>',
    ],
    [
      'in rows with headers',
      '<table><tr><th>Surname</th><td>Doe</td></tr><tr><th>Forename</th><td>Jane</td></tr><tr><th>DOB</th><td>03/04/1990</td></tr></table>',
    ],
    [
      'in a row of a list',
      '<table><thead><tr><th>Name</th><th>D.O.B.</th></tr></thead><tbody><tr><td>Jane Doe</td><td>03/04/1990</td></tr></tbody></table>',
    ],
    [
      'behind captions in bold',
      '<p><b>Name:</b> Ms Jane Doe</p><p><b>Date of birth:</b> 03/04/1990</p>',
    ],
    [
      'beside captions of a card',
      '<div><div class="field-label">Name</div><div>Jane Doe</div><div class="field-label">Date of birth</div><div>03-APR-1990</div></div>',
    ],
  ])('%s', (_where, html) => {
    expect(personsOn(html)).toEqual(['jane doe 1990-04-03']);
  });
});

describe('two people on one page', () => {
  const person = (id: string, given: string, family: string, birth: string): string =>
    `<fieldset>${field('Surname', family, `${id}a`)}${field('Forename', given, `${id}b`)}${field('Date of birth', birth, `${id}c`)}</fieldset>`;

  it('keep their own details', () => {
    const html = person('x', 'Jane', 'Doe', '3/4/1990') + person('y', 'Tom', 'Baker', '1/5/1980');
    expect(personsOn(html)).toEqual(['jane doe 1990-04-03', 'tom baker 1980-05-01']);
  });

  it('keep them in the rows of a list', () => {
    const html =
      '<table><tr><th>Surname</th><th>Forename</th><th>DOB</th></tr><tr><td>Doe</td><td>Jane</td><td>3/4/1990</td></tr><tr><td>Baker</td><td>Tom</td><td>1/5/1980</td></tr></table>';
    expect(personsOn(html)).toEqual(['jane doe 1990-04-03', 'tom baker 1980-05-01']);
  });

  it('do not share what only one of them has', () => {
    const html = person('x', 'Jane', 'Doe', '3/4/1990') + person('y', 'Tom', 'Baker', '');
    expect(personsOn(html)).toEqual(['jane doe 1990-04-03', 'tom baker']);
  });
});

describe('nobody is read', () => {
  it.each([
    ['in empty fields', `<form>${field('Surname', '', 'a')}${field('Forename', '', 'b')}</form>`],
    ['in the name of the officer', `<form>${field('Officer name', 'Ann Smith', 'a')}</form>`],
    ['in a password', '<input type="password" name="surname" value="Doe">'],
    ['in a hidden field', '<input type="hidden" name="surname" value="Doe">'],
    ['in a tick box', '<label><input type="checkbox" value="1" checked> Name known</label>'],
    ['in a heading that is no caption', '<h2>Name</h2><p>Describe what happened.</p>'],
    ['in a text beside a caption', `<p><b>Name:</b> ${'and what was said then '.repeat(8)}</p>`],
    ['where only a first name stands', `<form>${field('Forename', 'Jane', 'a')}</form>`],
  ])('%s', (_where, html) => {
    expect(personsOn(html)).toEqual([]);
  });
});
