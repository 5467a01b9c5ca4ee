import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { CELLS, demandOf, occursAt } from '../../../core/policy/demand.ts';
import { changesIn, diff } from '../../../core/policy/diff.ts';
import { diffSentences } from '../../../core/policy/diff-words.ts';
import type { Rule } from '../../../core/policy/model.ts';
import { inForceWith } from '../../../core/policy/policy-file.ts';
import { cellsIn } from '../../../core/policy/regions.ts';
import { compileTable } from '../../../core/policy/table.ts';
import { onDay } from '../../../core/policy/trial.ts';
import type { Language, OffenceGroup, Rank } from '../../../core/vocabulary.ts';
import { baseline } from '../../../platform/baseline.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { speechIn } from '../../../tools/policy/speech.ts';
import { anyPack } from './any-policy.ts';
import { fileOf, packOf, RULE, TODAY } from './policy-files.ts';

// Many policies are tried; a busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

function sentences(before: unknown, after: unknown, language: Language = 'en'): readonly string[] {
  const [one, other] = [before, after].map((value) =>
    inForceWith(fileOf(value), baseline, onDay(TODAY)),
  );
  if (!one || !other) throw new Error('two policies are compared');
  return diffSentences(diff(one, other), speechIn(language));
}

const NOTHING = 'Nothing changes for officers.';
const national = baseline.pack;
const changed = (id: string, change: Partial<Rule>): unknown => ({
  ...national,
  rules: national.rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule)),
});

