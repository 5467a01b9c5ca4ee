/** Two records of one person agree, however their fields are called and filled in. */
import { describe, expect, it } from 'vitest';
import { compileLexicon } from '../../../core/forms/lexicon.ts';
import type { SourceText } from '../../../core/forms/snapshot.ts';
import { dateOf, detailOf, personOf } from '../../../core/persons/details.ts';
import { lexiconFile } from '../../../core/policy/schema.ts';
import persons from '../../../policies/lexicon/persons.json' with { type: 'json' };

const lexicon = compileLexicon(lexiconFile.parse(persons).entries);

const label = (text: string) => detailOf([{ source: 'label', text }], lexicon);
const called = (text: string) => detailOf([{ source: 'name', text }], lexicon);

describe('a field', () => {
  it.each([
    ['Surname', 'family'],
    ['Victim surname', 'family'],
    ['Last name', 'family'],
    ['Family name', 'family'],
    ['Cyfenw', 'family'],
    ['Forename(s)', 'given'],
    ['First Name *', 'given'],
    ['Enw cyntaf', 'given'],
    ['Full name', 'full'],
    ['Name', 'full'],
    ['Victim name', 'full'],
    ['Enw / Name', 'full'],
    ['D.O.B.', 'birth'],
    ['Date of birth (dd/mm/yyyy)', 'birth'],
    ['Dyddiad geni', 'birth'],
    ['Date of birth - Day', 'birth-day'],
  ])('labelled "%s" holds the %s', (text, detail) => {
    expect(label(text)).toBe(detail);
  });

  it.each([
    ['victimSurname', 'family'],
    ['vic_forename1', 'given'],
    ['txtDOB', 'birth'],
    ['dob-year', 'birth-year'],
    ['personName', 'full'],
  ])('whose name is %s holds the %s', (text, detail) => {
    expect(called(text)).toBe(detail);
  });

  it.each([
    'Officer name',
    'Name of interpreter',
    'User name',
    'Middle name',
    'Maiden name',
    'Place of birth',
    'Country of birth',
    'Mother\u2019s surname',
    'Street name',
    'Enw canol',
    'Enw swyddog',
    'Reference',
    'Name the place where it happened and what was said',
  ])('labelled "%s" holds nothing by which a person is found', (text) => {
    expect(label(text)).toBeNull();
  });

  it('is what the officer reads, before what a programmer called it', () => {
    const names: SourceText[] = [
      { source: 'label', text: 'Surname' },
      { source: 'name', text: 'forename' },
    ];
    expect(detailOf(names, lexicon)).toBe('family');
  });
});

describe('a date of birth', () => {
  it.each([
    '03/04/1990',
    '3/4/1990',
    '3.4.90',
    '03-04-1990',
    '1990-04-03',
    '03041990',
    '3 April 1990',
    '3 Apr 90',
    '03-APR-1990',
    '3 Ebrill 1990',
    '1990-04-03T00:00:00',
  ])('written %s is the third of April 1990', (text) => {
    expect(dateOf(text)).toBe('1990-04-03');
  });

  it.each(['', 'unknown', '32/01/1990', '01/13/1990', '1990', 'April', '03/04/90000'])(
    'written "%s" is none',
    (text) => {
      expect(dateOf(text)).toBe('');
    },
  );

  it('of two figures is never in the time to come', () => {
    expect(dateOf('1/2/03')).toBe('2003-02-01');
    expect(dateOf('1/2/75')).toBe('1975-02-01');
  });

  it('may be typed in three fields', () => {
    const parts = { 'birth-day': '3', 'birth-month': 'April', 'birth-year': '1990' };
    expect(personOf({ family: 'Doe', ...parts })?.birth).toBe('1990-04-03');
    expect(personOf({ family: 'Doe', 'birth-day': '3' })?.birth).toBe('');
  });
});

describe('a person', () => {
  const jane = { given: 'jane', family: 'obrien', birth: '1990-04-03' };
  const birth = '03/04/1990';

  it.each([
    [{ given: 'Jane', family: 'O\u2019Brien', birth }],
    [{ given: 'JANE MARY', family: "O'BRIEN", birth }],
    [{ given: 'Jan\u00e9', family: 'Obrien', birth }],
    [{ full: "Ms Jane Mary O'Brien", birth }],
    [{ full: "O'BRIEN, Jane Mary", birth }],
    [{ full: 'Jane O\u200b\u2019Brien', birth }],
  ])('given as %j is Jane', (details) => {
    expect(personOf(details)).toEqual(jane);
  });

  it('without a name is nobody', () => {
    expect(personOf({ birth })).toBeNull();
    expect(personOf({ given: 'Jane', birth })).toBeNull();
    expect(personOf({ full: ' , ', birth })).toBeNull();
  });

  it('of one name has no other', () => {
    expect(personOf({ full: 'Suharto' })).toEqual({ given: '', family: 'suharto', birth: '' });
  });
});
