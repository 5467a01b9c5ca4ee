/** Devices at work while things fail: each hands in all the time, and remembers what it was told. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { flush } from '../../core/delivery/flush.ts';
import type { DecisionDeposit } from '../../core/delivery/store.ts';
import { subjectOf } from '../../core/delivery/subjects.ts';
import { deposit, MemoryOutbox, recordText } from './records.ts';
import { type Device, FORCE, type Stage } from './stage.ts';

/** A device never has more waiting than this many records that were not there before. */
const PORTION = 40;
/** Time between two tries in a test is a part of what it is in the field. */
const HURRY = 20;
const REQUEST_MS = 2_000;

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Place -> hash of the text that the store said it has. */
export type Promised = ReadonlyMap<string, string>;

export class Load {
  readonly #outboxes: { readonly device: Device; readonly outbox: MemoryOutbox }[] = [];
  readonly #reviewers: Device[] = [];
  readonly #decided = new Map<string, string>();
  readonly #faults: string[] = [];
  #isFeeding = true;
  #running: Promise<unknown> | null = null;

  /** @param name of this load: its devices are called `<name>-1` and so on */
  constructor(stage: Stage, name: string, devices: number, reviewers: number) {
    for (let index = 1; index <= devices; index++) {
      const device = stage.device({ name: `${name}-${index}` }, REQUEST_MS);
      this.#outboxes.push({ device, outbox: new MemoryOutbox(device.name, PORTION) });
    }
    for (let index = 1; index <= reviewers; index++)
      this.#reviewers.push(
        stage.device({ name: `${name}-r${index}`, role: 'supervisor' }, REQUEST_MS),
      );
  }

  start(): void {
    const devices = this.#outboxes.map(({ device, outbox }) => this.#handIn(device, outbox));
    this.#running = Promise.all([...devices, this.#decide()]);
  }

  /** Waits until nothing waits any more. @throws Error with what no device expects */
  async finish(): Promise<void> {
    this.#isFeeding = false;
    await this.#running;
    if (this.#faults.length > 0) throw new Error(this.#faults.slice(0, 20).join('\n'));
  }

  get handedIn(): number {
    return this.#outboxes.reduce((sum, { outbox }) => sum + outbox.settled.length, 0);
  }

  get records(): Promised {
    return new Map(
      this.#outboxes.flatMap(({ device, outbox }) =>
        outbox.settled.map((seq): [string, string] => {
          const { place, text } = deposit(device.name, seq);
          return [subjectOf(place), hashOf(text)];
        }),
      ),
    );
  }

  get decisions(): Promised {
    return this.#decided;
  }

  async #handIn({ store, name }: Device, outbox: MemoryOutbox): Promise<void> {
    for (;;) {
      const end = await flush(store, outbox, {
        pause: (ms) => sleep(ms / HURRY),
        random: Math.random,
        report: ({ key }, why) => this.#faults.push(`${name} ${key}: ${why}`),
      });
      if (end.kind !== 'empty' || end.refused > 0) return;
      if (!this.#isFeeding) return;
      outbox.add(PORTION);
      await sleep(20);
    }
  }

  /** All reviewers decide on the same attempt at the same moment, one attempt after another. */
  async #decide(): Promise<void> {
    for (let attempt = 0; this.#isFeeding && this.#reviewers.length > 0; attempt++) {
      await Promise.all(
        this.#reviewers.map((device) => this.#decideAs(device, `attempt-${attempt}`)),
      );
      await sleep(20);
    }
  }

  async #decideAs({ store, name }: Device, attempt: string): Promise<void> {
    const decision: DecisionDeposit = {
      place: { collection: 'reviews', force: FORCE, unit: 't07', attempt, number: 0 },
      text: recordText(name, 1, `${name}-${attempt}`),
    };
    for (;;) {
      const answer = await store.decide(decision);
      if (answer.kind === 'refused') this.#faults.push(`${name} ${attempt}: ${answer.why}`);
      if (answer.kind === 'refused' || answer.kind === 'taken') return;
      if (answer.kind === 'stored') {
        const subject = subjectOf(decision.place);
        if (this.#decided.has(subject)) this.#faults.push(`${subject} was decided twice`);
        this.#decided.set(subject, hashOf(decision.text));
        return;
      }
      await sleep(100 + 200 * Math.random());
    }
  }
}
