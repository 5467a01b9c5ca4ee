import { describe, expect, it } from 'vitest';
import { readSignal } from '../../../core/forms/signals.ts';
import type { FormSnapshot } from '../../../core/forms/snapshot.ts';
import { builtLexicon } from '../../../tools/inspect/lexicon.ts';
import { button, field, tick, titled } from './snapshots.ts';

const crime = titled('Crime report');
const form = (text: string): Pick<FormSnapshot, 'form'> => ({ form: [{ source: 'form', text }] });

function kindOf(snapshot: FormSnapshot): string | null {
  return readSignal(snapshot, builtLexicon())?.kind ?? null;
}

const RECOGNISED: readonly (readonly [kind: string, snapshot: FormSnapshot])[] = [
  ['immigration-field', field('Immigration status')],
  ['immigration-field', field('Has leave to remain?')],
  ['immigration-field', field('BRP number')],
  ['immigration-field', field('Visa', crime)],
  ['immigration-field', field('ILR')],
  [
    'immigration-field',
    field(
      'Does the person, so far as is known to you, have leave to remain in the United Kingdom at present?',
    ),
  ],
  ['immigration-lookup', button('Check', { form: [{ source: 'heading', text: 'Immigration' }] })],
  ['immigration-context', field('Nationality')],
  ['immigration-context', field('Passport no.')],
  ['immigration-lookup', button('Check immigration status')],
  ['immigration-lookup', button('Check immigration status with the Home Office')],
  ['immigration-lookup', button('Immigration')],
  ['immigration-lookup', button('Home Office enquiry')],
  ['immigration-lookup', button('Save and check immigration status')],
  ['immigration-lookup', button('Verify nationality', crime)],
  ['immigration-lookup', button('Search', form('Immigration status check'))],
  ['immigration-referral', button('Refer to Immigration Enforcement')],
  ['immigration-referral', button('Check with Immigration Enforcement')],
  ['immigration-referral', button('Share information with Home Office')],
  ['immigration-referral', button('Notify immigration')],
  ['immigration-referral', button('Send', form('Referral to Immigration Enforcement'))],
  ['immigration-referral', tick('Notify Home Office')],
  ['pnc-check', button('PNC check')],
  ['pnc-check', button('Run LEDS')],
  ['pnc-check', button('Save and run PNC')],
  ['pnc-check', button('PNC', crime)],
  ['pnc-check', button('PNC')],
  ['pnc-check', button('Do PNC')],
  ['pnc-check', button('Enter', form('PNC names enquiry'))],
  ['immigration-lookup', button('Verify visa of this person with the sponsor', crime)],
  ['immigration-lookup', button('Home Office immigration check for this person today')],
  ['immigration-lookup', button('Do a status check with Home Office for this person')],
  ['immigration-lookup', button('Check biometric residence permit found on person')],
  ['pnc-check', button('PNC/LEDS person')],
  ['pnc-check', button('Start', { form: [{ source: 'heading', text: 'PNC check' }] })],
  ['pnc-check', button('#NE')],
  ['pnc-check', button('Search', form('PNC names enquiry'))],
  ['pnc-check', field('Surname', form('PNC names enquiry'))],
  ['pnc-check', button('Background check', crime)],
];

const QUIET: readonly FormSnapshot[] = [
  field('Visa card used', crime),
  field('Visa'),
  button('Visa'),
  field('Passport-size photograph', crime),
  field('Name in full, as in the passport', crime),
  field('Civil status', crime),
  field('Marital status', crime),
  field('Status', crime),
  field('Place of birth', crime),
  field('Ethnicity', crime),
  field('First language', crime),
  field('PNC ID', crime),
  field('PNC number', crime),
  field('Relationship to victim', crime),
  field('Home Office crime code', crime),
  field('Senior citizen', crime),
  field('Nationality', titled('Guest registration')),
  field('Visa expiry date', titled('Employees')),
  button('PNC post'),
  button('LEDS test'),
  button('PNC', titled('Patient registers')),
  button('Search PNC register', titled('Maternal health')),
  button('Vehicle check', crime),
  button('#VE', crime),
  button('Background check'),
  button('Immigration advice'),
  button('Appeal an immigration or asylum decision'),
  button('Home Office counting rules', crime),
  button('Refer to Victim Support', crime),
  button('NRM referral', crime),
  button('Update immigration status', crime),
  button('Cancel PNC check', crime),
  button('Back to PNC search', crime),
  button('Next: immigration status', crime),
  button('Save', form('Immigration status check')),
  button('Submit report', form('Immigration status check')),
  button('Submit', form('Immigration status')),
  button('Cancel', form('Referral to Immigration Enforcement')),
  button('Get a passport', crime),
  button('Change immigration status', crime),
  button('Enter immigration status', crime),
  button('Start', crime),
  button('Start again', { form: [{ source: 'heading', text: 'PNC check' }] }),
  button('Start interview about immigration history of the whole family', crime),
  button('Check leave with supervisor', crime),
  button('Check address', { form: [{ source: 'heading', text: 'Immigration' }] }),
  button('Submit', { form: [{ source: 'heading', text: 'PNC check' }] }),
];

describe('signals', () => {
  for (const [kind, snapshot] of RECOGNISED) {
    it(`reads ${snapshot.control.kind} "${snapshot.control.names[0]?.text}" as ${kind}`, () => {
      expect(kindOf(snapshot)).toBe(kind);
    });
  }

  for (const snapshot of QUIET) {
    const { control, form: purpose, page } = snapshot;
    const where = purpose[0]?.text ?? page.headings[0] ?? 'nowhere';
    it(`stays quiet on ${control.kind} "${control.names[0]?.text}" under "${where}"`, () => {
      expect(kindOf(snapshot)).toBeNull();
    });
  }

  it('believes what the officer reads before what a programmer named it', () => {
    const snapshot = button('Refer to Home Office');
    const names = [
      ...snapshot.control.names,
      { source: 'name' as const, text: 'btnCheckVisaStatus' },
    ];
    expect(kindOf({ ...snapshot, control: { ...snapshot.control, names } })).toBe(
      'immigration-referral',
    );
  });

  it('does not take a list of examples in a placeholder for the name of the field', () => {
    const snapshot = field('');
    const names = [
      { source: 'placeholder' as const, text: 'Search by name, phone, passport, licence or plate' },
    ];
    expect(kindOf({ ...snapshot, control: { ...snapshot.control, names } })).toBeNull();
  });

  it('names the lexicon entry as evidence, never the text of the page', () => {
    const reading = readSignal(button('Check immigration status of A. Person'), builtLexicon());
    expect(JSON.stringify(reading)).not.toContain('Person');
    expect(reading?.because.map(({ term }) => term)).toEqual(['immigration', 'look-up']);
  });
});
