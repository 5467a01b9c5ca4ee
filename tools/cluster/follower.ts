/** A supervisor whose page stays open: reads live, through whatever happens. */
import { setTimeout as sleep } from 'node:timers/promises';
import { subjectOf } from '../../core/delivery/subjects.ts';
import { hashOf, type Promised } from './load.ts';
import { FORCE, type Stage } from './stage.ts';

export class Follower {
  readonly #stop = new AbortController();
  readonly #seen = new Map<string, string>();
  readonly #faults: string[] = [];
  readonly #done: Promise<void>;
  #last = 0;

  constructor(stage: Stage, name: string) {
    this.#done = this.#follow(stage, name);
  }

  /** @throws Error when something was read twice, out of order or not at all */
  async finish(promised: Promised, timeoutMs: number): Promise<void> {
    const isMissing = (): boolean => [...promised.keys()].some((each) => !this.#seen.has(each));
    for (const endsAt = Date.now() + timeoutMs; isMissing() && Date.now() < endsAt; )
      await sleep(100);
    this.#stop.abort();
    await this.#done;
    for (const [subject, hash] of promised)
      if (this.#seen.get(subject) !== hash) this.#faults.push(`${subject} was not read`);
    if (this.#faults.length > 0) throw new Error(this.#faults.slice(0, 20).join('\n'));
  }

  async #follow(stage: Stage, name: string): Promise<void> {
    const { store } = stage.device({ name, role: 'supervisor' }, 2_000);
    const { signal } = this.#stop;
    let from = 1;
    while (!signal.aborted) {
      const end = await store.readUnit(
        { collection: 'overrides', force: FORCE, unit: 't07', from, live: true },
        ({ taken, quarantined, next }) => {
          for (const { position, place, text } of taken) {
            const subject = subjectOf(place);
            if (position <= this.#last) this.#faults.push(`${position} came after ${this.#last}`);
            if (this.#seen.has(subject)) this.#faults.push(`${subject} was read twice`);
            this.#last = position;
            this.#seen.set(subject, hashOf(text));
          }
          for (const { subject, why } of quarantined) this.#faults.push(`${subject}: ${why}`);
          from = next;
        },
        signal,
      );
      if (end.kind === 'refused') this.#faults.push(`the reading is refused: ${end.why}`);
      if (end.kind === 'refused') return;
      await sleep(100);
    }
  }
}
