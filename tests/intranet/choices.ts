/** Pick-lists and field captions of the forms, English and Welsh side by side. */
import type { PersonField } from './people.ts';
import type { Lang } from './words.ts';

export type Caption = Readonly<Record<Lang, string>>;

export interface Choice {
  readonly value: string;
  readonly caption: Caption;
}

function choice(value: string, en: string, cy: string): Choice {
  return { value, caption: { en, cy } };
}

export const OFFENCES: readonly Choice[] = [
  choice('domestic-abuse-assault', 'Domestic abuse assault', 'Ymosodiad cam-drin domestig'),
  choice('coercive-control', 'Controlling or coercive behaviour', 'Rheolaeth drwy orfodaeth'),
  choice('stalking', 'Stalking', 'Stelcio'),
  choice('rape', 'Rape', 'Treisio'),
  choice('modern-slavery', 'Modern slavery', 'Caethwasiaeth fodern'),
  choice('theft', 'Theft', 'Dwyn'),
  choice('robbery', 'Robbery', 'Lladrad'),
  choice('criminal-damage', 'Criminal damage', 'Difrod troseddol'),
];

export const FLAGS: readonly Choice[] = [
  choice('flag-domestic-abuse', 'Domestic abuse', 'Cam-drin domestig'),
  choice('flag-hate-crime', 'Hate crime', 'Trosedd gasineb'),
  choice('flag-honour-based-abuse', 'Honour-based abuse', 'Cam-drin ar sail anrhydedd'),
  choice('flag-child', 'Child involved', 'Plentyn yn gysylltiedig'),
];

const ETHNICITIES: readonly Choice[] = [
  choice('white-british', 'White British', 'Gwyn Prydeinig'),
  choice('other-white', 'Any other White background', 'Unrhyw gefndir Gwyn arall'),
  choice('mixed', 'Mixed', 'Cymysg'),
  choice('asian', 'Asian or Asian British', 'Asiaidd neu Asiaidd Prydeinig'),
  choice('black', 'Black or Black British', 'Du neu Ddu Prydeinig'),
  choice('other', 'Any other background', 'Unrhyw gefndir arall'),
  choice('declined', 'Prefers not to say', 'Gwell ganddo beidio â dweud'),
];

const NATIONALITIES: readonly Choice[] = [
  choice('british', 'British', 'Prydeinig'),
  choice('irish', 'Irish', 'Gwyddelig'),
  choice('brazilian', 'Brazilian', 'Brasilaidd'),
  choice('indian', 'Indian', 'Indiaidd'),
  choice('nigerian', 'Nigerian', 'Nigeraidd'),
  choice('polish', 'Polish', 'Pwylaidd'),
  choice('romanian', 'Romanian', 'Rwmanaidd'),
  choice('other', 'Other', 'Arall'),
];

export type FieldKind =
  | { readonly kind: 'text' | 'date' | 'tel' | 'check' }
  | { readonly kind: 'select'; readonly choices: readonly Choice[] };

export interface FieldSpec {
  readonly caption: Caption;
  readonly control: FieldKind;
}

export const PERSON_FIELD_SPECS: Readonly<Record<PersonField, FieldSpec>> = {
  'given-names': { caption: { en: 'Given names', cy: 'Enwau blaen' }, control: { kind: 'text' } },
  'family-name': { caption: { en: 'Family name', cy: 'Cyfenw' }, control: { kind: 'text' } },
  'date-of-birth': {
    caption: { en: 'Date of birth', cy: 'Dyddiad geni' },
    control: { kind: 'date' },
  },
  address: { caption: { en: 'Address', cy: 'Cyfeiriad' }, control: { kind: 'text' } },
  phone: { caption: { en: 'Phone', cy: 'Ffôn' }, control: { kind: 'tel' } },
  'first-language': {
    caption: { en: 'First language', cy: 'Iaith gyntaf' },
    control: { kind: 'text' },
  },
  'interpreter-required': {
    caption: { en: 'Interpreter required', cy: 'Angen cyfieithydd ar y pryd' },
    control: { kind: 'check' },
  },
  ethnicity: {
    caption: { en: 'Ethnicity (self-defined)', cy: 'Ethnigrwydd (hunanddiffiniedig)' },
    control: { kind: 'select', choices: ETHNICITIES },
  },
  nationality: {
    caption: { en: 'Nationality', cy: 'Cenedligrwydd' },
    control: { kind: 'select', choices: NATIONALITIES },
  },
  'immigration-status': {
    caption: { en: 'Immigration status', cy: 'Statws mewnfudo' },
    control: { kind: 'text' },
  },
  'home-office-reference': {
    caption: { en: 'Home Office reference', cy: 'Cyfeirnod y Swyddfa Gartref' },
    control: { kind: 'text' },
  },
};

/** An unknown value is shown as it came: old records outlive their pick-lists. */
export function captionOf(choices: readonly Choice[], value: string, lang: Lang): string {
  return choices.find((item) => item.value === value)?.caption[lang] ?? value;
}
