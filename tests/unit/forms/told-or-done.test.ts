/** Words that do something, and the same words where they tell what was done, or leave it undone. */
import { describe, expect, it } from 'vitest';
import { declines } from '../../../core/forms/declined.ts';
import { readRole } from '../../../core/forms/roles.ts';
import { readSignal } from '../../../core/forms/signals.ts';
import { builtLexicon } from '../../../tools/inspect/lexicon.ts';
import { button, tick, titled } from './snapshots.ts';

const record = titled('Victim: Ann Smith');
const asks = (text: string, ...form: readonly string[]): string | null =>
  readSignal(
    button(text, { ...record, form: form.map((each) => ({ source: 'form', text: each })) }),
    builtLexicon(),
  )?.kind ?? null;

const NEITHER = { isRadio: false, isTickTaken: false };

describe('a button on a record of a victim', () => {
  it.each([
    'Get immigration status (with consent)',
    'View guidance and check immigration status',
    'Get help: check immigration status',
    'Create visa check',
    'Continue to visa check',
    'Report to UKVI: 1 victim',
    'Call Immigration Enforcement: 0300 123 4567',
    'Copy to file for Home Office',
    'Immigration status: F4',
    'Immigration status: this person',
    'UKVI: immigration status',
    'Immigration: visa status',
    'PNC checks: 3 people',
    'Immigration checks: 2 victims, do all',
    'Immigration Enforcement referrals: 1 pending, submit',
    'Get immigration status (help)',
  ])('that says "%s" asks or tells', (text) => {
    expect(asks(text)).not.toBeNull();
  });

  it.each([
    'Add result of visa check',
    'Add outcome of status check with Home Office',
    'Create note: visa check done',
    'Record crime (visa check)',
    'Immigration status: N/A',
    'Immigration status: Polish',
    'Immigration status: not applicable',
    'Immigration status: awaiting reply',
    'Immigration referrals of victims: 3 this quarter',
    'PNC checks: 4 outstanding',
    'Ask for immigration advice',
    'Ask for support with immigration status',
    'Verified with Home Office',
    'Checked with UKVI 12 May',
    'Copy to clipboard',
  ])('that says "%s" does neither', (text) => {
    expect(asks(text)).toBeNull();
  });
});

describe('"Submit" of a form', () => {
  it.each([
    'Immigration Enforcement will be informed of this person',
    'Details will be passed to Immigration Enforcement',
    'Victim to be referred to Immigration Enforcement',
    'If you continue, details will be passed to Immigration Enforcement',
    'Immigration Enforcement will be informed. You will not be able to undo this',
    'Details will automatically be sent to UKVI',
    "The victim's name, address and passport number will be sent to Immigration Enforcement.",
    'Details will be sent to UKVI and her solicitor',
  ])('that says "%s" refers', (text) => {
    expect(asks('Submit', text)).toBe('immigration-referral');
  });

  it.each([
    'This crime will be reported to the Home Office in the annual data return',
    'Details will be passed to Victim Support, not to the Home Office',
    'Nothing will be shared with the Home Office',
    'Home Office contacted',
    'This form will be sent to the supervisor. Home Office category: violence',
    'The NRM referral will be sent to the Home Office',
    'Details will be shared with the Home Office Homicide Index',
    'Numbers will be reported to the Home Office',
    'The claim will be sent to the Home Office for repayment',
  ])('that says "%s" refers nobody', (text) => {
    expect(asks('Submit', text)).toBeNull();
  });

  it.each(['Save and send', 'Save and email victim', 'Cadw ac anfon'])(
    'is saving where it is called "%s" and the form tells nobody',
    (text) => {
      expect(asks(text, 'Your details will not be shared with the Home Office')).toBeNull();
    },
  );
});

describe('a box', () => {
  it.each([
    'Do not share with the Home Office',
    'Withhold details from Immigration Enforcement',
    'Peidiwch â rhannu gyda’r Swyddfa Gartref',
    'Do not share with the Home Office.',
    'Do not share with Home Office/UKVI',
    'Do not share details with UKVI (DV case)',
  ])('"%s" that is ticked leaves it undone', (text) => {
    expect(declines(tick(text).control, NEITHER)).toBe(true);
  });

  it.each([
    'Do not delay: notify Immigration Enforcement',
    'Do not tell the victim that details are shared with the Home Office',
    'Withhold from victim and refer to Home Office',
    'Share with Immigration Enforcement',
    'Do not contact by phone. Refer to Home Office',
    'Do not send letter but refer to Immigration Enforcement',
    'Do not send by post (send to Home Office by email)',
    'Do not share except with Home Office',
  ])('"%s" that is ticked does it', (text) => {
    expect(declines(tick(text).control, NEITHER)).toBe(false);
  });

  it.each([
    'Hide from Home Office',
    'Suppress Home Office referral',
    'Opt-out of sharing',
    'Skip Immigration Enforcement referral',
    'Disable UKVI notification',
    'Refer (untick to refer to Immigration Enforcement)',
  ])('"%s" that loses its tick does it', (text) => {
    expect(declines(tick(text).control, { isRadio: false, isTickTaken: true })).toBe(false);
  });

  it('"Share with Immigration Enforcement" that loses its tick leaves it undone', () => {
    const { control } = tick('Share with Immigration Enforcement');
    expect(declines(control, { isRadio: false, isTickTaken: true })).toBe(true);
  });

  it('a switch that shows "No" is no answer', () => {
    expect(declines(tick('No').control, NEITHER)).toBe(false);
    expect(declines(tick('No').control, { isRadio: true, isTickTaken: false })).toBe(true);
  });
});

describe('letters behind a name', () => {
  it.each([
    ['Bob Roe (SUS)', 'suspect'],
    ['PC Jones (DEF)', 'unknown'],
    ['Ann Smith (AGG)', 'victim'],
  ])('"%s" say %s', (title, role) => {
    const titles = [{ source: 'heading', text: title }] as const;
    const snapshot = button('PNC check', { blocks: [{ titles, chosenRoles: [] }] });
    expect(readRole(snapshot, builtLexicon()).role).toBe(role);
  });
});
