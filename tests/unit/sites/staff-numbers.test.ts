/** Nobody reviews what is their own under another way to write their number. */
import { describe, expect, it } from 'vitest';
import { barTo } from '../../../core/review/bars.ts';
import { foldCases } from '../../../core/review/cases.ts';
import { likeness } from '../../../core/sites/staff-numbers.ts';
import { reviewOutcomes } from '../../../platform/baseline.ts';
import { attempt, review } from '../review/headers.ts';

const SAME = [
  ['case', 'tf-4312'],
  ['blanks around it', '  TF-4312 '],
  ['blanks in it', 'T F - 4 3 1 2'],
  ['no hyphen', 'TF4312'],
  ['another mark', 'TF_4312'],
  ['a dot', 'TF.4312'],
  ['a long dash', 'TF–4312'],
  ['full width', 'ＴＦ－４３１２'],
  ['mathematical letters', '𝐓𝐅-𝟒𝟑𝟏𝟐'],
  ['letters in circles', 'ⓉⒻ-4312'],
  ['raised digits', 'TF-⁴³¹²'],
  ['a mark on a letter', 'T́F-4312'],
  ['a blank that takes no room', 'TF\u200b-4312'],
  ['a joiner', 'TF-43\u200d12'],
  ['a byte order mark', '\ufeffTF-4312'],
  ['a soft hyphen', 'TF-43\u00ad12'],
  ['a turn of direction', '\u202eTF-4312\u202c'],
  ['a blank that does not break', 'TF\u00a04312'],
  ['a filler of Korean', 'TF-4312\u3164'],
  ['a variation selector', 'TF-4312\ufe0f'],
] as const;

const MAY_BE = [
  ['a Cyrillic letter', 'ТF-4312'],
  ['a Greek letter', 'ΤF-4312'],
  ['a Cherokee letter', 'ᎢF-4312'],
  ['an Armenian letter', 'TF-4312օ'],
  ['digits of another script', 'TF-٤٣١٢'],
  ['an I for a one', 'TF-43I2'],
  ['an l for a one', 'TF-43l2'],
  ['the digits alone', '4312'],
  ['a rank before them', 'PC4312'],
  ['another rank before them', 'DS 4312'],
  ['a rank before all of it', 'PS-TF-4312'],
  ['a longer rank before all of it', 'DInsp.TF4312'],
  ['the letters of the force behind it', '4312-TF'],
  ['noughts before them', 'TF-004312'],
  ['nothing that can be seen', '\u200b\u200b'],
] as const;

const OTHER = [
  ['another number', 'TF-4313'],
  ['another force', 'NP-4312'],
  ['digits the other way round', 'TF-2134'],
  ['a digit more', 'TF-43120'],
  ['a letter behind it', 'TF-4312A'],
  ['another force behind it', '4312-NP'],
  ['a rank and another force', 'PS-NP-4312'],
  ['nothing', ''],
] as const;

describe('a staff number', () => {
  it.each(SAME)('is the same with %s', (_how, other) => {
    expect(likeness('TF-4312', other)).toBe('same');
    expect(likeness(other, 'TF-4312')).toBe('same');
  });

  it.each(MAY_BE)('may be the same with %s', (_how, other) => {
    expect(likeness('TF-4312', other)).toBe('may-be');
    expect(likeness(other, 'TF-4312')).toBe('may-be');
  });

  it.each(OTHER)('is another with %s', (_how, other) => {
    expect(likeness('TF-4312', other)).toBe('other');
    expect(likeness(other, 'TF-4312')).toBe('other');
  });

  it.each([
    ['TF-O1O', 'TF-010', 'may-be'],
    ['SB-55', '5B-SS', 'may-be'],
    ['rn7', 'm7', 'may-be'],
    ['PC100', 'PS100', 'may-be'],
    ['PC-TF-100', 'PS-TF-100', 'may-be'],
    ['DCP-100', 'P-100', 'other'],
    ['AB-12', 'CD-12', 'other'],
    ['1234A', '1234B', 'other'],
    ['j.jones', 'J.Jones', 'same'],
    ['j.jones', 'j.james', 'other'],
    ['', '', 'same'],
  ] as const)('%s and %s: %s', (one, two, known) => {
    expect(likeness(one, two)).toBe(known);
  });
});

describe('whoever may have had a part in an override', () => {
  const fold = (officer: string, by: string | null, decided?: string) => {
    const authorisation =
      by === null ? null : ({ status: 'claimed', by, rank: 'inspector' } as const);
    const decisions = decided ? [{ ...review(2, 1, 'RV-1'), reviewer: decided }] : [];
    const [found] = foldCases(
      [attempt(1, { officer, authorisation }), ...decisions],
      reviewOutcomes,
    );
    if (!found) throw new Error('one case was expected');
    return found;
  };
  const barred = (officer: string, by: string | null) =>
    barTo({ id: 'TF-9001', isReviewer: true }, fold(officer, by));

  it.each([
    ['TF9001', null, 'own-override'],
    ['9001', null, 'may-be-own'],
    ['ТF-9001', null, 'may-be-own'],
    ['TF-4312', 'tf 9001', 'authorised-it'],
    ['TF-4312', 'PS9001', 'may-have-authorised'],
    ['TF-4312', 'TF-9OO1', 'may-have-authorised'],
    ['9001', 'TF-9001', 'authorised-it'],
    ['TF-4312', 'TF-9002', null],
  ] as const)('is barred and told which: made by %s, authorised by %s: %s', (officer, by, bar) => {
    expect(barred(officer, by)).toBe(bar);
  });

  it('has decided nothing: such a decision counts for nothing, and the override is open', () => {
    expect(fold('TF-4312', null, '4312').state).toBe('open');
    expect(fold('TF-4312', 'TF-9001', 'TF9001').state).toBe('open');
    expect(fold('TF-4312', 'TF-9001', 'TF-9002').state).toBe('decided');
  });
});
