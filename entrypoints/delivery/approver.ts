/** Puts questions to a second person, and answers, to the store, and looks whether one was answered. */
import type { ApprovalWork } from '../../core/approval/messages.ts';
import type { Decided, RecordStore, StopSignal } from '../../core/delivery/store.ts';
import type { LivePlace } from '../../core/delivery/subjects.ts';

/** The background, as far as second persons go. */
export interface Askers {
  work(): Promise<ApprovalWork>;
  put(id: string, answer: Decided): Promise<unknown>;
  heard(place: LivePlace, text: string): Promise<unknown>;
  /** Ends early where there may be more to do. */
  pause(ms: number): Promise<void>;
  untilWoken(): Promise<void>;
}

/** Somebody waits before a prompt. */
const BETWEEN_MS = 1_000;

const UNHEARD = { kind: 'later', why: 'unreachable' } as const;

export class Approver {
  readonly #store: Pick<RecordStore, 'decide' | 'hear'>;
  readonly #askers: Askers;
  #isBusy = false;

  constructor(store: Pick<RecordStore, 'decide' | 'hear'>, askers: Askers) {
    this.#store = store;
    this.#askers = askers;
  }

  /** Whether the page has to stay: somebody waits. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  async run(stop: StopSignal): Promise<void> {
    while (!stop.aborted) {
      const { puts, hears } = await this.#askers.work();
      this.#isBusy = puts.length + hears.length > 0;
      for (const { id, place, text } of puts)
        await this.#askers.put(id, await this.#store.decide({ place, text }));
      for (const place of hears) {
        const said = await this.#store.hear(place);
        if (said.kind === 'heard') await this.#askers.heard(place, said.text);
        // Whoever waits is told that nobody can answer at the moment; it is put again until that is over.
        // Also where it is refused: a credential is renewed while the question still waits.
        else if (said.kind !== 'nothing') await this.#askers.put(place.id, UNHEARD);
      }
      if (stop.aborted) return;
      if (this.#isBusy) await this.#askers.pause(BETWEEN_MS);
      else await this.#askers.untilWoken();
    }
  }
}
