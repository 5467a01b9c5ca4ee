/** Which entries of a bundle are picked for review: what any third party comes to as well. */
import { parseLine } from '../../core/ledger/bundle.ts';
import type { Header, ReviewHeader } from '../../core/ledger/header.ts';
import { parseHeader } from '../../core/ledger/header-schema.ts';
import { leafHash } from '../../core/ledger/tree.ts';
import type { PolicyInForce } from '../../core/policy/assemble.ts';
import type { ReviewOutcome } from '../../core/policy/model.ts';
import { type Case, type CaseWhy, foldCases, isOfCase } from '../../core/review/cases.ts';
import { Sample } from '../../core/review/picked.ts';
import { type Stratum, stratumOf } from '../../core/review/sampling.ts';
import { sayFrom } from '../../core/wording.ts';
import wording from '../../policies/wording/ledger.en.json' with { type: 'json' };
import { type PlantedAnswers, PlantedCheck } from './planted.ts';

const say = sayFrom(wording);

export interface PickedEntry {
  readonly device: string;
  readonly seq: number;
  readonly id: string;
  /** Of an attempt what kind it is of, of a decision that a second reviewer looks at it. */
  readonly kind: Exclude<Stratum, 'all' | null> | 'second';
  /** Whether it was reviewed, as far as the file shows: a decision in another file is not seen. */
  readonly reviewed: boolean;
}

export interface BundleSample {
  /** How many entries there are of each kind. */
  readonly of: Readonly<Record<CaseWhy | 'heeded' | 'passed' | 'decided', number>>;
  readonly picked: readonly PickedEntry[];
  readonly planted: PlantedAnswers;
}

/** As much of a policy as what is picked, and whether it was reviewed, hangs on. */
export type InForce = Pick<PolicyInForce, 'sampling' | 'deciding'>;

/** @param lines of a bundle; what does not hold in it is for the check of the bundle to say */
export async function sampleOf(
  lines: AsyncIterable<string>,
  { sampling, deciding }: InForce,
  outcomes: readonly ReviewOutcome[],
): Promise<BundleSample> {
  const sample = new Sample(sampling);
  const planted = new PlantedCheck();
  const headers: Header[] = [];
  const seen = new Set<string>();
  for await (const text of lines) {
    const line = parseLine(text);
    const header = line.is === 'entry' ? parseHeader(line.record.line) : null;
    if (line.is !== 'entry' || header === null || seen.has(header.id)) continue;
    seen.add(header.id);
    planted.add(header, () => leafHash(line.record.line));
    if (!isOfCase(header)) continue;
    sample.add(header, line.record.line);
    headers.push(header);
  }
  const cases = foldCases(headers, outcomes, null, sample, deciding);
  const count = (stratum: Stratum) =>
    headers.filter((each) => each.kind === 'attempt' && stratumOf(each) === stratum).length;
  const [heeded, passed] = [count('heeded'), count('passed')];
  const decided = cases.filter(isReviewed).length;
  const picked = cases.flatMap(pickedIn);
  const second = picked.filter(({ kind }) => kind === 'second').length;
  const of = { all: count('all'), heeded, passed, decided, second };
  return { of: { ...of, picked: picked.length - second }, picked, planted: planted.found };
}

/** Somebody decided who could, or as many as policy asks for. */
function isReviewed({ decisions, statuses, quorum }: Case): boolean {
  if (quorum && quorum.have < quorum.need) return false;
  return decisions.some(({ id }) => ['stands', 'followed'].includes(statuses.get(id) ?? ''));
}

function pickedIn(each: Case): readonly PickedEntry[] {
  const { attempt, second } = each;
  const stratum = stratumOf(attempt);
  const first =
    stratum === 'heeded' || stratum === 'passed'
      ? [{ ...placeOf(attempt), kind: stratum, reviewed: isReviewed(each) }]
      : [];
  return second
    ? [...first, { ...placeOf(second.first), kind: 'second', reviewed: second.done }]
    : first;
}

function placeOf({ device, seq, id }: Case['attempt'] | ReviewHeader) {
  return { device, seq, id };
}

/** Lines for a person. */
export function sampleSaid({ of, picked, planted }: BundleSample): readonly string[] {
  return [
    say('sample.of', of),
    ...picked.map(({ device, seq, id, kind, reviewed }) => {
      const state = say(reviewed ? 'sample.reviewed' : 'sample.waits');
      return `  ${say(`sample.${kind}`, { device, seq, id, state })}`;
    }),
    ...plantedSaid(planted),
  ];
}

function plantedSaid({ answered, notDrawn, otherSet, notSeen }: PlantedAnswers): readonly string[] {
  if (answered === 0) return [];
  const counts = { n: answered, wrong: notDrawn.length, other: otherSet, unseen: notSeen };
  return [
    say('sample.planted', counts),
    ...notDrawn.map((each) => `  ${say('sample.notDrawn', { ...each })}`),
  ];
}
