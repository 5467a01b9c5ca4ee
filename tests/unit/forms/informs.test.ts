/** Buttons and links that open guidance, a log or what was done; and those that only begin like one. */
import { describe, expect, it } from 'vitest';
import { readSignal } from '../../../core/forms/signals.ts';
import { builtLexicon } from '../../../tools/inspect/lexicon.ts';
import { button, titled } from './snapshots.ts';

const record = titled('Victim: Ann Smith');
const kindOf = (text: string): string | null =>
  readSignal(button(text, record), builtLexicon())?.kind ?? null;

describe('on a record of a victim', () => {
  it.each([
    'Guidance on PNC checks',
    'Help with PNC checks',
    'When to run a PNC check',
    'How do I do a PNC check?',
    'Why is a PNC check not needed?',
    'About PNC checks',
    'PNC check policy',
    'How to check immigration status',
    'When to contact Immigration Enforcement',
    'What is a share code?',
    'UKVI contact details',
    'Canllawiau ar wiriadau PNC',
    'Sut i wirio statws mewnfudo',
  ])('"%s" opens guidance', (text) => {
    expect(kindOf(text)).toBeNull();
  });

  it.each([
    'PNC check done 12 May',
    'View: PNC check done 12 May',
    'PNC check completed 12/05/2026 - view',
    'PNC checked 12 May',
    'Mark PNC check as done',
    'PNC check not required',
    'Record PNC check result',
    'Attach PNC printout',
    'View PNC check history',
    'Referral to Home Office completed',
    'Immigration Enforcement notified 12/5',
  ])('"%s" is about what was done, or was not', (text) => {
    expect(kindOf(text)).toBeNull();
  });

  it.each([
    'PNC history',
    'View PNC record',
    'Complete PNC check',
    'PNC check to be done',
    'Get PNC check done',
    'Not PNC checked: check now',
    'Redo PNC check done 12 May',
    'PNC check per policy',
    'Run PNC as per policy',
    'Help: run a PNC check',
    'Why wait? Run PNC check',
    'About this person: PNC check',
    'About to run PNC check',
    'Information about this person from PNC',
    'Record result and run PNC check',
    'Enter result, then run PNC check',
    'PNC check (last done 12 May)',
    'Repeat PNC check (done 12 May)',
    'Need PNC check done today',
    'Enter name for PNC results',
    'Run PNC check history',
    'View information on PNC',
    'Query PNC guide',
    'Person / vehicle PNC',
  ])('"%s" is a check', (text) => {
    expect(kindOf(text)).toBe('pnc-check');
  });

  it.each([
    ['View guidance and check immigration status', 'immigration-lookup'],
    ['Get help: check immigration status', 'immigration-lookup'],
    ['When done, notify Home Office', 'immigration-referral'],
    ['Refer checked to Home Office', 'immigration-referral'],
    ['Notify Immigration Enforcement (checked)', 'immigration-referral'],
    ['Refer to Home Office per guidance', 'immigration-referral'],
    ['Send to UKVI contact', 'immigration-referral'],
    ['Check UKVI status (last checked 3 May)', 'immigration-lookup'],
    ['Run UKVI check (PNC check not required)', 'immigration-lookup'],
    ['When does her visa expire?', 'immigration-lookup'],
    ['Look up UKVI records: follow policy', 'immigration-lookup'],
    ['Refer to UKVI – notification not required', 'immigration-referral'],
    ['Keep Immigration Enforcement informed', 'immigration-referral'],
    ['Record outcome to notify UKVI', 'immigration-referral'],
  ])('"%s" is none of these', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });
});

describe('"Yes" to a question', () => {
  const answers = (answer: string, ...asked: readonly string[]): string | null => {
    const form = asked.map((text) => ({ source: 'form', text }) as const);
    const { control, ...around } = button(answer, { ...record, form });
    return (
      readSignal({ ...around, control: { ...control, isAnswer: true } }, builtLexicon())?.kind ??
      null
    );
  };

  it('whether a note about a check shall be deleted runs none', () => {
    expect(answers('Yes', 'Delete this note about the PNC briefing?')).toBeNull();
  });

  it.each([
    ['Refer to Immigration Enforcement instead', 'Remove this person from the list?'],
    ['Run PNC check', 'Remove this person?'],
    ['Yes', 'Remove the objection to the UKVI referral?'],
    ['Yes', 'Delete this record?', 'The Home Office will be notified.'],
  ])('"%s" does more where "%s" is asked', (answer, ...asked) => {
    expect(answers(answer, ...asked)).not.toBeNull();
  });
});
