/**
 * The records a fresh server holds. Names say that they are invented, telephone numbers come from
 * the range Ofcom keeps for drama, and the post town does not exist.
 */
import { type Person, type PersonDetails, type PersonField, personDetails } from './people.ts';
import type { Report } from './store.ts';

function person(id: string, known: Readonly<Partial<Record<PersonField, string>>>): Person {
  const details: PersonDetails = personDetails((field) => known[field] ?? '');
  return { id, details };
}

export const SEED_PEOPLE: readonly Person[] = [
  person('p1001', {
    'given-names': 'Ana',
    'family-name': 'Example',
    'date-of-birth': '1991-04-17',
    address: '1 Example Street, Testford, TF0 0AA',
    phone: '01632 960101',
    'first-language': 'Portuguese',
    'interpreter-required': 'on',
    ethnicity: 'other-white',
    nationality: 'brazilian',
  }),
  person('p1002', {
    'given-names': 'Bryn',
    'family-name': 'Sampl',
    'date-of-birth': '1984-11-02',
    address: '3 Example Street, Testford, TF0 0AA',
    phone: '01632 960102',
    'first-language': 'Welsh',
    nationality: 'british',
  }),
  person('p1003', {
    'given-names': 'Viktor',
    'family-name': 'Madeup',
    'date-of-birth': '1987-01-30',
    address: '1 Example Street, Testford, TF0 0AA',
    phone: '01632 960103',
    'first-language': 'English',
  }),
  person('p1004', {
    'given-names': 'Tess',
    'family-name': 'Fictional',
    'date-of-birth': '1969-08-09',
    address: '22 Sample Road, Testford, TF0 0AB',
    phone: '01632 960104',
    'first-language': 'English',
    ethnicity: 'white-british',
    nationality: 'british',
  }),
  person('p1005', {
    'given-names': 'Owen',
    'family-name': 'Pretend',
    'date-of-birth': '2001-06-21',
    address: 'Flat 4, 9 Specimen Court, Testford, TF0 0AC',
    phone: '01632 960105',
    'first-language': 'English',
    nationality: 'british',
  }),
  person('p1006', {
    'given-names': 'Imran',
    'family-name': 'Placeholder',
    'date-of-birth': '1998-12-12',
    address: 'Room 2, 40 Dummy Lane, Testford, TF0 0AD',
    phone: '01632 960106',
    'first-language': 'Urdu',
    'interpreter-required': 'on',
    nationality: 'other',
    'immigration-status': 'Training value, not a real status',
  }),
  person('p1007', {
    'given-names': 'Gail',
    'family-name': 'Notreal',
    'date-of-birth': '1975-03-03',
    address: '41 Dummy Lane, Testford, TF0 0AD',
    phone: '01632 960107',
    'first-language': 'English',
  }),
];

export const SEED_REPORTS: readonly Report[] = [
  {
    ref: 'TF/004312/26',
    fields: {
      offence: 'domestic-abuse-assault',
      'offence-date': '2026-11-19',
      'offence-location': '1 Example Street, Testford',
      'flag-domestic-abuse': 'on',
      'modus-operandi': 'Pushed the victim against a door during an argument.',
      summary: 'Neighbour called at 21:40. Victim has bruising to the arm. Suspect had left.',
    },
    people: { victim: 'p1001', 'witness-1': 'p1002', 'suspect-1': 'p1003' },
  },
  {
    ref: 'TF/004427/26',
    fields: {
      offence: 'theft',
      'offence-date': '2026-11-20',
      'offence-location': 'Testford Market, stall 12',
      'modus-operandi': 'Purse taken from an open bag.',
      summary: 'Victim noticed the loss at the till. CCTV requested from the market office.',
    },
    people: { victim: 'p1004', 'suspect-1': 'p1005' },
  },
  {
    ref: 'TF/004518/26',
    fields: {
      offence: 'modern-slavery',
      'offence-date': '2026-11-21',
      'offence-location': '40 Dummy Lane, Testford',
      'modus-operandi': 'Wages withheld; travel document kept by the landlord.',
      summary: 'Potential victim asked for help at the front desk. Interpreter booked.',
    },
    people: { victim: 'p1006', 'witness-1': 'p1005', 'suspect-1': 'p1007' },
  },
];

export const FIRST_NEW_REPORT = 4519;
export const FIRST_NEW_PERSON = 2001;
