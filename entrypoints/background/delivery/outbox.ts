/** What the force does not have yet: the end of the ledger, from the first entry that it lacks. */
import type { QueuedRecord } from '../../../core/delivery/messages.ts';
import { isOfDevice } from '../../../core/health/device-words.ts';
import type { StoredEntry } from '../../../core/ledger/entry.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { placeOf, recordText } from '../../../core/ledger/record.ts';
import type { DeliverySettings } from '../../../core/policy/schema.ts';
import type { LedgerStore } from '../ledger/store.ts';

/** Where the records of a device go. */
export interface Address extends DeliverySettings {
  readonly unit: string;
}

/** A reader's credentials have no unit, and hand in nothing. */
export function hasAddress(settings: DeliverySettings | null): settings is Address {
  return settings?.unit !== undefined;
}

export class LedgerOutbox {
  readonly #ledger: LedgerStore;
  /** Stored, while one before them is not. */
  readonly #stored = new Set<number>();

  constructor(ledger: LedgerStore) {
    this.#ledger = ledger;
  }

  /** At most so many records behind a place, in order. */
  async next(address: Address, after: number, count: number): Promise<readonly QueuedRecord[]> {
    const from = Math.max(after + 1, await this.#ledger.deliveredTo());
    const entries = await this.#ledger.page(from, count);
    return entries
      .filter(({ seq }) => !this.#stored.has(seq))
      .map((entry) => queuedRecord(entry, address));
  }

  /** These are stored for certain. */
  async settle(keys: readonly number[]): Promise<void> {
    for (const key of keys) this.#stored.add(key);
    const before = await this.#ledger.deliveredTo();
    let size = before;
    while (this.#stored.delete(size)) size++;
    if (size > before) await this.#ledger.setDeliveredTo(size);
  }

  /** How many wait, and since when the first does. */
  async waiting(): Promise<{ readonly count: number; readonly oldestAt: number | null }> {
    const [from, { size }] = await Promise.all([this.#ledger.deliveredTo(), this.#ledger.head()]);
    const [first] = await this.#ledger.page(from, 1);
    return { count: Math.max(0, size - from), oldestAt: parseHeader(first?.line)?.at ?? null };
  }

  /** A new ledger begins: what was stored is not of it. */
  forget(): void {
    this.#stored.clear();
  }
}

export function queuedRecord(entry: StoredEntry, address: Address): QueuedRecord {
  const { force, unit, name: depositor } = address;
  // A line that cannot be read any more is delivered as it is: it is evidence of that.
  const id = placeOf(entry.line)?.id ?? `unreadable-${entry.hash}`;
  const header = parseHeader(entry.line);
  const collection = header !== null && isOfDevice(header) ? 'heartbeats' : 'overrides';
  const place = { collection, force, unit, depositor, id } as const;
  return { key: entry.seq, place, text: recordText(entry) };
}
