/** One round of delivery: what was acknowledged is looked for, what waits is handed in, then signed for. */
import { flush, pauseAfter } from '../../core/delivery/flush.ts';
import type { CourierReport, QueuedRecord, RecheckPage } from '../../core/delivery/messages.ts';
import type { Appended, RecordStore } from '../../core/delivery/store.ts';

/** The background, as the courier sees it. */
export interface Sender {
  next(after: number, count: number): Promise<readonly QueuedRecord[]>;
  settle(keys: readonly number[]): Promise<void>;
  delivered(): Promise<QueuedRecord | null>;
  recheck(from: number): Promise<RecheckPage>;
  report(report: CourierReport): Promise<unknown>;
  fault(code: 'store-lost' | 'store-differs'): Promise<unknown>;
  pause(ms: number): Promise<void>;
}

const CHECKED_TOGETHER = 16;

export class Courier {
  readonly #store: RecordStore;
  readonly #sender: Sender;
  #why: CourierReport['why'] = null;
  #isOldStore = false;

  constructor(store: RecordStore, sender: Sender) {
    this.#store = store;
    this.#sender = sender;
  }

  /** @returns false where somebody has to change something before it can go on */
  async deliver(): Promise<boolean> {
    await this.#sender.report({ state: 'delivering', why: null });
    await this.#recheck();
    for (;;) {
      const end = await flush({ append: (deposit) => this.#append(deposit) }, this.#sender, {
        pause: (ms) => this.#wait(ms),
        random: Math.random,
        report: (_queued, why) => {
          this.#why = why;
        },
      });
      if (end.kind === 'refused' || (end.kind === 'empty' && end.refused > 0)) {
        await this.#sender.report({ state: 'refused', why: this.#why });
        return false;
      }
      const checkpoint = await this.#sender.delivered();
      if (checkpoint !== null) await this.#handIn(checkpoint);
      const [more] = await this.#sender.next(-1, 1);
      if (more === undefined) break;
    }
    await this.#sender.report({ state: 'idle', why: null });
    return true;
  }

  async #append(deposit: Pick<QueuedRecord, 'place' | 'text'>): Promise<Appended> {
    const answer = await this.#put(deposit);
    if (answer.kind === 'later') this.#why = answer.why;
    return answer;
  }

  /**
   * A store that was set up before signs of life had a place of their own does not take them there:
   * they must not keep back what officers recorded, and go where they went before.
   */
  async #put(deposit: Pick<QueuedRecord, 'place' | 'text'>): Promise<Appended> {
    const older = inOlderPlace(deposit);
    if (older === null) return this.#store.append(deposit);
    if (!this.#isOldStore) {
      const answer = await this.#store.append(deposit);
      if (answer.kind !== 'refused' || answer.why !== 'permission') return answer;
      this.#isOldStore = true;
    }
    return this.#store.append(older);
  }

  async #wait(ms: number): Promise<void> {
    await this.#sender.report({ state: 'waiting', why: this.#why });
    await this.#sender.pause(ms);
  }

  /** A checkpoint that is refused is not lost: the next one says all that it said. */
  async #handIn(checkpoint: QueuedRecord): Promise<void> {
    for (let failures = 1; failures < 6; failures++) {
      const answer = await this.#append(checkpoint);
      if (answer.kind !== 'later') return;
      await this.#wait(pauseAfter(failures, Math.random));
    }
  }

  /** An acknowledgement can be lost with the nodes that gave it: what is missing is handed in again. */
  async #recheck(): Promise<void> {
    for (let from: number | null = 0; from !== null; ) {
      const page: RecheckPage = await this.#sender.recheck(from);
      for (let at = 0; at < page.records.length; at += CHECKED_TOGETHER)
        await Promise.all(
          page.records.slice(at, at + CHECKED_TOGETHER).map((record) => this.#look(record)),
        );
      from = page.next;
    }
  }

  async #look(record: QueuedRecord): Promise<void> {
    const older = inOlderPlace(record);
    let { kind } = await this.#store.verify(record);
    if (kind === 'missing' && older) ({ kind } = await this.#store.verify(older));
    if (kind === 'differs') await this.#sender.fault('store-differs');
    if (kind !== 'missing') return;
    const answer = await this.#append(record);
    // A node that lags says "missing" of what another has; then it was read back, and never lost.
    if (answer.kind === 'stored' && answer.how === 'acknowledged')
      await this.#sender.fault('store-lost');
  }
}

/** Where an earlier version handed it in; null where that is the same place. */
function inOlderPlace({
  place,
  text,
}: Pick<QueuedRecord, 'place' | 'text'>): Pick<QueuedRecord, 'place' | 'text'> | null {
  if (place.collection !== 'heartbeats') return null;
  return { place: { ...place, collection: 'overrides' }, text };
}
