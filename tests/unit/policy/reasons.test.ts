import { describe, expect, it } from 'vitest';
import { isRecordReference } from '../../../core/ledger/reference.ts';
import { decide } from '../../../core/policy/decide.ts';
import { findIdentifier } from '../../../core/policy/identifiers.ts';
import {
  authoriserFor,
  isRankEnough,
  MAX_EXPLANATION,
  ROLE_CORRECTED,
  reasonFault,
  TO_FOLLOW,
} from '../../../core/policy/reasons.ts';
import { compileTable } from '../../../core/policy/table.ts';
import type { OffenceGroup, SignalKind } from '../../../core/vocabulary.ts';
import { baseline, reasonCodes } from '../../../platform/baseline.ts';

const safety = reasonCodes.find(({ code }) => code === 'RR-01');

describe('a reason that asks for a second person', () => {
  /** What is asked for at one point of the decision domain. */
  function asked(code: string | null, kind: SignalKind, group: OffenceGroup): string | null {
    const about = { role: 'victim', dual: false, ordinal: 1, confidence: 1, because: [] } as const;
    const decision = decide({ ...about, kind, group }, compileTable([baseline.pack]));
    return authoriserFor(
      decision,
      reasonCodes.find((each) => each.code === code),
    );
  }

  it.each([
    ['immigration-lookup', 'RR-01', null, 'inspector'],
    ['immigration-lookup', 'RR-02', 'sergeant', 'inspector'],
    ['immigration-lookup', 'RR-05', null, 'inspector'],
    ['immigration-lookup', 'RR-09', 'inspector', 'inspector'],
    ['immigration-lookup', 'RR-11', 'sergeant', 'inspector'],
    ['immigration-lookup', 'RR-13', null, 'inspector'],
    ['immigration-lookup', 'RR-99', 'inspector', 'inspector'],
    ['immigration-lookup', ROLE_CORRECTED, null, null],
    ['pnc-check', 'RR-01', null, null],
    ['pnc-check', 'RR-02', 'sergeant', 'inspector'],
    ['pnc-check', 'RR-03', null, null],
    ['pnc-check', 'RR-09', 'inspector', 'inspector'],
    ['immigration-referral', 'RR-04', 'inspector', 'inspector'],
    ['immigration-referral', 'RR-10', 'inspector', 'superintendent'],
    ['immigration-field', 'RR-08', null, null],
    ['immigration-field', 'RR-11', null, 'sergeant'],
  ] as const)(
    '%s under %s: %s, and %s where the offence is sensitive',
    (kind, code, usual, sensitive) => {
      expect(asked(code, kind, 'OTHER')).toBe(usual);
      expect(asked(code, kind, 'DA')).toBe(sensitive);
      expect(asked(code, kind, 'HATE')).toBe(sensitive);
    },
  );

  it('asks for nobody before a reason is chosen, but where the rule does', () => {
    expect(asked(null, 'pnc-check', 'DA')).toBeNull();
    expect(asked(null, 'immigration-referral', 'OTHER')).toBe('inspector');
  });

  it('asks for nobody beforehand where life is at risk', () => {
    const ofLife = reasonCodes.filter(({ code }) => code === 'RR-01' || code === TO_FOLLOW);
    expect(ofLife).toHaveLength(2);
    for (const { secondAuthorisation, whenSensitive } of ofLife)
      expect([secondAuthorisation, whenSensitive]).toEqual(['none', undefined]);
  });

  it('is enough for a higher rank, and never for a lower one', () => {
    expect(isRankEnough('superintendent', 'inspector')).toBe(true);
    expect(isRankEnough('inspector', 'inspector')).toBe(true);
    expect(isRankEnough('sergeant', 'inspector')).toBe(false);
  });
});

