/** Names that were given tokens, held against those that were heard. Read where it is shown, kept nowhere. */
import { NAME } from '../delivery/subjects.ts';

const MOST_NAMES = 100_000;
/** Roles that hand in nothing. */
const SILENT_ROLES: ReadonlySet<string> = new Set(['reader', 'fleet']);

export interface GivenNames {
  readonly names: readonly string[];
  /** Lines that hold no name, counted from 1; at most ten. */
  readonly unread: readonly number[];
}

/** @param text the table for `npm run cluster -- users`, or a name a line */
export function givenNames(text: string): GivenNames {
  const names = new Set<string>();
  const unread: number[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const [name = '', role = ''] = line.split(/[,;\t]/).map((field) => field.trim());
    const isHead = index === 0 && name === 'name';
    if (name === '' || isHead || SILENT_ROLES.has(role)) continue;
    if (NAME.test(name) && names.size < MOST_NAMES) names.add(name);
    else if (unread.length < 10) unread.push(index + 1);
  }
  return { names: [...names].sort(), unread };
}

export interface HeldAgainst {
  readonly neverHeard: readonly string[];
  /** Heard, and not among the given. */
  readonly notGiven: readonly string[];
}

export function heldAgainst(
  given: readonly string[],
  heard: readonly { readonly name: string | null }[],
): HeldAgainst {
  const names = new Set(heard.flatMap(({ name }) => (name === null ? [] : [name])));
  const wanted = new Set(given);
  return {
    neverHeard: given.filter((name) => !names.has(name)),
    notGiven: [...names].filter((name) => !wanted.has(name)).sort(),
  };
}
