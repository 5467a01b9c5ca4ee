/** What is known of the places of this device's own decisions, place by place: nothing else is read. */
import type { WaitingClaim } from '../../../core/delivery/messages.ts';
import { type DecisionPlace, subjectOf } from '../../../core/delivery/subjects.ts';
import { recordText } from '../../../core/ledger/record.ts';
import { standingOf } from '../received/check.ts';
import type { HandedIn, ReceivedDatabase, ReceivedDecision } from '../received/database.ts';
import type { ReceivedStore } from '../received/store.ts';

/** Claims that are looked at in one transaction. */
const TOGETHER = 500;

/** A decision of this device, and the place that it claims. */
export interface Placed {
  readonly id: string;
  readonly place: DecisionPlace;
}

export interface Due extends Placed {
  /** Where the attempt came from; null where it lies nowhere as far as is known. */
  readonly from: HandedIn | null;
  readonly lies: boolean;
}

export class Lying {
  readonly #received: ReceivedStore;
  /** Of which nothing can become due any more: what lies in a place stays there. */
  readonly #settled = new Set<string>();

  constructor(received: ReceivedStore) {
    this.#received = received;
  }

  /**
   * Those that do not lie in the store, as far as is known, or were not told. Whoever reads the store
   * may find the own decision there before it was told: it is told all the same. To the store both are
   * the same again.
   *
   * @param most how many are wanted
   * @throws LedgerError
   */
  async due(claims: readonly Placed[], most: number): Promise<readonly Due[]> {
    const open = claims.filter(({ id }) => !this.#settled.has(id));
    const found: Due[] = [];
    for (let at = 0; at < open.length && found.length < most; at += TOGETHER) {
      const part = open.slice(at, at + TOGETHER);
      const lying = await this.#received.reading((db) =>
        Promise.all(part.map(({ place }) => db.get('decisions', subjectOf(place)))),
      );
      for (const [number, claim] of part.entries()) {
        const { id, place } = claim;
        const there = lying[number];
        const isOwn = there?.fault === null && there.id === id;
        if (there && (!isOwn || there.told)) this.#settled.add(id);
        else {
          const from = await this.#from(place.attempt);
          if (!there || from) found.push({ id, place, from, lies: there !== undefined });
        }
      }
    }
    return found.slice(0, most);
  }

  async #from(attempt: string): Promise<HandedIn | null> {
    const entry = await this.#received.reading((db) => db.getFromIndex('entries', 'id', attempt));
    return entry?.from ?? null;
  }

  /** Without a gap: whoever told before may have died, or told nothing of what is no decision. */
  async told({ place, from }: Due, text: string): Promise<WaitingClaim['tell']> {
    if (from === null) return [];
    const { attempt, number } = place;
    const before = await this.#received.reading((db) =>
      Promise.all(
        Array.from({ length: number }, async (_, each) => {
          const known = await db.get('decisions', subjectOf({ ...place, number: each }));
          // What is no decision takes its place all the same, and nothing of it is passed on.
          return known && (await isSound(db, known)) ? recordText(known) : '';
        }),
      ),
    );
    return [...before, text].map((each, at) => ({
      place: { ...from, attempt, number: at },
      text: each,
    }));
  }
}

async function isSound(db: ReceivedDatabase, { id, fault }: ReceivedDecision): Promise<boolean> {
  if (fault !== null) return false;
  const entry = await db.getFromIndex('entries', 'id', id);
  const row = entry && (await db.get('devices', entry.device));
  return !(row && standingOf(entry.seq, row) === 'broken');
}
