/** Which profile a page has, what of it has to be on the screen, and patterns that stay fast. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globMatches, globsMeet } from '../../../core/sites/glob.ts';
import { staffNumberIn } from '../../../core/sites/officer.ts';
import {
  mergeProfiles,
  neededSelectors,
  profileFor,
  profilesOn,
} from '../../../core/sites/profile.ts';
import { siteProfile } from '../../../core/sites/schema.ts';
import { CARD } from './profiles.ts';

const card = siteProfile.parse(CARD);

function at(host: string, path: string, query = '', fragment = '') {
  return { host, path, query, fragment };
}

describe('the profile of a page', () => {
  it.each([
    ['on its host and path', at('rms.force.police.uk', '/card/TF/1'), true],
    ['on another path', at('rms.force.police.uk', '/custody/1'), false],
    ['on another host', at('rms.other.police.uk', '/card/1'), false],
    ['on a host below it', at('a.rms.force.police.uk', '/card/1'), false],
  ])('is found %s: %s', (_, place, isFound) => {
    expect(profileFor([card], place) !== null).toBe(isFound);
  });

  it('may depend on a screen that only the query or the fragment names', () => {
    const old = { ...card, paths: ['/app.do?screen=person*'] };
    const single = { ...card, paths: ['/app/#/victims/*'] };
    const host = 'rms.force.police.uk';
    expect(profileFor([old], at(host, '/app.do', '?screen=person&id=7'))).toBe(old);
    expect(profileFor([old], at(host, '/app.do', '?screen=vehicle'))).toBeNull();
    expect(profileFor([single], at(host, '/app/', '?v=2', '#/victims/7'))).toBe(single);
    expect(profileFor([single], at(host, '/app/', '', '#/suspects/7'))).toBeNull();
  });

  it("is the force's own before a shipped one, and instead of one of the same id", () => {
    const own = { ...card, version: '2' };
    const other = { ...card, id: 'other' };
    expect(mergeProfiles([card, other], [own])).toEqual([own, other]);
  });

  it('travels only to pages of its hosts, or where the host is not known', () => {
    expect(profilesOn([card], 'rms.force.police.uk')).toEqual([card]);
    expect(profilesOn([card], 'www.force.police.uk')).toEqual([]);
    expect(profilesOn([card], null)).toEqual([card]);
  });
});

describe('what has to be on the screen', () => {
  it('is every mark that is not optional, under its name in the profile', () => {
    const profile = siteProfile.parse({
      ...CARD,
      roles: [
        { block: '#victim', is: 'victim' },
        { says: '#role' },
        { says: '#x', optional: true },
      ],
      reference: { selector: '#ref' },
      flags: [{ selector: '.da', group: 'DA', optional: true }],
      offences: [{ selector: '#offence' }],
    });
    expect(neededSelectors(profile).map(({ key }) => key)).toEqual([
      'roles[0].block',
      'roles[1].says',
      'reference',
      'offences[0]',
      'controls[0]',
    ]);
  });
});

describe('a pattern with stars', () => {
  it.each([
    ['/a', '/a', true],
    ['/a', '/ab', false],
    ['/a/*', '/a/', true],
    ['/a/*/c', '/a/b/c', true],
    ['/a/*/c', '/a/c', false],
    ['*/edit', '/a/b/edit', true],
    ['/*/x/*/y', '/1/x/2/y', true],
    ['/*/x/*/y', '/1/x/y', false],
    ['**', '', true],
    ['/ab*ba', '/aba', false],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(globMatches(pattern, text)).toBe(expected);
  });

  it('says the same as the regular expression it stands for', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    fc.assert(
      fc.property(
        piece,
        fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 }),
        (pattern, text) => {
          const expression = new RegExp(`^${pattern.replace(/\*+/g, '[ab]*')}$`);
          expect(globMatches(pattern, text)).toBe(expression.test(text));
        },
      ),
    );
  });

  it('meets another exactly where some text fits both', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 4 });
    const texts = [''];
    for (const text of texts) if (text.length < 7) texts.push(`${text}a`, `${text}b`);
    fc.assert(
      fc.property(piece, piece, (one, other) => {
        const both = texts.some((text) => globMatches(one, text) && globMatches(other, text));
        expect(globsMeet(one, other)).toBe(both);
      }),
    );
  });
});

describe('the staff number that a page shows', () => {
  it.each([
    ['TF-4312', 'TF-4312'],
    ['PC 4312 Example', '4312'],
    ['Signed in: DC (ab1234)', 'AB1234'],
  ])('is read from %s', (text, number) => {
    expect(staffNumberIn(text)).toBe(number);
  });

  it.each([
    ['a name', 'Ana Example'],
    ['a date of birth', '17 04 1991'],
    ['a date with slashes', '17/04/1991'],
    ['a phone number', '07700900123'],
    ['the number of a document', 'ZX1234567'],
    ['two numbers', 'PC 4312 on TF/000001/26'],
    ['a whole paragraph', `4312 ${'word '.repeat(20)}`],
    ['an e-mail address', 'pc4312@force.police.uk'],
  ])('is not %s', (_, text) => {
    expect(staffNumberIn(text)).toBeNull();
  });
});
