/** What officers and supervisors may write, and what points to a person and is refused. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { excerptOf, identifierText } from '../../../core/policy/answers.ts';
import { findIdentifier } from '../../../core/policy/identifiers.ts';
import { promptWording, sayIn } from '../../../platform/wording.ts';

function lines(name: string): readonly string[] {
  const file = new URL(`../../guarded-text/${name}.txt`, import.meta.url);
  const all = readFileSync(file, 'utf8').trim().split('\n');
  return all.filter((line) => !line.startsWith('#'));
}

const SHOWN = ['Amina', 'Khalil', 'Miss Blessing Osagie'];

/** What was typed, and the part of it that points to a person. */
function canary(line: string) {
  const [before = '', part = '', after = ''] = line.split(/[⟦⟧]/);
  return { typed: before + part + after, from: before.length, to: before.length + part.length };
}

/** Canaries that pass, or at which other words are marked. */
function missed(name: string, shown: readonly string[] = []): readonly string[] {
  return lines(name).filter((line) => {
    const { typed, from, to } = canary(line);
    const found = findIdentifier(typed, shown);
    return found === null || found.at >= to || found.at + found.length <= from;
  });
}

describe('a name behind a colon, without any space', () => {
  it.each([
    'Surname:Okafor',
    'AKA:Okafor',
    'a.k.a:Okafor',
    'Enw:Okafor',
    'Cyfenw:Jones-Davies',
    'née:Okafor',
    'ref/Surname:Okafor',
    'Surname:Okafor\nAge:30',
  ])('is refused: %s', (text) => {
    expect(findIdentifier(text)).toMatchObject({ what: 'name' });
  });
});

describe('honest reasons', () => {
  it('are taken, at least 98 of 100, as officers write them in English and Welsh', () => {
    const honest = lines('honest');
    expect(honest.length).toBeGreaterThanOrEqual(300);
    const refused = honest.filter((text) => findIdentifier(text) !== null);
    expect(refused.length / honest.length, refused.join('\n')).toBeLessThanOrEqual(0.02);
  });

  it('are taken on the record of a victim as well, whose name they do not hold', () => {
    const honest = lines('honest');
    const refused = honest.filter((text) => findIdentifier(text, SHOWN) !== null);
    expect(refused.length / honest.length, refused.join('\n')).toBeLessThanOrEqual(0.02);
  });
});

describe('what points to a person', () => {
  it('is refused, all of it, and the officer is shown where it stands', () => {
    expect(lines('canaries').length).toBeGreaterThanOrEqual(200);
    expect(missed('canaries')).toEqual([]);
  });

  it('is refused where only the page says that it is a name', () => {
    expect(missed('named-on-the-page', SHOWN)).toEqual([]);
  });

  it.each([
    ['Mark', 'The suspect hit Mark with a bottle and ran off'],
    ['Will', 'Check is needed because Will has been threatened'],
    ['Li', 'Officers have spoken to Li and she is very afraid'],
    ['Zoë', 'We have to know whether zoe is safe in that house'],
  ])('is refused where the victim has a name that is a word as well: %s', (name, text) => {
    expect(findIdentifier(text, [name])).toMatchObject({ what: 'name' });
  });

  it.each([
    ['Mark', 'Mark on her neck, bruise on the jaw, she needs help'],
    ['Will', 'Officers will attend. Will she be safe until then?'],
    ['Grace Hope', 'There is hope that the grace period keeps him away'],
    ['Mr Van der Berg', 'Seen in a white van at the corner by the refuge'],
    ['Unknown Male', 'An unknown male is at the door with a hammer'],
    ['Dr Who', 'The dr says that the wound comes from a knife'],
  ])('is not seen in the word itself: %s', (name, text) => {
    expect(findIdentifier(text, [name])).toBeNull();
  });
});

describe('texts that the patterns were not made with', () => {
  /** Nothing but the page says that these are names, and a shape that nothing else tells of. */
  const ONLY_BY_THE_PAGE = ['Fatima', 'ioana popescu', 'sunita', "Mariam O'Connor"];
  const NOT_FOUND = 'CID person id / ⟦TRN 22 4017 88⟧';

  it('are taken where they are honest', () => {
    const honest = lines('held-out-honest');
    expect(honest).toHaveLength(150);
    expect(honest.filter((text) => findIdentifier(text) !== null)).toEqual([]);
  });

  it('are refused where they point to a person, but for what is declared', () => {
    expect(lines('held-out-canaries')).toHaveLength(100);
    const names = ONLY_BY_THE_PAGE.map((name) => `⟦${name}⟧`);
    const passed = missed('held-out-canaries');
    expect(passed.filter((line) => !names.some((name) => line.includes(name)))).toEqual([
      NOT_FOUND,
    ]);
    expect(passed).toHaveLength(names.length + 1);
    expect(missed('held-out-canaries', ONLY_BY_THE_PAGE)).toEqual([NOT_FOUND]);
  });

  it.each([
    'Spoke to PC 442 1430 hrs, CAD 1187 of 26/11/2026 refers',
    'Seen at 10 30 on 26 11 2026 by RV team, permit not needed',
    'Force reference MPS/004427/26 is the linked job',
    'Passport seized 26/11/2026 at 14 30, visa not looked at',
    'The court order is with Crown Court (see log)',
    'Refuge is who we called and Victim Support is her contact',
    'Same name as her sister, recorded twice',
    'See the vic statement and re Modern Slavery policy',
  ])('are taken where they only look like it: %s', (text) => {
    expect(findIdentifier(text)).toBeNull();
  });
});

describe('what is marked', () => {
  const typed = 'Please  call her mother on 07​700 900 123 before six, he is out until then.';
  const found = findIdentifier(typed);

  it('is what was typed, with what cannot be seen in it', () => {
    expect(found).toMatchObject({ what: 'phone' });
    expect(found && excerptOf(typed, found)).toEqual(
      ['… call her mother on ', '07​700 900 123', ' before six, he is out u…'].map((part, place) =>
        place === 0 ? `…${typed.slice(3, 27)}` : part,
      ),
    );
  });

  it.each(['en', 'cy'] as const)('is named, with what to write instead (%s)', (language) => {
    const say = sayIn(language, promptWording);
    const kinds = lines('canaries').map((line) => findIdentifier(canary(line).typed));
    const told = new Set(kinds.map((kind) => (kind ? identifierText(say, kind) : '')));
    expect(told.size).toBe(9);
    for (const text of told) expect(text).not.toMatch(/ui\.|\{/);
  });
});

it('takes no longer for a text that was made to take long', () => {
  const bodies = [
    'A',
    'Aa ',
    '1 ',
    '07',
    'a@',
    '+1-',
    'born 1',
    'Name: ',
    'IP, ',
    'A<',
    '1/',
    'oh ',
    'double ',
    '\u0301',
  ];
  const slow = bodies.filter((body) => {
    const text = body.repeat(2000 / body.length);
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5 && best > 40; round++) {
      const started = performance.now();
      findIdentifier(text, SHOWN);
      best = Math.min(best, performance.now() - started);
    }
    return best > 40;
  });
  expect(slow).toEqual([]);
});