describe('an explanation that is not one', () => {
  it.each([
    ['nothing', '', 'empty'],
    ['spaces', '      \n\t  ', 'empty'],
    ['a word', 'safety', 'too-short'],
    ['one character short', 'Risk of serious harm tonight.', 'too-short'],
    ['spaces to make up the length', `needed${' '.repeat(60)}`, 'too-short'],
    ['one key held down', 'a'.repeat(60), 'repeats'],
    ['a few keys', 'asdfasdfasdfasdfasdfasdfasdfasdfasdf', 'repeats'],
    ['one word again and again', 'justified justified justified justified justified', 'repeats'],
    ['dots', '. . . . . . . . . . . . . . . . . . . . . . .', 'repeats'],
    ['more than anybody reads', 'Risk to the victim. '.repeat(60), 'too-long'],
  ])('is refused: %s', (_, text, code) => {
    expect(reasonFault(safety, text)?.code).toBe(code);
  });

  it('is refused without a reason code', () => {
    expect(reasonFault(undefined, 'A good explanation of thirty characters')).toEqual({
      code: 'no-reason-code',
    });
  });

  it('says how much is missing', () => {
    expect(reasonFault(safety, 'Risk tonight')).toEqual({ code: 'too-short', needs: 30, has: 12 });
    expect(reasonFault(safety, 'ab cd ef gh '.repeat(100))).toEqual({
      code: 'too-long',
      most: MAX_EXPLANATION,
    });
  });
});

describe('an explanation that gives the victim away', () => {
  it.each([
    ['a date of birth', 'Born 12/03/1984 and at risk from her former partner', 'date-of-birth'],
    ['a date of birth, reversed', 'Born 1984-03-12 and at risk from a partner', 'date-of-birth'],
    [
      'a passport number',
      'Passport 123456789 was taken from her by the suspect',
      'document-number',
    ],
    [
      'a Home Office reference',
      'See A1234567/001 about the risk that she faces',
      'document-number',
    ],
    ['a GWF number', 'See gwf 012345678 about the risk that she faces now', 'document-number'],
    [
      'a National Insurance number',
      'She is AB 12 34 56 C on the employer’s list',
      'national-insurance',
    ],
    ['a mobile number', 'Call her on 07700 900123 before the visit tonight', 'phone'],
    ['a postcode', 'She lives at SW1A 1AA and he knows the address', 'postcode'],
    ['an email address', 'Write to victim.one@example.org about the safety plan', 'email'],
  ])('is refused: %s', (_, text, what) => {
    expect(reasonFault(safety, text)).toMatchObject({ code: 'holds-identifier', what });
  });
});

describe('an explanation that counts', () => {
  it.each([
    'Suspect has threatened to kill her tonight; need to know if he has firearms.',
    'Risg uniongyrchol i’r dioddefwr heno; mae angen gwybod am arfau yn y cartref.',
    'Witness asked us to confirm leave to travel for the hearing at the Crown Court.',
    'Line of enquiry: exhibit 4 is a stolen document; the victim was asked and agreed.',
    'Incident 42 of 3 November 2026: knife seen, two officers going to the address.',
    '   Risk of harm to the child in the flat; result decides whether we enter.   ',
  ])('%s', (text) => {
    expect(reasonFault(safety, text)).toBeNull();
  });
});

describe('a record reference', () => {
  it.each(['TF/12345/26', '42/0012345/26', 'CR-2026-004512', '54E/1234/26', 'OCC/1/20456'])(
    'is taken: %s',
    (text) => {
      expect(isRecordReference(text)).toBe(true);
    },
  );

  it.each([
    'Amina Khalil',
    'KHALIL/AMINA',
    'Khalil-1984',
    '12/03/1984',
    '12-03-84',
    '1984-03-12',
    '020-7946-0123',
    '07700-900123',
    '1234-5678-9012-3456',
    'A1234567/001',
    'TF/1/26',
    'TF/12345/26 Amina',
    '',
    '/',
  ])('is not: %s', (text) => {
    expect(isRecordReference(text)).toBe(false);
  });
});

it('finds no identifier in the wording of a reason', () => {
  for (const { label, mustState } of reasonCodes)
    for (const text of [label.en, label.cy, mustState.en, mustState.cy])
      expect(findIdentifier(text)).toBeNull();
});
