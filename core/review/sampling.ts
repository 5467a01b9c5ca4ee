/**
 * What is picked for review beside that of which all is reviewed. The pick follows from the leaf
 * hash of an entry, which holds all entries of its device before it and lies under the root of every
 * later checkpoint, and from published seeds: whoever has the entries picks the same.
 * docs/sampling.md is the whole of it for somebody who writes another.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { AttemptHeader, Header, ReviewHeader } from '../ledger/header.ts';
import { NATIONAL_SEED, type SampleName, type Sampling, WRONG_MATCH } from '../policy/sampling.ts';
import type { Choice } from '../vocabulary.ts';

/** Of which kinds a share is picked. */
export const SAMPLE_KINDS = ['heeded', 'passed', 'second'] as const;
export type SampleKind = (typeof SAMPLE_KINDS)[number];

/** Of an attempt: whether all of its kind are reviewed, or a share of which kind; null for neither. */
export type Stratum = 'all' | 'heeded' | 'passed' | null;

const STRATA: Readonly<Record<Choice, Exclude<Stratum, null>>> = {
  overridden: 'all',
  emergency: 'all',
  unheld: 'all',
  complied: 'heeded',
  asked: 'heeded',
  abandoned: 'heeded',
  corrected: 'heeded',
  unasked: 'passed',
  repeated: 'passed',
  piloted: 'passed',
};

/** What a page filled in by itself, nobody did: it is no case. */
export function stratumOf({ choice, act }: Pick<AttemptHeader, 'choice' | 'act'>): Stratum {
  return choice === 'unheld' && act === 'fill' ? null : STRATA[choice];
}

/** Whether entries like this are picked from. */
export function isPickedFrom(header: Header): header is AttemptHeader {
  if (header.kind !== 'attempt') return false;
  const stratum = stratumOf(header);
  return stratum === 'heeded' || stratum === 'passed';
}

/** What is drawn of planted cases; see `planted.ts`. */
export type PlantedDraw = 'planted' | 'planted-case' | 'planted-delay' | 'planted-number';

/**
 * @param leaf leaf hash of the entry, hex
 * @returns 0 to 2^32 - 1
 */
export function drawOf(kind: SampleKind | PlantedDraw, seed: string, leaf: string): number {
  const text = `right-to-report/sampling/1\n${kind}\n${seed}\n${leaf}\n`;
  return new DataView(sha256(utf8ToBytes(text)).buffer).getUint32(0);
}

export const DRAWS = 2 ** 32;

const MONTH = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'UTC',
  ...{ year: 'numeric', month: '2-digit' },
});

/** `YYYY-MM`, UTC. */
function monthOf(at: number): string {
  const part = new Map(MONTH.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part.get('year')}-${part.get('month')}`;
}

/** Seeds that count for what was recorded at a time: the nation's, and those of the force's month. */
export function seedsAt(at: number, { seeds }: Sampling): readonly string[] {
  if (seeds.length === 0) return [NATIONAL_SEED];
  const month = monthOf(at);
  const own = seeds.flatMap(({ seed, month: of }) => (seed && of === month ? [seed] : []));
  return [NATIONAL_SEED, ...own];
}

function isPicked(
  kind: SampleKind,
  share: SampleName,
  { at, leaf }: { readonly at: number; readonly leaf: string },
  sampling: Sampling,
): boolean {
  const percent = sampling[share];
  return (
    percent > 0 &&
    seedsAt(at, sampling).some((seed) => drawOf(kind, seed, leaf) * 100 < percent * DRAWS)
  );
}

/** @param leaf leaf hash of the entry, hex */
export function isAttemptPicked(attempt: AttemptHeader, leaf: string, sampling: Sampling): boolean {
  const place = { at: attempt.at, leaf };
  switch (stratumOf(attempt)) {
    case 'heeded':
      return isPicked('heeded', 'heededPercent', place, sampling);
    case 'passed':
      return isPicked('passed', 'passedPercent', place, sampling);
    default:
      return false;
  }
}

/**
 * Whether a second reviewer looks at what was decided. It hangs on the entry of the decision: whoever
 * decides cannot know before.
 *
 * @param leaf leaf hash of the decision's entry, hex
 * @param reason that the officer gave, also afterwards; null where none was given
 */
export function isDecisionPicked(
  { at }: Pick<ReviewHeader, 'at'>,
  leaf: string,
  reason: string | null,
  sampling: Sampling,
): boolean {
  const share = reason === WRONG_MATCH ? 'wrongMatchPercent' : 'secondPercent';
  return isPicked('second', share, { at, leaf }, sampling);
}
