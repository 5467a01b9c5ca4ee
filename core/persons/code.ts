/**
 * A code for a person that says too little to say who it is: twenty bits under a key that lasts as
 * long as the browser runs. Of the people of this country about sixty share each code, so neither
 * a code nor the key and a code together name anybody; two records of one person have the same.
 */
import type { OffenceGroup, Role } from '../vocabulary.ts';
import type { Person } from './details.ts';
import { keyedHash } from './keyed-hash.ts';

/**
 * Bits of each part of a code. The given name is taken with the family name: people who share the
 * one are mostly told apart by the other.
 */
const BITS = { family: 4, given: 8, birth: 8 } as const;
export type CodePart = keyof typeof BITS;

/** One number for each detail that is known; -1 where it is not. */
export type PersonCode = Readonly<Record<CodePart, number>>;

/** Largest number that a part may be. */
export function largestOf(part: CodePart): number {
  return 2 ** BITS[part] - 1;
}

/** Somebody seen in a protected role: closed terms and a code. */
export interface SeenPerson extends PersonCode {
  readonly role: Role;
  readonly group: OffenceGroup;
}

/** 64 bits that are made anew with each start of the browser. */
export type PersonKey = readonly [number, number];

/** @param key the same for all that is compared */
export function codeOf(person: Person, key: PersonKey): PersonCode {
  const { given, family, birth } = person;
  const part = (name: CodePart, text: string): number =>
    numberOf(`${name}\n${text}`, key) >>> (32 - BITS[name]);
  return {
    family: part('family', family),
    given: given === '' ? -1 : part('given', `${given} ${family}`),
    birth: birth === '' ? -1 : part('birth', birth),
  };
}

function numberOf(text: string, key: PersonKey): number {
  const bytes = [...text].flatMap((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return [code & 0xff, (code >> 8) & 0xff, code >> 16];
  });
  return keyedHash(Uint8Array.from(bytes), key);
}

/**
 * Whether two codes can be of one person: what both of them know is equal, and it is more than a
 * family name.
 */
export function isSamePerson(one: PersonCode, other: PersonCode): boolean {
  if (one.family !== other.family) return false;
  const both = (['given', 'birth'] as const).filter((part) => one[part] >= 0 && other[part] >= 0);
  return both.length > 0 && both.every((part) => one[part] === other[part]);
}

/** Who of those that were seen this person can be, also with the names in the wrong fields. */
export function findSame(
  person: Person,
  key: PersonKey,
  seen: readonly SeenPerson[],
): SeenPerson | undefined {
  const swapped = { ...person, given: person.family, family: person.given };
  const codes = [codeOf(person, key), codeOf(swapped, key)];
  return seen.find((each) => codes.some((code) => isSamePerson(code, each)));
}
