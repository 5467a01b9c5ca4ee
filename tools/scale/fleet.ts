/** Many devices, each with its own token, ledger and the product's own store. */
import type { Deposit, RecordStore } from '../../core/delivery/store.ts';
import { ShiftDevice } from './shift.ts';
import type { Site } from './site.ts';

export interface FleetDevice {
  readonly shift: ShiftDevice;
  readonly store: RecordStore;
}

const UNITS = 40;

export class Fleet {
  readonly devices: FleetDevice[] = [];
  readonly #site: Site;
  readonly #prefix: string;

  /** @param prefix of the names of its devices */
  constructor(site: Site, prefix: string) {
    this.#site = site;
    this.#prefix = prefix;
  }

  /** Makes devices up to this many; none is connected before it hands in. @returns the new ones */
  growTo(count: number): readonly FleetDevice[] {
    const from = this.devices.length;
    for (let number = from; number < count; number++) {
      const name = `${this.#prefix}-${number}`;
      const unit = `t${String(number % UNITS).padStart(2, '0')}`;
      const token = this.#site.token(name, 'officer', [unit]);
      this.devices.push({
        shift: new ShiftDevice(name, unit),
        store: this.#site.store(name, token),
      });
    }
    return this.devices.slice(from);
  }

  async close(): Promise<void> {
    await Promise.all(this.devices.splice(0).map(({ store }) => store.close()));
  }
}

export interface HandedIn {
  readonly ms: number;
  readonly isStored: boolean;
}

/** Hands one in and takes the time; what is not stored at once counts as failed. */
export async function handIn(store: RecordStore, deposit: Deposit): Promise<HandedIn> {
  const startedAt = performance.now();
  const { kind } = await store.append(deposit);
  return { ms: performance.now() - startedAt, isStored: kind === 'stored' };
}

/** All of them, at most so many at a time. */
export async function inParallel<Each>(
  all: readonly Each[],
  most: number,
  work: (each: Each) => Promise<void>,
): Promise<void> {
  const queue = all.values();
  const one = async (): Promise<void> => {
    for (const each of queue) await work(each);
  };
  await Promise.all(Array.from({ length: most }, one));
}
