/** The entry of a line, where cases are made of it, or may be where it is picked. */
import type { CaseEntry } from '../ledger/case-columns.ts';
import { parseHeader } from '../ledger/header-schema.ts';
import { isOfCase } from './cases.ts';

/**
 * @param line as it is stored
 * @param leafOf asked where cases are made of it
 * @returns one, or none
 */
export function caseEntries(line: string, leafOf: () => string): readonly CaseEntry[] {
  const header = parseHeader(line);
  if (header === null || !isOfCase(header)) return [];
  switch (header.kind) {
    case 'attempt':
    case 'follow-up':
    case 'review':
    case 'authorisation':
    case 'assignment':
    case 'reply':
    case 'follow-through':
    case 'approval':
      return [{ header, leaf: leafOf() }];
    default:
      return [];
  }
}
