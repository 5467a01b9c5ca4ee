/** The labels of a form in Welsh, where they are words of the vocabulary and nothing else. */

const WELSH: Readonly<Record<string, string>> = {
  'immigration status': 'Statws mewnfudo',
  'check immigration status': 'Gwirio statws mewnfudo',
  'immigration check': 'Gwiriad mewnfudo',
  'leave to remain': 'Caniatâd i aros',
  'visa status': 'Statws fisa',
  'visa type': 'Math o fisa',
  'asylum claim': 'Cais am loches',
  'share code': 'Cod rhannu',
  'home office reference': 'Cyfeirnod y Swyddfa Gartref',
  nationality: 'Cenedligrwydd',
  'passport number': 'Rhif pasbort',
  'right to work': 'Hawl i weithio',
  'pnc check': 'Gwiriad PNC',
  'check pnc': 'Gwirio PNC',
  'name check': 'Gwirio enw',
  'refer to immigration enforcement': 'Cyfeirio at Gorfodi Mewnfudo',
  'notify home office': "Hysbysu'r Swyddfa Gartref",
  victim: 'Dioddefwr',
  witness: 'Tyst',
  suspect: 'Drwgdybiedig',
  complainant: 'Achwynydd',
  informant: 'Hysbysydd',
  'missing person': 'Person coll',
  role: 'Rôl',
  save: 'Cadw',
  search: 'Chwilio',
  'first language': 'Iaith gyntaf',
  ethnicity: 'Ethnigrwydd',
};

/** Whole texts between two tags, with a person's number where there is one. */
const TEXT = />(\s*)([^<>]+?)(\s*\d{0,2}\s*[:*]?\s*)</g;

export function inWelsh(html: string): string {
  return html.replace(TEXT, (whole, before: string, text: string, after: string) => {
    const welsh = WELSH[text.toLowerCase()];
    return welsh === undefined ? whole : `>${before}${welsh}${after}<`;
  });
}
