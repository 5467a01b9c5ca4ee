/** What cases are made of in what came from others: of all of it, or of what has to do with some. */
import { placeOf } from '../../core/delivery/subjects.ts';
import type { CaseEntry } from '../../core/ledger/case-columns.ts';
import type { Head } from '../../core/ledger/entry.ts';
import type { Header, ReviewHeader } from '../../core/ledger/header.ts';
import { parseHeader } from '../../core/ledger/header-schema.ts';
import { claimKey } from '../../core/review/claims.ts';
import type { Sample } from '../../core/review/picked.ts';
import type { Standing } from '../../core/review/rows.ts';
import { isPickedFrom } from '../../core/review/sampling.ts';
import { standingOf } from './received/check.ts';
import type { HandedIn, ReceivedDecision, ReceivedDevice } from './received/database.ts';

/** Headers by what can be said for them. */
export interface CaseHeaders {
  readonly headers: readonly Header[];
  /** Head of the own ledger that they were read from. */
  readonly head: Head;
  /** By id of the entry; this device's own entries are in none. */
  readonly received: ReadonlyMap<string, Standing>;
  /** Headers of this device's own ledger, of those that are in `headers`. */
  readonly own: readonly Header[];
  readonly places: Places;
  readonly picks: Sample;
}

/** What the force's store is known to hold of what these are about. */
export interface Places {
  /** Id of the entry that lies at a place, by `claimKey`; empty where that is no decision. */
  readonly at: ReadonlyMap<string, string>;
  /** Where attempts of others came from, and by whom they were handed in, by id. */
  readonly home: ReadonlyMap<string, HandedIn>;
  /** What lies at the places of decisions, by id of the entry. */
  readonly words: ReadonlyMap<string, ReceivedDecision>;
}

export interface Others {
  readonly headers: readonly Header[];
  readonly standing: ReadonlyMap<string, Standing>;
  /** Decisions of which the ledger is not here, or is this device's own. */
  readonly bare: readonly ReviewHeader[];
  readonly places: Places;
}

/** Entries of one device, in order of sequence. */
export interface OfDevice {
  /** Absent where nothing is known of it. */
  readonly row: Pick<ReceivedDevice, 'held' | 'findings'> | undefined;
  readonly cases: readonly CaseEntry[];
  /** For each of them, where it lay in the force's store; null where it lay in none. */
  readonly from: readonly (HandedIn | null)[];
}

/** @param decisions in order of place */
export function othersIn(
  devices: readonly OfDevice[],
  decisions: readonly ReceivedDecision[],
  sample: Sample,
): Others {
  const headers: Header[] = [];
  const standing = new Map<string, Standing>();
  const home = new Map<string, HandedIn>();
  const broken = new Set<string>();
  for (const { row, cases, from: places } of devices)
    for (const [place, each] of cases.entries()) {
      const { id, seq, kind } = each.header;
      const isPart = isIn(each, sample);
      const stands = row ? standingOf(seq, row) : 'unsigned';
      const from = places[place];
      if (from) home.set(id, from);
      // What does not hold decides nothing; an override is shown, and what is the matter with it.
      if (stands === 'broken') broken.add(id);
      if (!isPart || (stands === 'broken' && kind !== 'attempt')) continue;
      headers.push(each.header);
      standing.set(id, stands);
    }
  const at = new Map<string, string>();
  const words = new Map<string, ReceivedDecision>();
  const bare: ReviewHeader[] = [];
  for (const decision of decisions) {
    const place = placeOf(decision.place);
    if (place?.collection !== 'reviews') continue;
    const isSound = decision.fault === null && !broken.has(decision.id);
    const header = isSound ? parseHeader(decision.line) : null;
    at.set(claimKey(place.attempt, place), header?.id ?? '');
    if (header?.kind !== 'review') continue;
    words.set(header.id, decision);
    sample.add(header, decision.line);
    if (!standing.has(header.id)) bare.push(header);
  }
  return { headers, standing, bare, places: { at, home, words } };
}

/** @param own of this device's ledger, in order of sequence, without what is left out */
export function joined(
  own: readonly Header[],
  others: Others,
  head: Head,
  picks: Sample,
): CaseHeaders {
  const ids = new Set(own.map(({ id }) => id));
  const bare = others.bare.filter(({ id }) => !ids.has(id));
  return {
    headers: [...own, ...others.headers, ...bare],
    ...{ head, own, picks, received: others.standing, places: others.places },
  };
}

/** Whether it is in a queue or decides on what is; it is drawn by this. */
export function isIn({ header, leaf }: CaseEntry, sample: Sample): boolean {
  sample.addHashed(header, leaf);
  const isLeftOut = isPickedFrom(header) && header.repeats === null;
  return !isLeftOut || sample.isPicked(header);
}
