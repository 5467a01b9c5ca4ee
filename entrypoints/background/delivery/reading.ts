/** What is read of the force's store, units or signs of life: from where on, and what is done with what comes. */
import { z } from 'zod';
import type {
  Readable,
  StreamBatch,
  StreamItem,
  StreamReading,
} from '../../../core/delivery/messages.ts';
import { ASKED, LEDGER } from '../../../core/delivery/store.ts';
import { LIVE, type LivePlace, type Place, placeOf } from '../../../core/delivery/subjects.ts';
import type { DeliverySettings } from '../../../core/policy/schema.ts';
import type { Answering } from '../approvals/answering.ts';
import type { LyingLive } from '../approvals/others.ts';
import type { LocalArea } from '../emergencies.ts';
import type { FleetStore } from '../fleet/store.ts';
import type { AtPlace } from '../received/decisions.ts';
import type { Arrival, ReceivedStore } from '../received/store.ts';
import { turns } from '../turns.ts';

export interface ReadingParts {
  readonly local: LocalArea;
  readonly received: ReceivedStore;
  readonly fleet: FleetStore;
  /** What is asked of second people. */
  readonly answering: () => Pick<Answering, 'take'>;
  readonly settings: () => DeliverySettings | null;
  /** Whether policy lets whoever is signed in review. */
  readonly isReviewer: () => boolean;
  /** Checks what came, and writes down what does not hold. */
  readonly settle: () => Promise<void>;
  readonly report: (where: string, error: unknown) => void;
}

/** Under another name than before places were kept: what was read without them is read again. */
const POSITIONS = 'stream-places';
const POSITIONS_BEFORE = 'stream-positions';
/** Checking goes over all of a device: not after each of many parts. */
const QUIET_MS = 1_000;
const positions = z.record(z.string(), z.int().min(1));

export class StreamReadings {
  readonly #parts: ReadingParts;
  readonly #inTurn = turns();
  /** Readings that had brought all that was there. */
  readonly #live = new Set<string>();
  #settling: ReturnType<typeof setTimeout> | null = null;

  constructor(parts: ReadingParts) {
    this.#parts = parts;
  }

  /** None for whoever neither reviews nor looks after devices. */
  isWanted(): boolean {
    return this.#units().length > 0 || this.#parts.settings()?.fleet === true;
  }

  #units(): readonly string[] {
    const { settings, isReviewer } = this.#parts;
    return isReviewer() ? (settings()?.reads ?? []) : [];
  }

  async wanted(): Promise<readonly StreamReading[]> {
    const settings = this.#parts.settings();
    // Whoever asks begins to read: what was there before comes first.
    this.#live.clear();
    if (settings === null || !this.isWanted()) return [];
    const { force, fleet = false } = settings;
    const known = await this.#positions();
    const units = this.#units().flatMap((unit) =>
      ([LEDGER, 'reviews', ASKED] as const).map((collection) => {
        const reading = { collection, force, unit };
        // What is asked is kept for as long as the browser runs, and in the store for an hour.
        const from = collection === ASKED ? 1 : (known[nameOf(reading)] ?? 1);
        return { ...reading, from, since: null };
      }),
    );
    if (!fleet) return units;
    const begins = await this.#parts.fleet.from(force);
    return [...units, { collection: 'heartbeats', force, unit: null, ...begins }];
  }

  /** Durable, with the place where to go on, when it resolves; the same again changes nothing. */
  take(batch: StreamBatch): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.isWanted()) return;
      const { reading, items, next, behind, trouble } = batch;
      if (reading.collection === 'heartbeats') return this.#parts.fleet.take(batch);
      const name = nameOf(reading);
      const isLive = this.#live.has(name);
      if (trouble !== null) this.#live.delete(name);
      else if (behind === 0) this.#live.add(name);
      if (trouble !== null) return;
      if (reading.collection === ASKED)
        return this.#parts.answering().take(liveIn(reading, items), isLive);
      const { received, local } = this.#parts;
      const lying = items.flatMap((item) => lyingIn(reading, item));
      if (reading.collection === 'reviews') await received.receiveDecisions(decisionsIn(lying));
      else if (lying.length > 0) await received.receive(arrivalOf(lying), 'stream');
      await local.set({
        [POSITIONS]: { ...(await this.#positions()), [nameOf(reading)]: next },
      });
      await local.remove(POSITIONS_BEFORE);
      if (reading.collection !== 'reviews') this.#settleSoon();
    });
  }

  #settleSoon(): void {
    if (this.#settling !== null) clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.#settling = null;
      this.#parts.settle().catch((error) => this.#parts.report('stream', error));
    }, QUIET_MS);
  }

  async #positions(): Promise<Readonly<Record<string, number>>> {
    const parsed = positions.safeParse((await this.#parts.local.get(POSITIONS))[POSITIONS]);
    // What cannot be read is read again from the beginning: it changes nothing.
    return parsed.success ? parsed.data : {};
  }
}

interface Lying {
  readonly place: Place;
  readonly text: string;
}

/** Nothing for what does not lie where it was read. */
function lyingIn({ collection, force, unit }: Readable, item: StreamItem): readonly Lying[] {
  const place = placeOf(item.subject);
  if (place === null || place.force !== force || place.unit !== unit) return [];
  if (isLive(place)) return [];
  const isDecision = place.collection === 'reviews';
  return isDecision === (collection === 'reviews') ? [{ place, text: item.text }] : [];
}

function isLive(place: Place): place is LivePlace {
  return LIVE.some((each) => each === place.collection);
}

function liveIn({ force, unit }: Readable, items: readonly StreamItem[]): readonly LyingLive[] {
  return items.flatMap(({ subject, text, storedAt }) => {
    const place = placeOf(subject);
    const isIts = place !== null && place.force === force && place.unit === unit;
    return isIts && isLive(place) ? [{ place, text, storedAt }] : [];
  });
}

function decisionsIn(lying: readonly Lying[]): readonly AtPlace[] {
  return lying.flatMap(({ place, text }) =>
    place.collection === 'reviews' ? [{ place, text }] : [],
  );
}

function arrivalOf(lying: readonly Lying[]): Arrival {
  const isNote = ({ place }: Lying) => place.collection === 'checkpoints';
  const records = lying.filter((each) => !isNote(each));
  return {
    records: records.map(({ text }) => text),
    from: records.flatMap(({ place: { force, unit, ...more } }) =>
      'depositor' in more ? [{ force, unit, depositor: more.depositor }] : [],
    ),
    checkpoints: lying.filter(isNote).map(({ text }) => text),
  };
}

function nameOf({ collection, force, unit }: Readable): string {
  return `${force}/${unit}/${collection}`;
}
