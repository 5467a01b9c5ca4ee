/** What cases are made of in ledgers of other devices: of each only what came since is read. */
import type { CaseEntry } from '../../core/ledger/case-columns.ts';
import { leafHash } from '../../core/ledger/tree.ts';
import { caseEntries } from '../../core/review/case-headers.ts';
import type { CaseIndex, IndexedDevice } from './case-index.ts';
import { LedgerError } from './ledger/error.ts';
import type { HandedIn, ReceivedDevice } from './received/database.ts';
import type { ReceivedStore } from './received/store.ts';

/** Entries that are read at once. */
const SLICE = 2_000;
/** New headers for which a device is written into the index anew. */
const LEAST_NEW = 16;

export class ReceivedHeaders {
  readonly #received: ReceivedStore;
  readonly #index: CaseIndex;
  #known: Map<string, IndexedDevice> | null = null;
  /** How many headers of a device the index has. */
  readonly #kept = new Map<string, number>();

  constructor(received: ReceivedStore, index: CaseIndex) {
    this.#received = received;
    this.#index = index;
  }

  /** @param rows of the devices, in the order that is wanted @throws LedgerError */
  async read(rows: readonly ReceivedDevice[]): Promise<readonly IndexedDevice[]> {
    const known = this.#known ?? (await this.#fromIndex());
    this.#known = known;
    const all: IndexedDevice[] = [];
    for (const row of rows) {
      const before = known.get(row.device);
      const { entries, noted = 0 } = row;
      const isSame = before?.entries === entries && before.noted === noted;
      const now = isSame ? before : await this.#readDevice(row, before);
      all.push(now);
      if (isSame) continue;
      known.set(row.device, now);
      await this.#keep(now);
    }
    return all;
  }

  /** What is held is read again from the index. */
  forget(): void {
    this.#known = null;
    this.#kept.clear();
  }

  async #fromIndex(): Promise<Map<string, IndexedDevice>> {
    const stored = await this.#index.devices();
    for (const { device, cases } of stored) this.#kept.set(device, cases.length);
    return new Map(stored.map((each) => [each.device, each]));
  }

  /** What came behind the last is added. Where anything else changed, all of it is read anew. */
  async #readDevice(row: ReceivedDevice, before?: IndexedDevice): Promise<IndexedDevice> {
    const { device, entries, noted = 0, size } = row;
    const common = { device, entries, noted, size };
    if (before && before.noted === noted) {
      const { count, cases, from } = await this.#readFrom(device, before.size, size);
      if (count === entries - before.entries)
        return {
          ...common,
          cases: [...before.cases, ...cases],
          from: [...before.from, ...from],
        };
    }
    const { cases, from } = await this.#readFrom(device, 0, size);
    return { ...common, cases, from };
  }

  /** @param before what came since the row was read belongs to the next reading */
  async #readFrom(device: string, first: number, before: number) {
    const cases: CaseEntry[] = [];
    const from: (HandedIn | null)[] = [];
    let count = 0;
    for (let seq = first; ; ) {
      const part = await this.#received.page(device, seq, SLICE);
      for (const entry of part) {
        if (entry.seq >= before) return { count, cases, from };
        count++;
        if (entry.matters === 0) continue;
        for (const each of caseEntries(entry.line, () => leafHash(entry.line))) {
          cases.push(each);
          from.push(entry.from ?? null);
        }
      }
      const last = part.at(-1);
      if (last === undefined || part.length < SLICE) return { count, cases, from };
      seq = last.seq + 1;
    }
  }

  /** A disk that does not take it costs time at the next start, and nothing else. */
  async #keep(device: IndexedDevice): Promise<void> {
    const kept = this.#kept.get(device.device) ?? 0;
    const isWorth = Math.abs(device.cases.length - kept) >= Math.max(LEAST_NEW, kept / 16);
    if (!isWorth) return;
    try {
      await this.#index.keepDevice(device);
      this.#kept.set(device.device, device.cases.length);
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
    }
  }
}
