/** What a reviewer's device reads of its units: from where on, and what is done with what comes. */
import { z } from 'zod';
import type { StreamBatch, StreamReading } from '../../../core/delivery/messages.ts';
import type { DeliverySettings } from '../../../core/policy/schema.ts';
import type { LocalArea } from '../emergencies.ts';
import type { ReceivedStore } from '../received/store.ts';
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

const POSITIONS = 'stream-positions';
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
      (['checkpoints', 'overrides'] as const).map((collection) => ({
        ...{ collection, force, unit },
        from: known[nameOf({ collection, force, unit })] ?? 1,
      })),
    );
  }

  /** Durable, with the place where to go on, when it resolves; the same again changes nothing. */
  take({ reading, texts, next }: StreamBatch): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.isWanted()) return;
      const isNotes = reading.collection === 'checkpoints';
      const arrival = isNotes
        ? { records: [], checkpoints: texts }
        : { records: texts, checkpoints: [] };
      if (texts.length > 0) await this.#parts.received.receive(arrival, 'stream');
      await this.#parts.local.set({
        [POSITIONS]: { ...(await this.#positions()), [nameOf(reading)]: next },
      });
      this.#settleSoon();
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

function nameOf({ collection, force, unit }: Omit<StreamReading, 'from'>): string {
  return `${force}/${unit}/${collection}`;
}
