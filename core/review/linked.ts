/** Which entries say something of one another: of a case only these need be read. */
import type { AttemptHeader, Header } from '../ledger/header.ts';

const NONE: readonly string[] = [];

/**
 * Ids of the entries to which this one belongs, beside its own: of what it is about, and of what it
 * names. Whatever a case is folded from, and its questions to a second person, is reached by going on
 * from one entry to the next, either way.
 */
export function linksOf(header: Header): readonly string[] {
  switch (header.kind) {
    case 'attempt':
      return attemptLinks(header);
    case 'follow-up':
    case 'review':
    case 'authorisation':
    case 'assignment':
    case 'reply':
    case 'follow-through':
      return [header.of];
    case 'approval':
      return header.request === header.id ? NONE : [header.request];
    default:
      return NONE;
  }
}

/** Whoever names a grant names its question as well, and by another question it grants nothing. */
function attemptLinks({ repeats, authorisation }: AttemptHeader): readonly string[] {
  const request = authorisation?.request;
  if (request === undefined) return repeats === null ? NONE : [repeats];
  return repeats === null ? [request] : [repeats, request];
}
