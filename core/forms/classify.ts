/** From a snapshot of a control and what surrounds it to the closed terms of a decision. */
import { OFFENCE_GROUPS, type OffenceGroup } from '../vocabulary.ts';
import type { Classification } from './classification.ts';
import { findMatches, type Lexicon } from './lexicon.ts';
import { readRole } from './roles.ts';
import { readSignal } from './signals.ts';
import type { FormSnapshot } from './snapshot.ts';
import { words } from './text.ts';

/**
 * Classifies one control, or null where it is of no concern.
 *
 * @param snapshot from the page, untrusted
 */
export function classify(snapshot: FormSnapshot, lexicon: Lexicon): Classification | null {
  const signal = readSignal(snapshot, lexicon);
  if (signal === null) return null;
  const role = readRole(snapshot, lexicon);
  return {
    kind: signal.kind,
    confidence: signal.confidence,
    role: role.role,
    dual: role.dual,
    ordinal: role.ordinal,
    group: readOffence(snapshot.page.offences, lexicon),
    because: [...signal.because, ...role.because],
  };
}

const groups: ReadonlySet<string> = new Set(OFFENCE_GROUPS);

function isGroup(value: string | undefined): value is OffenceGroup {
  return value !== undefined && groups.has(value);
}

/** The first sensitive offence group among the chosen offences and flags. */
export function readOffence(chosen: readonly string[], lexicon: Lexicon): OffenceGroup {
  for (const text of chosen) {
    for (const { entry } of findMatches(lexicon, words(text))) {
      if (entry.topic === 'offence' && isGroup(entry.means)) return entry.means;
    }
  }
  return 'OTHER';
}
