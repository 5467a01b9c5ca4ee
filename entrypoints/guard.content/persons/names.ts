/**
 * Names that the page shows, for one purpose: an explanation that holds one is refused. They are
 * read when the officer answers, compared in the page, and forgotten.
 */
import { thePage } from '../native.ts';
import { knownRoots } from '../roots.ts';
import { allPersonsIn } from './read.ts';

export function namesShown(): readonly string[] {
  return [...knownRoots(thePage)]
    .flatMap((root) => allPersonsIn(root))
    .flatMap(({ details: { given, family, full } }) => [given, family, full])
    .filter((name) => name !== undefined);
}
