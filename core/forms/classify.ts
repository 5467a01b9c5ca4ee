/** From a snapshot of a control and what surrounds it to the closed terms of a decision. */
import type { SiteTrust } from '../policy/model.ts';
import type { Role } from '../vocabulary.ts';
import type { Classification, SignalReading, Surroundings } from './classification.ts';
import type { Lexicon } from './lexicon.ts';
import { readOffence } from './offence.ts';
import { readRole } from './roles.ts';
import { readSignal } from './signals.ts';
import { signalsBySite, whoseBySite } from './site-said.ts';
import type { FormSnapshot } from './snapshot.ts';

/**
 * Classifies one control, or null where it is of no concern.
 *
 * @param snapshot from the page, untrusted
 */
export function classify(snapshot: FormSnapshot, lexicon: Lexicon): Classification | null {
  const signal = readSignal(snapshot, lexicon);
  return signal && classificationOf(signal, readWhose(snapshot, lexicon));
}

/** A reading, and how far its role may be trusted. */
export interface Reading {
  readonly classification: Classification;
  readonly trust: SiteTrust;
}

/**
 * All readings that count on a page with a site profile; the strictest outcome of them decides.
 * While marks of the profile are missing from the screen, the reading without it is one of them.
 */
export function classifyOnSite(snapshot: FormSnapshot, lexicon: Lexicon): readonly Reading[] {
  const { site } = snapshot;
  const signal = readSignal(snapshot, lexicon);
  const signals = site ? signalsBySite(signal, site, lexicon) : signal ? [signal] : [];
  if (signals.length === 0 && signal === null) return [];
  const whose = readWhoseGenerically(snapshot, lexicon);
  const about = site ? whoseBySite(whose, site) : whose;
  const readings = signals.map(
    (each): Reading => ({
      classification: classificationOf(each, about),
      trust: site?.holds ? 'profile' : 'generic',
    }),
  );
  if (signal === null || !site || site.holds) return readings;
  return [{ classification: classificationOf(signal, whose), trust: 'generic' }, ...readings];
}

/** What a control does, and whom it is about, in one. */
export function classificationOf(
  { kind, confidence, because }: SignalReading,
  { because: about, ...whose }: Surroundings,
): Classification {
  return { kind, confidence, ...whose, because: [...because, ...about] };
}

const SAYS_LITTLE: ReadonlySet<Role> = new Set(['unknown', 'neutral']);

/** Whose record it is and which offence, by all that the page says and its site profile knows. */
export function readWhose(snapshot: FormSnapshot, lexicon: Lexicon): Surroundings {
  const whose = readWhoseGenerically(snapshot, lexicon);
  return snapshot.site ? whoseBySite(whose, snapshot.site) : whose;
}

/** The same without the profile: by the page itself, else by the pages around its frame. */
function readWhoseGenerically(snapshot: FormSnapshot, lexicon: Lexicon): Surroundings {
  const role = readRole(snapshot, lexicon);
  const group = readOffence(snapshot.page.offences, lexicon);
  if (!SAYS_LITTLE.has(role.role) && group !== 'OTHER') return { ...role, group };
  const { outer } = snapshot;
  if (!outer) return { ...role, group };
  const isTold = SAYS_LITTLE.has(role.role) && outer.role !== 'unknown';
  return { ...(isTold ? outer : role), group: group === 'OTHER' ? outer.group : group };
}
