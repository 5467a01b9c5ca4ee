import { describe, expect, it } from 'vitest';
import { assemblePolicy, readManagedSettings } from '../../../core/policy/assemble.ts';
import { NEVER } from '../../../core/policy/trial.ts';
import { textHash } from '../../../core/text-hash.ts';
import { LANGUAGES } from '../../../core/vocabulary.ts';
import { baseline } from '../../../platform/baseline.ts';
import { sayIn } from '../../../platform/wording.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import cy from '../../../policies/wording/pages.cy.json' with { type: 'json' };
import en from '../../../policies/wording/pages.en.json' with { type: 'json' };
import { problemsIn } from './policy-files.ts';

const rule = {
  id: 'force-victim-lookup-approve',
  when: { kind: ['immigration-lookup'], role: ['victim'] },
  outcome: 'approve',
  reasons: ['RR-01'],
  authoriser: 'superintendent',
  wording: 'immigration-lookup',
  sources: [],
};

function fieldsRefused(value: unknown): readonly string[] {
  const reading = readManagedSettings(value, baseline);
  return reading.ok ? [] : reading.errors.map(({ field }) => field);
}

describe('settings that force IT delivers', () => {
  it.each([
    ['nothing at all', {}],
    ['the sample force', testForce],
    ['a rule of the force', { rules: [rule] }],
    ['settings with a list of what they contain', { contains: ['language'], language: 'cy' }],
    ['a list of no settings, and no settings', { contains: [] }],
    [
      'any known reason where the baseline asks for none',
      { rules: [{ ...rule, when: { kind: ['immigration-context'] }, reasons: ['RR-03'] }] },
    ],
    [
      'another reason in a rule that the baseline outdoes',
      { rules: [{ ...rule, outcome: 'justify', reasons: ['RR-03'] }] },
    ],
    ['more hosts to guard', { sites: ['rms.force.police.uk', '*.crime.force.police.uk'] }],
    ['texts in Welsh, and with line breaks', { force: { code: 'TF', name: 'Heddlu Sŵn\nDyfed' } }],
  ])('are taken: %s', (_, value) => {
    expect(fieldsRefused(value)).toEqual([]);
  });

  it.each([
    [
      'a setting that the browser withheld',
      { contains: ['rules', 'language'], language: 'en' },
      'rules',
    ],
    ['a setting that the list of them leaves out', { contains: [], language: 'en' }, 'language'],
    ['a list that names what does not exist', { contains: ['ruels'] }, 'contains[0]'],
    ['a setting that does not exist', { forse: {} }, '(the settings as a whole)'],
    ['a force code in small letters', { force: { code: 'tf', name: 'T' } }, 'force.code'],
    ['a force without a name', { force: { code: 'TF' } }, 'force.name'],
    ['a name where a staff number belongs', { identity: { id: 'John Smith' } }, 'identity.id'],
    ['a language that is not offered', { language: 'fr' }, 'language'],
    ['a host with a scheme', { sites: ['https://rms.police.uk'] }, 'sites[0]'],
    ['a host outside of police.uk', { sites: ['*.crime.local'] }, 'sites[0]'],
    ['a host that only ends like police.uk', { sites: ['notpolice.uk'] }, 'sites[0]'],
    ['a pattern for every host', { sites: ['rms.police.uk', '*'] }, 'sites[1]'],
    [
      'an outcome that does not exist',
      { rules: [{ ...rule, outcome: 'skip' }] },
      'rules[0].outcome',
    ],
    [
      'a role that does not exist',
      { rules: [{ ...rule, when: { role: ['boss'] } }] },
      'rules[0].when.role[0]',
    ],
    ['an empty condition', { rules: [{ ...rule, when: { role: [] } }] }, 'rules[0].when.role'],
    [
      'a reason code that is not ours',
      { rules: [{ ...rule, reasons: ['RR-77'] }] },
      'rules[0].reasons[0]',
    ],
    [
      'a hold with no way to give a reason',
      { rules: [{ ...rule, reasons: [] }] },
      'rules[0].reasons',
    ],
    [
      'wording that nobody wrote',
      { rules: [{ ...rule, wording: 'my-wording' }] },
      'rules[0].wording',
    ],
    [
      'an approval by nobody',
      { rules: [{ ...rule, authoriser: undefined }] },
      'rules[0].authoriser',
    ],
    [
      'a stricter rule that takes a reason which the baseline bars',
      { rules: [{ ...rule, reasons: ['RR-01', 'RR-03'] }] },
      'rules[0].reasons[1]',
    ],
    ['settings that are text', 'text', '(the settings as a whole)'],
    [
      'a character that a settings file cannot carry',
      { force: { code: 'TF', name: 'Test\u001b[31m' } },
      'force.name',
    ],
    ['half of a character', { policyVersion: '\ud800' }, 'policyVersion'],
  ])('are refused with the field: %s', (_, value, field) => {
    expect(fieldsRefused(value)).toContain(field);
  });

  it.each([1e308, -1e308])(
    'are refused with one reason for one number that is out of bounds: %s',
    (number) => {
      const value = { repeatMinutes: number };
      expect(fieldsRefused(value)).toEqual(['repeatMinutes']);
      const told = problemsIn(JSON.stringify(value)).map(({ instead }) => instead);
      expect(told).toEqual([number > 0 ? 'write 60 or less' : 'write 0 or more']);
    },
  );

  it.each<[object, string, string | number | undefined]>([
    [{ repeatMinutes: 61 }, 'too-big', 60],
    [{ repeatMinutes: -1 }, 'too-small', 0],
    [{ repeatMinutes: 1.5 }, 'kind.int', undefined],
    [{ force: 'TF' }, 'kind.object', undefined],
    [{ force: { code: 'TF' } }, 'missing', undefined],
    [{ force: { code: 'TF', name: ' ' } }, 'empty', undefined],
    [{ policyVersion: 'x'.repeat(41) }, 'too-long', 40],
    [{ holidays: Array(41).fill('2027-01-01') }, 'too-many', 40],
    [{ language: 'fr' }, 'none-of', 'en, cy'],
    [{ forse: {} }, 'unknown-name', 'forse'],
    [{ sites: ['rms.local'] }, 'outside', undefined],
    [{ holidays: ['2027-02-31'] }, 'told by the checker alone', undefined],
  ])('are refused by a kind of fault that pages have words for: %j', (settings, code, value) => {
    const reading = readManagedSettings(settings, baseline);
    const fault = reading.ok ? undefined : reading.errors[0]?.fault;
    expect([fault?.code ?? 'told by the checker alone', fault?.value]).toEqual([code, value]);
    const sentences = LANGUAGES.map((language) =>
      sayIn(language, { en, cy })(`errors.fault.${code}`, { value: value ?? '' }),
    );
    if (fault) expect(sentences.join()).not.toMatch(/errors\.|[{}]/);
    if (fault) expect(sentences[0]).not.toBe(sentences[1]);
  });

  it('are refused without repeating the value', () => {
    const reading = readManagedSettings({ identity: { id: 'John Smith' } }, baseline);
    expect(JSON.stringify(reading)).not.toContain('Smith');
  });
});

it('name their version wherever they are in force, also where they have no rules', () => {
  const versionOf = (settings: object): string => {
    const reading = readManagedSettings(settings, baseline);
    if (!reading.ok) throw new Error('refused');
    return assemblePolicy(baseline, reading.settings, textHash, NEVER).version;
  };
  const national = baseline.pack.version;
  expect(versionOf({ policyVersion: 'PV-7', repeatMinutes: 5 })).toBe(`${national}+PV-7`);
  expect(versionOf({ policyVersion: 'PV-8', rules: [rule] })).toBe(`${national}+PV-8`);
  expect(versionOf({ repeatMinutes: 5 })).toBe(national);
});
