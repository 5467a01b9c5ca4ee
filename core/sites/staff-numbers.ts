/**
 * Whether two staff numbers may be one person's, so that nobody reviews what is their own under
 * another way to write it. Numbers from settings and the ledger are ASCII by shape; this holds for any
 * text. Where it cannot be told, it may be the same: who is barred wrongly asks another reviewer, who
 * is let in wrongly decides on themselves.
 */

export type Likeness =
  | 'same'
  /** It looks alike, lacks only letters before the digits, or holds characters that can look like any. */
  | 'may-be'
  | 'other';

/** Written differently and read the same: width, case, marks on letters, blanks, and what parts words. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Z}\p{C}\p{P}\p{S}\u115f\u1160\u3164\uffa0]/gu, '');
}

/** Characters that are taken for one another, in lower case or in capitals. */
const LOOKS: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
  [/[il]/g, '1'],
  [/[oq]/g, '0'],
  [/s/g, '5'],
  [/z/g, '2'],
  [/b/g, '8'],
];

function looks(text: string): string {
  return LOOKS.reduce((so, [what, as]) => so.replace(what, as), text);
}

const ASCII = /^[0-9a-z]+$/;
/** Letters of a force, zeros, digits, a letter at the end; or the letters after the digits. */
const NUMBERED = /^([a-z]*?)0*(\d+[a-z]?)$|^0*(\d+)([a-z]{2,})$/;
/** Who is promoted keeps the number. Before the letters of a force, which are two or more, or alone. */
const RANK =
  /^(?:d?(?:sgt|insp|supt)|ch?(?:insp|supt)|pcso|w?pc|ps|dci?|ds|di|da|ci|sc)(?=[a-z]{2}|$)/;

export interface StaffNumber {
  readonly letters: string;
  /** Without those of a rank. */
  readonly bare: string;
  readonly digits: string;
}

/** A staff number as it is compared. */
interface Reading {
  readonly folded: string;
  /** Null where it cannot be compared: other alphabets have letters that look like these. */
  readonly looks: string | null;
  /** Letters of a force before the digits, and the digits; null where it is not made so. */
  readonly number: StaffNumber | null;
}

/** The same few numbers are compared for each row of a list. */
const readings = new Map<string, Reading>();
const MOST_READINGS = 20_000;

function readingOf(text: string): Reading {
  const known = readings.get(text);
  if (known) return known;
  const so = folded(text);
  const found = NUMBERED.exec(so);
  const [letters = '', digits] = [found?.[1] ?? found?.[4], found?.[2] ?? found?.[3]];
  const reading = {
    folded: so,
    looks: ASCII.test(so) ? looks(so) : null,
    number: digits === undefined ? null : { letters, bare: letters.replace(RANK, ''), digits },
  };
  if (readings.size >= MOST_READINGS) readings.clear();
  readings.set(text, reading);
  return reading;
}

/** Letters of a force, and digits without zeros before; null for anything else. */
export function staffNumber(text: string): StaffNumber | null {
  return readingOf(text).number;
}

/** Two that are empty are the same; one that is empty is nobody's. */
export function likeness(one: string, other: string): Likeness {
  if ((one === '') !== (other === '')) return 'other';
  const [a, b] = [readingOf(one), readingOf(other)];
  if (a.folded === b.folded) return a.folded === '' && one !== other ? 'may-be' : 'same';
  if (a.looks === null || b.looks === null || a.looks === b.looks) return 'may-be';
  return isWithoutLetters(a.number, b.number) ? 'may-be' : 'other';
}

/** `4312` and `TF-4312` are one number as two systems write it; `TF-4312` and `NP-4312` are two. */
function isWithoutLetters(a: Reading['number'], b: Reading['number']): boolean {
  if (a?.digits === undefined || a.digits !== b?.digits) return false;
  // What begins like a rank may be a force's: then it is compared with it as well.
  const isAlike = [a.letters, a.bare].some((each) => each === b.letters || each === b.bare);
  return isAlike || a.bare === '' || b.bare === '';
}

export function mayBeSamePerson(one: string, other: string): boolean {
  return likeness(one, other) !== 'other';
}
