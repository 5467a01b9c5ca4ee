/** What a site profile may change about a reading, and what it may not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify, classifyOnSite } from '../../../core/forms/classify.ts';
import { groupSaid, roleSaid, type SiteSaid } from '../../../core/forms/site-said.ts';
import type { FormSnapshot } from '../../../core/forms/snapshot.ts';
import { decide } from '../../../core/policy/decide.ts';
import { compileTable } from '../../../core/policy/table.ts';
import { TREATMENTS } from '../../../core/sites/profile.ts';
import {
  isProtected,
  OFFENCE_GROUPS,
  outcomeRank,
  ROLES,
  SIGNAL_KINDS,
} from '../../../core/vocabulary.ts';
import { baseline } from '../../../platform/baseline.ts';
import { builtLexicon } from '../../../tools/inspect/lexicon.ts';
import { block, button, field, titled } from './snapshots.ts';

const lexicon = builtLexicon();
const table = compileTable([baseline.pack]);

const NOTHING: SiteSaid = { treat: null, address: null, role: null, group: 'OTHER', holds: true };

function said(over: Partial<SiteSaid>): SiteSaid {
  return { ...NOTHING, ...over };
}

function read(snapshot: FormSnapshot, site: SiteSaid) {
  return classifyOnSite({ ...snapshot, site }, lexicon).map(({ classification, trust }) => ({
    ...classification,
    outcome: decide(classification, table, { trust, granted: false }).outcome,
    trust,
  }));
}

function strictest(snapshot: FormSnapshot, site: SiteSaid): number {
  return Math.max(0, ...read(snapshot, site).map(({ outcome }) => outcomeRank(outcome)));
}

function generic(snapshot: FormSnapshot): number {
  const classification = classify(snapshot, lexicon);
  return classification ? outcomeRank(decide(classification, table).outcome) : 0;
}

const victim = { role: 'victim', dual: false, isFixed: false } as const;
const suspect = { role: 'suspect', dual: false, isFixed: false } as const;

describe('a site profile', () => {
  it('makes a look-up of a control whose words say nothing', () => {
    const [reading] = read(button('ENQ 2'), said({ treat: 'immigration-lookup', role: victim }));
    expect(reading).toMatchObject({
      kind: 'immigration-lookup',
      role: 'victim',
      outcome: 'justify',
      trust: 'profile',
    });
  });

  it('makes a referral of a link by the address that it asks', () => {
    const [reading] = read(
      button('FORM 3'),
      said({ address: 'immigration-referral', role: victim }),
    );
    expect(reading).toMatchObject({ kind: 'immigration-referral', outcome: 'approve' });
  });

  it("says the role where the page's own words do not", () => {
    const [reading] = read(button('Run PNC check'), said({ role: suspect }));
    expect(reading).toMatchObject({ role: 'suspect', outcome: 'allow' });
  });

  it('corrects a role that was read wrongly, where this record says so', () => {
    const wrong = button('Run PNC check', { blocks: [block('Victim of the suspect')] });
    expect(read(wrong, said({ role: suspect }))[0]).toMatchObject({ role: 'suspect' });
  });

  it('adds the offence group and never takes one away', () => {
    const rape = { page: { ...titled().page, offences: ['Rape'] } };
    const [added] = read(button('Check immigration status'), said({ role: victim, group: 'DA' }));
    expect(added).toMatchObject({ group: 'DA', outcome: 'approve' });
    const [kept] = read(button('Check immigration status', rape), said({ role: victim }));
    expect(kept).toMatchObject({ group: 'SEX', outcome: 'approve' });
  });

  it('ignores a control that only seems to be of concern', () => {
    expect(read(field('Nationality plate'), said({ treat: 'ignore', role: victim }))).toEqual([]);
  });

  it.each([
    ['Check immigration status'],
    ['Refer to Immigration Enforcement'],
    ['Run PNC check'],
    ['Gwirio statws mewnfudo'],
  ])('does not ignore a control that says plainly: %s', (text) => {
    const [reading] = read(button(text), said({ treat: 'ignore', role: victim }));
    expect(reading?.role).toBe('victim');
  });

  it('declares no victim to be a suspect', () => {
    const on = button('Run PNC check', { blocks: [block('Victim 1')] });
    const [reading] = read(on, said({ role: { ...suspect, isFixed: true } }));
    expect(reading).toMatchObject({ role: 'victim', outcome: 'justify' });
  });
});

describe('a site profile whose marks are not all on the screen', () => {
  it('is not trusted, and the stricter of both readings counts', () => {
    const on = button('Run PNC check', { blocks: [block('Victim 1')] });
    const readings = read(on, said({ role: suspect, holds: false }));
    expect(readings.map(({ trust }) => trust)).not.toContain('profile');
    expect(readings.some(({ role }) => role === 'victim')).toBe(true);
    expect(strictest(on, said({ role: suspect, holds: false }))).toBe(outcomeRank('justify'));
  });

  it('does not make anything be ignored', () => {
    const nationality = field('Nationality', { blocks: [block('Victim 1')] });
    expect(read(nationality, said({ treat: 'ignore', holds: false }))).not.toEqual([]);
  });

  it('still adds what it says of the control', () => {
    expect(
      strictest(button('ENQ 2'), said({ treat: 'immigration-lookup', role: victim, holds: false })),
    ).toBe(outcomeRank('justify'));
  });
});

describe('whatever a profile says', () => {
  const texts = [
    'Check immigration status',
    'PNC',
    'ENQ 1',
    'Nationality',
    'Refer to UKVI',
    'Save',
    'Visa status',
  ];
  const blocks = [[], [block('Victim 1')], [block('Suspect 1')], [block('Person')]];
  const anySaid = fc.record({
    treat: fc.option(fc.constantFrom(...TREATMENTS)),
    address: fc.option(fc.constantFrom(...SIGNAL_KINDS)),
    role: fc.option(
      fc.record({
        role: fc.constantFrom(...ROLES),
        dual: fc.constant(false),
        isFixed: fc.boolean(),
      }),
    ),
    group: fc.constantFrom(...OFFENCE_GROUPS),
    holds: fc.boolean(),
  });
  const anySnapshot = fc.record({
    text: fc.constantFrom(...texts),
    isButton: fc.boolean(),
    blocks: fc.constantFrom(...blocks),
  });
  const built = ({
    text,
    isButton,
    blocks: around,
  }: {
    text: string;
    isButton: boolean;
    blocks: FormSnapshot['blocks'];
  }) => (isButton ? button(text, { blocks: around }) : field(text, { blocks: around }));

  it('a page that it does not fit is never read more loosely than without it', () => {
    fc.assert(
      fc.property(anySnapshot, anySaid, (parts, site) => {
        const snapshot = built(parts);
        expect(strictest(snapshot, { ...site, holds: false })).toBeGreaterThanOrEqual(
          generic(snapshot),
        );
      }),
    );
  });

  it('a role that it declares never takes the protection from a protected person', () => {
    fc.assert(
      fc.property(anySnapshot, anySaid, (parts, site) => {
        const snapshot = built(parts);
        const without = classify(snapshot, lexicon);
        fc.pre(without !== null && isProtected(without.role));
        const role = site.role && { ...site.role, isFixed: true };
        for (const reading of read(snapshot, { ...site, role }))
          expect(isProtected(reading.role)).toBe(true);
      }),
    );
  });
});

describe('the words of a records system', () => {
  const own = [
    { text: 'V/1', role: 'victim' },
    { text: 'Sus', role: 'suspect' },
  ] as const;

  it.each([
    [['v 1'], 'victim'],
    [['SUS'], 'suspect'],
    [['Witness'], 'witness'],
    [['Dioddefwr'], 'victim'],
    [['SUS', 'V/1'], 'victim'],
    [['X9'], undefined],
    [[], undefined],
  ])('%j say the role %s', (texts, role) => {
    expect(roleSaid(texts, own, lexicon)?.role).toBe(role);
  });

  it('that say victim and suspect say both', () => {
    expect(roleSaid(['V/1', 'SUS'], own, lexicon)?.dual).toBe(true);
    expect(roleSaid(['V/1', 'Witness'], own, lexicon)?.dual).toBe(false);
  });

  it('say the offence before the lexicon does', () => {
    const words = [{ text: '105/07', group: 'DA' }] as const;
    expect(groupSaid(['105/07'], words, lexicon)).toBe('DA');
    expect(groupSaid(['Rape'], words, lexicon)).toBe('SEX');
    expect(groupSaid(['049/01'], words, lexicon)).toBe('OTHER');
  });
});
