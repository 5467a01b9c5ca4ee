/** Persons on a record: their fields, their roles, and a crime report's places (slots) for them. */
import type { Values } from './request.ts';

export const ROLES = ['victim', 'witness', 'suspect'] as const;
export type Role = (typeof ROLES)[number];

export const SLOTS = ['victim', 'witness-1', 'suspect-1'] as const;
export type Slot = (typeof SLOTS)[number];

export const SLOT_ROLES = {
  victim: 'victim',
  'witness-1': 'witness',
  'suspect-1': 'suspect',
} as const satisfies Record<Slot, Role>;

export const PERSON_FIELDS = [
  'given-names',
  'family-name',
  'date-of-birth',
  'phone',
  'address',
  'first-language',
  'interpreter-required',
  'ethnicity',
  'nationality',
  'immigration-status',
  'home-office-reference',
] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

export type PersonDetails = Readonly<Record<PersonField, string>>;

export interface Person {
  readonly id: string;
  readonly details: PersonDetails;
}

export function personDetails(read: (field: PersonField) => string): PersonDetails {
  return {
    'given-names': read('given-names'),
    'family-name': read('family-name'),
    'date-of-birth': read('date-of-birth'),
    address: read('address'),
    phone: read('phone'),
    'first-language': read('first-language'),
    'interpreter-required': read('interpreter-required'),
    ethnicity: read('ethnicity'),
    nationality: read('nationality'),
    'immigration-status': read('immigration-status'),
    'home-office-reference': read('home-office-reference'),
  };
}

export const NO_DETAILS: PersonDetails = personDetails(() => '');

/**
 * A field that the form does not hold keeps its earlier value; the check box is the exception,
 * because an unticked box is sent as nothing. A body without a family name is a partial save from
 * the single-page screen, in which a missing box says nothing.
 */
export function detailsFromForm(
  form: Values,
  prefix: string,
  earlier: PersonDetails,
): PersonDetails {
  const isWholeBlock = form[`${prefix}-family-name`] !== undefined;
  return personDetails((field) => {
    const value = form[`${prefix}-${field}`];
    if (field === 'interpreter-required' && isWholeBlock) return value ?? '';
    return value?.trim() ?? earlier[field];
  });
}

/** An unnamed suspect with a known address is still somebody. */
export function isAnyoneRecorded(details: PersonDetails): boolean {
  return PERSON_FIELDS.some((field) => details[field] !== '');
}

export function fullName(details: PersonDetails): string {
  return `${details['given-names']} ${details['family-name']}`.trim();
}

export function asRole(text: string | undefined): Role | null {
  return ROLES.find((role) => role === text) ?? null;
}
