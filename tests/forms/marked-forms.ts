/** Forms of made-up persons, each value of whom can be told from everything else that is written. */

/** Everything that is known of one made-up person, and of nobody else. */
export interface Marked {
  readonly given: string;
  readonly family: string;
  readonly birth: string;
  readonly passport: string;
  readonly phone: string;
  readonly postcode: string;
  readonly nino: string;
  readonly email: string;
  readonly street: string;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** A word that stands in no language and belongs to one number. */
function word(start: string, number: number): string {
  let rest = number;
  let letters = '';
  do {
    letters = LETTERS.charAt(rest % 26) + letters;
    rest = Math.floor(rest / 26);
  } while (rest > 0);
  return `${start}zq${letters.padStart(4, 'x')}`;
}

const two = (number: number): string => String(number).padStart(2, '0');

export function markedPerson(number: number): Marked {
  const family = word('F', number);
  return {
    given: word('G', number),
    family,
    birth: `${two(1 + (number % 28))}/${two(1 + (number % 12))}/${1930 + (number % 80)}`,
    passport: String(500_000_000 + number * 7919).slice(0, 9),
    phone: `07${String(700_900_000 + number).padStart(9, '0')}`,
    postcode: `ZX${1 + (number % 9)}${number % 10} ${number % 9}QZ`,
    nino: `JX${String(100_000 + number).slice(0, 6)}C`,
    email: `${family.toLowerCase()}@mail.example`,
    street: word('S', number),
  };
}

/** What somebody looks for who wants to know whether one of them is written down. */
export class Marks {
  readonly #words = new Set<string>();
  readonly #dates = new Set<string>();

  add({ given, family, birth, passport, phone, nino, street }: Marked): void {
    for (const each of [given, family, passport, phone, nino, street])
      this.#words.add(each.toLowerCase());
    this.#dates.add(birth);
    this.#dates.add(birth.split('/').reverse().join('-'));
  }

  /** The marks in a text. Figures that happen to be part of a hash are none. */
  in(text: string): readonly string[] {
    const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    const dates = text.match(/\d{2}\/\d{2}\/\d{4}|\d{4}-\d{2}-\d{2}/g) ?? [];
    return [
      ...words.filter((each) => this.#words.has(each)),
      ...dates.filter((each) => this.#dates.has(each)),
    ];
  }
}

const ROLES = ['Victim', 'Witness', 'Suspect', 'Dioddefwr', 'Person reporting', 'Person'] as const;
const ACTS = [
  'Check immigration status',
  'Refer to Immigration Enforcement',
  'PNC check',
  'Home Office look-up',
  'Gwirio statws mewnfudo',
] as const;

type Field = (label: string, id: string, value: string) => string;

const FIELDS: readonly Field[] = [
  (label, id, value) =>
    `<p><label for="${id}">${label}</label><input id="${id}" value="${value}"></p>`,
  (label, id, value) => `<p><label>${label} <input name="${id}" value="${value}"></label></p>`,
  (label, id, value) =>
    `<table><tr><td>${label}:</td><td><input name="${id}" value="${value}"></td></tr></table>`,
  (label, _id, value) => `<dl><dt>${label}</dt><dd>${value}</dd></dl>`,
  (label, id, value) =>
    `<p><input aria-label="${label}" placeholder="${value}" id="${id}" value="${value}"></p>`,
];

/** A row of a list of people, as most screens show them: a few values and what can be done. */
export function markedRow(number: number, person: Marked): string {
  const { given, family, birth, passport } = person;
  const role = ROLES[number % ROLES.length];
  const act = ACTS[Math.floor(number / 3) % ACTS.length];
  return `<fieldset><legend>${role} ${given} ${family}</legend><input aria-label="Date of birth" value="${birth}">
<button type="button" id="x${passport}" title="${family}">${act}${number % 2 ? ` ${given}` : ''}</button></fieldset>`;
}

/** A crime report, with marks wherever a page can put a person's data. */
export function markedForm(number: number, person: Marked): string {
  const pick = <T>(from: readonly [T, ...T[]] | readonly T[], step: number): T => {
    const chosen = from[Math.floor(number / step) % from.length];
    if (chosen === undefined) throw new Error('nothing to pick from');
    return chosen;
  };
  const role = pick(ROLES, 1);
  const field = pick(FIELDS, 7);
  const whole = `${person.given} ${person.family}`;
  const reference =
    number % 3 === 0 ? `TF/${10_000 + number}/26` : number % 3 === 1 ? whole : person.birth;
  const act = pick(ACTS, 3);
  const name = number % 4 === 0 ? `${act} of ${whole}` : act;
  return `<title>${whole} ${person.birth}</title>
<h1>Crime report ${reference}</h1><p>Crime reference: <span>${reference}</span></p>
<p>Officer: ${number % 5 === 0 ? person.passport : whole}</p>
<form action="/x?name=${person.family}"><fieldset><legend>${role}${number % 2 ? ` ${whole}` : ''}</legend>
${field('Surname', `family${number}`, person.family)}${field('First name', `given${number}`, person.given)}
${field('Date of birth', `dob${number}`, person.birth)}${field('Passport number', `passport${number}`, person.passport)}
${field('Telephone', `phone${number}`, person.phone)}${field('Address', `address${number}`, `${person.street} ${person.postcode}`)}
<label>Immigration status <input id="status-${person.family}" value="${person.nino}"></label>
<textarea aria-label="Summary">${whole} of ${person.street}, ${person.email}, has no visa.</textarea>
<button type="button" id="check-${person.given}" title="${person.nino}">${name}</button></fieldset></form>`;
}
