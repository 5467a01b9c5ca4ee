/** Of whom short texts speak that stand near a control. */
import { rolesIn } from '../../core/forms/roles.ts';
import { isProtected, type Role } from '../../core/vocabulary.ts';
import { theLexicon } from './floor.ts';

export function roleOfEach(texts: readonly string[]): readonly (Role | null)[] {
  return texts.map(roleOf);
}

const MOST_KEPT = 2_000;
const knownRoles = new Map<string, Role | null>();

/** Of whom a short text speaks. The same stands beside many controls: it is worked out once. Bounded. */
export function roleOf(text: string): Role | null {
  const known = knownRoles.get(text);
  if (known !== undefined) return known;
  const role = rolesIn([{ source: 'nearby-text', text }], theLexicon())?.role ?? null;
  if (knownRoles.size >= MOST_KEPT) knownRoles.clear();
  knownRoles.set(text, role);
  return role;
}

/** Where it may be about any of several people, it is read as about the one to be protected. */
export function protectedFirst(texts: readonly string[]): readonly string[] {
  const roles = roleOfEach(texts);
  return [
    ...texts.filter((_text, index) => roles[index] === 'victim'),
    ...texts.filter((_text, index) => isProtected(roles[index] ?? 'unknown')),
    ...texts,
  ];
}

/** Texts that speak of nobody but of those to be protected. */
export function ofOne(texts: readonly string[]): readonly string[] {
  const roles = roleOfEach(texts);
  return roles.every((role) => !role || role === 'neutral' || isProtected(role)) ? texts : [];
}

/** A sentence that says somebody is a suspect may be about anything; the strict side is heard. */
export function onlyProtected(word: string): string {
  const role = roleOf(word);
  return role && isProtected(role) ? word : '';
}
