/** What a reviewer's device reads of its units: from where on, and what is done with what comes. */
import { z } from 'zod';
import type { StreamBatch, StreamReading } from '../../../core/delivery/messages.ts';
import { type Collection, type Place, placeOf } from '../../../core/delivery/subjects.ts';
import type { DeliverySettings } from '../../../core/policy/schema.ts';
import type { LocalArea } from '../emergencies.ts';
import type { AtPlace } from '../received/decisions.ts';
import type { Arrival, ReceivedStore } from '../received/store.ts';
import { turns } from '../turns.ts';

export interface ReadingParts {
  readonly local: LocalArea;
  readonly received: ReceivedStore;
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
const READ = ['checkpoints', 'overrides', 'reviews'] as const satisfies readonly Collection[];
/** Checking goes over all of a device: not after each of many parts. */
const QUIET_MS = 1_000;
const positions = z.record(z.string(), z.int().min(1));

export class StreamReadings {
  readonly #parts: ReadingParts;
  readonly #inTurn = turns();
  #settling: ReturnType<typeof setTimeout> | null = null;

  constructor(parts: ReadingParts) {
    this.#parts = parts;
  }

  /** None for whoever does not review. */
  isWanted(): boolean {
    const { settings, isReviewer } = this.#parts;
    return isReviewer() && (settings()?.reads ?? []).length > 0;
  }

  async wanted(): Promise<readonly StreamReading[]> {
    const settings = this.#parts.settings();
    if (settings === null || !this.isWanted()) return [];
    const { force, reads = [] } = settings;
    const known = await this.#positions();
    return reads.flatMap((unit) =>
      READ.map((collection) => ({
        ...{ collection, force, unit },
        from: known[nameOf({ collection, force, unit })] ?? 1,
      })),
    );
  }

  /** Durable, with the place where to go on, when it resolves; the same again changes nothing. */
  take({ reading, texts, subjects, next }: StreamBatch): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.isWanted()) return;
      const { received, local } = this.#parts;
      const lying = texts.flatMap((text, number) => {
        const place = placeIn(reading, subjects[number]);
        return place ? [{ place, text }] : [];
      });
      if (reading.collection === 'reviews') await received.receiveDecisions(decisionsIn(lying));
      else if (lying.length > 0) await received.receive(arrivalOf(reading, lying), 'stream');
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

/** Null for what does not lie where it was read. */
function placeIn(
  { collection, force, unit }: StreamBatch['reading'],
  subject: string | undefined,
): Place | null {
  const place = placeOf(subject ?? '');
  const isThere = place?.collection === collection && place.force === force && place.unit === unit;
  return isThere ? place : null;
}

function decisionsIn(lying: readonly Lying[]): readonly AtPlace[] {
  return lying.flatMap(({ place, text }) =>
    place.collection === 'reviews' ? [{ place, text }] : [],
  );
}

function arrivalOf({ collection }: StreamBatch['reading'], lying: readonly Lying[]): Arrival {
  const texts = lying.map(({ text }) => text);
  if (collection === 'checkpoints') return { records: [], checkpoints: texts };
  const from = lying.flatMap(({ place: { force, unit, ...more } }) =>
    'depositor' in more ? [{ force, unit, depositor: more.depositor }] : [],
  );
  return { records: texts, from, checkpoints: [] };
}

function nameOf({ collection, force, unit }: Omit<StreamReading, 'from'>): string {
  return `${force}/${unit}/${collection}`;
}