describe('what changes between two policies', () => {
  it('is told for exactly the cells in which an officer meets something else', () => {
    fc.assert(
      fc.property(anyPack('force', 6), anyPack('force', 6), (one, other) => {
        const [a, b] = [compileTable([national, one]), compileTable([national, other])];
        const changes = changesIn(a, b);
        const told = new Map<number, Set<string>>();
        for (const { change, cells, regions } of changes) {
          const held = new Set(regions.flatMap(cellsIn).filter(occursAt));
          expect([...held].sort((x, y) => x - y)).toEqual(cells);
          // No two sentences about one respect may meet in one cell.
          for (const cell of held) {
            const respects = told.get(cell) ?? new Set();
            expect(respects.has(change.of)).toBe(false);
            told.set(cell, respects.add(change.of));
          }
        }
        const differs = [...CELLS.keys()].filter(occursAt).filter((at) => {
          const [before, after] = [a, b].map(({ rules, winners }) =>
            demandOf(rules[winners[at] ?? 0]),
          );
          const asked = (demand = demandOf(undefined)) => [
            demand.outcome,
            demand.reasons,
            demand.authoriser,
          ];
          const isOther = JSON.stringify(asked(before)) !== JSON.stringify(asked(after));
          const isOtherText = before?.wording && after?.wording && before.wording !== after.wording;
          return isOther || isOtherText;
        });
        expect([...told.keys()].sort((x, y) => x - y)).toEqual(differs);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['the same policy', national, national],
    ['another version', national, { ...national, version: 'next' }],
    ['other sources', packOf([RULE]), packOf([{ ...RULE, sources: [] }])],
    ['another name of a rule', packOf([RULE]), packOf([{ ...RULE, id: 'renamed' }])],
    [
      'a rule for what was let through a moment ago, which no attempt is',
      packOf([RULE]),
      packOf([RULE, { ...RULE, id: 'again', when: { granted: true }, outcome: 'block' }]),
    ],
    [
      'a rule for suspects who are suspects as well, whom no record names',
      packOf([RULE]),
      packOf([RULE, { ...RULE, id: 'twice', when: { role: ['suspect'], dual: true } }]),
    ],
    ['a rule that the baseline outdoes', national, packOf([{ ...RULE, outcome: 'observe' }])],
    [
      'a rule split in two',
      packOf([{ ...RULE, when: { kind: ['pnc-check'] }, outcome: 'block' }]),
      packOf(
        [true, false].map((dual) => ({
          ...RULE,
          id: `dual-${dual}`,
          when: { kind: ['pnc-check'], dual },
          outcome: 'block',
        })),
      ),
    ],
    ['reasons where none is asked for', packOf([RULE]), packOf([{ ...RULE, reasons: ['RR-01'] }])],
    [
      'reasons in another order',
      national,
      {
        ...national,
        rules: national.rules.map((rule) => ({ ...rule, reasons: [...rule.reasons].reverse() })),
      },
    ],
    ['a host that is guarded anyway', {}, { sites: ['rms.a.police.uk', '*.b.police.uk'] }],
    ['a limit that is the national one', {}, { repeatMinutes: 60 }],
    ['the same rules as settings and as a pack', packOf([RULE]), { rules: [RULE] }],
  ])('is nothing for %s', (_, before, after) => {
    expect(sentences(before, after)).toEqual([NOTHING]);
    expect(sentences(after, before)).toEqual([NOTHING]);
  });

  it.each<[string, unknown, unknown, readonly string[]]>([
    [
      'a check that the baseline leaves alone',
      national,
      packOf([RULE]),
      [
        'Entering nationality or a travel document, on the record of a victim, for hate crime: policy becomes stricter, from “record only” to “ask to confirm”.',
      ],
    ],
    [
      'the same taken back',
      packOf([RULE]),
      national,
      [
        'Entering nationality or a travel document, on the record of a victim, for hate crime: policy becomes less strict, from “ask to confirm” to “record only”.',
      ],
    ],
    [
      'the rank that authorises',
      national,
      changed('victim-immigration-referral-approve', { authoriser: 'superintendent' }),
      [
        'Referring to Immigration Enforcement, on the record of a victim, a witness or another protected person: the lowest rank that may authorise was “an inspector” and becomes “a superintendent”.',
      ],
    ],
    [
      'a reason more and a reason less',
      national,
      changed('victim-immigration-referral-approve', {
        reasons: ['RR-04', 'RR-05', 'RR-10', 'RR-11', 'RR-99'],
      }),
      [
        'Referring to Immigration Enforcement, on the record of a victim, a witness or another protected person: these reasons are taken as well: Other lawful reason (RR-99).',
        'Referring to Immigration Enforcement, on the record of a victim, a witness or another protected person: these reasons are taken no more: Wrong match: not an immigration or PNC matter (RR-13).',
      ],
    ],
    [
      'another text',
      national,
      changed('unknown-pnc-check-inform', { wording: 'pnc-check' }),
      [
        'Running a PNC or LEDS check, on the record of a person whose role is not said or somebody whose role is not known: the officer reads the text “pnc-check” instead of “pnc-unknown-role”.',
      ],
    ],
    [
      'who closes what',
      { deciding: [{ from: '2026-12-01', otherUnit: true, rules: ['victim-pnc'] }] },
      {
        deciding: [
          {
            from: '2027-02-01',
            reasons: ['RR-02'],
            rank: 'inspector',
            people: 2,
            distinct: 'unit',
          },
        ],
        reviewers: [{ id: 'A-1' }],
        assignedHours: 8,
      },
      [
        'Whoever took an override is on it for this number of hours: 8, instead of 72.',
        'From 2027-02-01 on it takes an inspector or above, 2 people of different units who decide alike to close in review: for the reason Needed to investigate this crime (RR-02).',
        'It no longer takes somebody of another unit than the officer to close in review, as from 2026-12-01: held by victim-pnc.',
        'Other people are named as reviewers, or with another rank or unit.',
      ],
    ],
    [
      'all that is not about rules',
      {},
      {
        reasonWithinHours: 8,
        repeatMinutes: 0,
        sites: ['www.a.police.uk'],
        language: 'cy',
        force: { code: 'AF', name: 'A' },
        identity: { id: 'A-1', reviewer: true },
      },
      [
        'A life at risk has to be explained within this number of hours: 8, instead of 24.',
        'The same attempt is not asked about again for this number of minutes: 0, instead of 60.',
        'www.a.police.uk is guarded as well.',
        'Language of prompts: Welsh, instead of as each browser profile chooses.',
        'The settings are those of another force.',
        'The settings name another person, unit or right to review.',
      ],
    ],
  ])('is one plain sentence for each change: %s', (_, before, after, expected) => {
    expect(sentences(before, after)).toEqual(expected);
  });

  it('tells apart whose authority is asked for where nobody was asked before', () => {
    const by = (authoriser: Rank, group: OffenceGroup): Rule => ({
      ...RULE,
      id: `by-${authoriser}`,
      when: { ...RULE.when, group: [group] },
      outcome: 'approve',
      reasons: ['RR-01'],
      authoriser,
    });
    const after = packOf([by('sergeant', 'HATE'), by('superintendent', 'SEX')]);
    expect(
      sentences(national, after).map((each) =>
        /for (\w+ \w+ \w+|\w+ \w+):.* for (a \w+) or above/.exec(each)?.slice(1),
      ),
    ).toEqual([
      ['a sexual offence', 'a superintendent'],
      ['hate crime', 'a sergeant'],
    ]);
  });

  it('is said in Welsh, with the letters that change after "neu"', () => {
    expect(sentences(national, testForce, 'cy').slice(0, 1)).toEqual([
      "Cofnodi cenedligrwydd neu ddogfen deithio, ar gofnod dioddefwr neu dyst, ar gyfer cam-drin domestig, trosedd rywiol neu gaethwasiaeth fodern neu fasnachu pobl: mae'r polisi'n mynd yn llymach, o “cofnodi'n unig” i “dangos nodyn”.",
    ]);
  });

  it('is said in Welsh with the rank as it follows "i", and as it stands alone', () => {
    const referral = 'victim-immigration-referral-approve';
    const [rank] = sentences(national, changed(referral, { authoriser: 'sergeant' }), 'cy');
    expect(rank).toContain('y rheng isaf a gaiff awdurdodi fydd “rhingyll”, yn lle “arolygydd”.');
    const asks: Rule = { ...RULE, outcome: 'approve', reasons: ['RR-01'], authoriser: 'sergeant' };
    const [now] = sentences(national, packOf([asks]), 'cy');
    expect(now).toContain('i ringyll neu uwch awdurdodi');
  });

  it('tells of profiles by their names', () => {
    const profile = {
      id: 'p',
      name: 'Person card',
      version: '1',
      hosts: ['rms.a.police.uk'],
      paths: ['/*'],
      controls: [{ selector: '#a', treat: 'pnc-check' }],
    };
    const [without, with1, with2] = [
      {},
      { profiles: [profile] },
      { profiles: [{ ...profile, version: '2', paths: ['/person/*'] }] },
    ];
    expect(sentences(without, with1)).toEqual(['A site profile is added: Person card.']);
    expect(sentences(with1, with2)).toEqual(['A site profile is changed: Person card.']);
    expect(sentences(with2, without)).toEqual(['A site profile is taken away: Person card.']);
    const renumbered = { profiles: [{ ...profile, version: '2' }] };
    expect(sentences(with1, renumbered)).toEqual(['Nothing changes for officers.']);
  });

  it('tells of trials by rule and last day, and of what they hold only when they are over', () => {
    const until = (day: string) => packOf([{ ...RULE, mode: 'observe', until: day }]);
    expect(sentences(national, until('2026-12-31'))).toEqual([
      'Rule force-victim-context-warn is on trial until 2026-12-31: until then it only records.',
    ]);
    expect(sentences(until('2026-12-31'), until('2027-01-15'))).toEqual([
      'The trial of rule force-victim-context-warn ends on 2027-01-15, instead of 2026-12-31.',
    ]);
    const [held, over, ...none] = sentences(until('2026-12-31'), until('2026-11-29'));
    expect(held).toContain('for hate crime: policy becomes stricter, from “record only” to');
    expect(over).toBe('Rule force-victim-context-warn is on trial no more.');
    expect(none).toEqual([]);
  });

  it('names nobody', () => {
    const said = sentences({}, { identity: { id: 'PC-4711', unit: 'CID' } }).join();
    expect(said).not.toMatch(/4711|CID/);
  });

  it.each<Language>(['en', 'cy'])(
    'leaves no key and no place open in any sentence: %s',
    (language) => {
      fc.assert(
        fc.property(anyPack('national', 6), anyPack('national', 6), (one, other) => {
          for (const sentence of sentences(one, other, language))
            expect(sentence).not.toMatch(
              /[{}]|\b(?:kind|role|group|region|outcome|rank|diff|list)\.[a-z]/,
            );
        }),
        { numRuns: 40 },
      );
    },
  );
});
