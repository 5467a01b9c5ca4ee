/** From a snapshot of a control and what surrounds it to the closed terms of a decision. */
import { OFFENCE_GROUPS, type OffenceGroup, type Role } from '../vocabulary.ts';
import type { Classification, Surroundings } from './classification.ts';
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
  const { because, ...whose } = readWhose(snapshot, lexicon);
  const { kind, confidence } = signal;
  return { kind, confidence, ...whose, because: [...signal.because, ...because] };
}

const SAYS_LITTLE: ReadonlySet<Role> = new Set(['unknown', 'neutral']);

/** Whose record it is and which offence: by the page itself, else by the pages around its frame. */
export function readWhose(snapshot: FormSnapshot, lexicon: Lexicon): Surroundings {
  const role = readRole(snapshot, lexicon);
  const group = readOffence(snapshot.page.offences, lexicon);
  if (!SAYS_LITTLE.has(role.role) && group !== 'OTHER') return { ...role, group };
  const { outer } = snapshot;
  if (!outer) return { ...role, group };
  const isTold = SAYS_LITTLE.has(role.role) && outer.role !== 'unknown';
  return { ...(isTold ? outer : role), group: group === 'OTHER' ? outer.group : group };
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
