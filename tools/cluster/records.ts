/** Records in the form of the contract, and an outbox that remembers who asked what. */
import type { Outbox, Queued } from '../../core/delivery/flush.ts';
import type { Deposit } from '../../core/delivery/store.ts';
import { FORCE } from './stage.ts';

export function recordText(device: string, seq: number, id = `${device}-${seq}`): string {
  const header = { v: 1, id, seq, prev: '0'.repeat(64), device, kind: 'heartbeat', body: null };
  const line = JSON.stringify({ ...header, extension: '1.0', policy: 'a'.repeat(64) });
  return JSON.stringify({ line, salt: null, body: null });
}

export function deposit(name: string, seq: number, unit = 't07'): Deposit {
  const id = `${name}-${seq}`;
  return {
    place: { collection: 'overrides', force: FORCE, unit, depositor: name, id },
    text: recordText(name, seq, id),
  };
}

/** In memory, with the order and the rules of the real one. */
export class MemoryOutbox implements Outbox {
  readonly waiting = new Map<number, Queued>();
  readonly settled: number[] = [];
  readonly #name: string;
  readonly #unit: string;
  #added = 0;

  constructor(name: string, count: number, unit = 't07') {
    this.#name = name;
    this.#unit = unit;
    this.add(count);
  }

  get added(): number {
    return this.#added;
  }

  add(count: number): void {
    for (const end = this.#added + count; this.#added < end; this.#added++) {
      const key = this.#added;
      this.waiting.set(key, { key, ...deposit(this.#name, key, this.#unit) });
    }
  }

  async next(after: number, count: number): Promise<readonly Queued[]> {
    const found: Queued[] = [];
    for (const queued of this.waiting.values()) {
      if (queued.key <= after) continue;
      found.push(queued);
      if (found.length === count) break;
    }
    return found;
  }

  async settle(keys: readonly number[]): Promise<void> {
    for (const key of keys) {
      if (!this.waiting.delete(key)) throw new Error(`settled twice: ${key}`);
      this.settled.push(key);
    }
  }
}
