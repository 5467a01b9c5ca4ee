/**
 * A page on which the guard meets one given case: for a tester to open, and for `npm run inspect`.
 * It holds nothing but what makes the case, so that nothing else on it is recognised.
 */
import type { Cell } from '../../core/policy/table.ts';
import type { OffenceGroup, Role, SignalKind } from '../../core/vocabulary.ts';

/** The control that the case is about. */
export const CONTROL = '#control';

const CONTROLS: Readonly<Record<SignalKind, string>> = {
  'immigration-lookup': '<button type="button" id="control">Check immigration status</button>',
  'immigration-field': '<label for="control">Immigration status</label> <input id="control">',
  'immigration-referral':
    '<button type="button" id="control">Refer to Immigration Enforcement</button>',
  'pnc-check': '<button type="button" id="control">PNC check</button>',
  'immigration-context': '<label for="control">Nationality</label> <input id="control">',
  'immigration-offence':
    '<label for="control">Offence recorded</label> <select id="control"><option></option><option>Illegal entry (Immigration Act 1971)</option></select>',
  'immigration-mention': '<label for="control">Notes</label> <textarea id="control"></textarea>',
};

const TITLES: Readonly<Record<Role, string>> = {
  victim: 'Victim',
  witness: 'Witness',
  reporting: 'Informant',
  'other-protected': 'Missing person',
  suspect: 'Suspect',
  neutral: 'Subject',
  unknown: 'Details',
};

const OFFENCES: Readonly<Record<OffenceGroup, string>> = {
  OTHER: 'Theft',
  DA: 'Domestic assault',
  SEX: 'Rape',
  MSHT: 'Modern slavery',
  HBA: 'Forced marriage',
  STALK: 'Stalking',
  CSE: 'Child sexual exploitation',
  HATE: 'Hate crime',
  WORK: 'Labour exploitation',
};

/** @param about what the case shows, one line each; stands in a comment, which nobody reads */
export function counterexamplePage(cell: Cell, about: readonly string[]): string {
  const title = cell.dual ? `${TITLES[cell.role]} / Suspect` : TITLES[cell.role];
  // Two hyphens would end the comment.
  const comment = about.map((line) => `  ${line.replace(/-{2,}|[<>]/g, ' ')}`).join('\n');
  return `<!doctype html>
<!-- Synthetic. Written by "npm run policy"; no record of anybody.
${comment}
-->
<html lang="en">
<head><meta charset="utf-8"><title>Form</title></head>
<body>
<form action="/save" method="post">
  <label for="offence">Offence type</label>
  <select id="offence"><option>${OFFENCES[cell.group]}</option></select>
  <fieldset>
    <legend>${title}</legend>
    ${CONTROLS[cell.kind]}
  </fieldset>
  <button id="save">Save</button>
</form>
</body>
</html>
`;
}

/** The site profile without which a page does not count as known, for a case that needs one. */
export function counterexampleProfile({ kind }: Cell): string {
  const profile = {
    id: 'counterexample',
    name: 'Form of a counterexample',
    version: '1',
    hosts: ['rms.testforce.police.uk'],
    paths: ['/*'],
    controls: [{ selector: CONTROL, treat: kind }],
  };
  return `${JSON.stringify(profile, null, 2)}\n`;
}
