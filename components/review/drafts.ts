/** What a reviewer has begun to write, by override: it outlives the form that it was written in. */
export interface Draft {
  readonly outcome: string;
  readonly note: string;
  /** Whether a remedy is needed for the victim. */
  readonly remedy?: boolean;
  /** As it was typed. */
  readonly followUpDays?: string;
}

const EMPTY: Draft = { outcome: '', note: '' };

/** In memory of the page only. */
export class Drafts {
  readonly #drafts = new Map<string, Draft>();

  of(id: string): Draft {
    return this.#drafts.get(id) ?? EMPTY;
  }

  keep(id: string, draft: Draft): void {
    this.#drafts.set(id, draft);
  }

  /** The decision stands: it is where it belongs. */
  drop(id: string): void {
    this.#drafts.delete(id);
  }
}
