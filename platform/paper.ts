/** Printing of a page that shows what ledgers hold: asked what for, recorded, and only then printed. */
import type { Ask } from '../core/ask.ts';
import type { Disclosure } from '../core/ledger/disclosure.ts';
import type { PrintedPage, Printing } from '../core/ledger/printed.ts';

export interface PaperState {
  /** What somebody is asked about; null where nobody wants to print. */
  readonly asking: Printing | null;
  /** Why it was not recorded, and so not printed. */
  readonly failure: string | null;
  /** What is laid out for paper at this moment. */
  readonly printing: PrintedPage | null;
}

export const NO_PAPER: PaperState = { asking: null, failure: null, printing: null };

/** Named on the document, where style sheets leave out what was not recorded. */
const RECORDED = 'recorded';

export interface PaperParts {
  readonly ask: Ask;
  /** Lays the page out, before it returns. */
  readonly changed: () => void;
  /** What the page shows now. */
  readonly shown: () => Printing;
  /** It is recorded, and goes to paper. */
  readonly recorded?: (what: Printing & Disclosure) => void;
  readonly print: () => void;
  readonly document: Document;
}

/** One visit to a page. */
export class Paper {
  readonly #parts: PaperParts;
  #state = NO_PAPER;
  #isBusy = false;

  constructor(parts: PaperParts) {
    this.#parts = parts;
    parts.document.addEventListener('keydown', (event) => this.#key(event));
  }

  get state(): PaperState {
    return this.#state;
  }

  /** @param what null is what the page shows */
  want(what: Printing | null = null): void {
    this.#set({ ...NO_PAPER, asking: what ?? this.#parts.shown() });
  }

  leave(): void {
    if (this.#state.asking) this.#set(NO_PAPER);
  }

  /** Prints once it is recorded. */
  async print(disclosure: Disclosure, what: Printing | null = this.#state.asking): Promise<void> {
    if (what === null || this.#isBusy) return;
    const { asking } = this.#state;
    this.#isBusy = true;
    const failure = await this.#record({ ...what, ...disclosure });
    this.#isBusy = false;
    // Meanwhile somebody left it, or went to something else: that is not what was recorded.
    if (this.#state.asking !== asking) return;
    if (failure !== null) return this.#set({ ...NO_PAPER, asking: what, failure });
    this.#parts.recorded?.({ ...what, ...disclosure });
    const { dataset } = this.#parts.document.documentElement;
    this.#set({ ...NO_PAPER, printing: what.page });
    dataset['paper'] = RECORDED;
    try {
      // Browsers wait here for as long as their own window is open.
      this.#parts.print();
    } finally {
      dataset['paper'] = '';
      this.#set(NO_PAPER);
    }
  }

  async #record(asked: Printing & Disclosure): Promise<string | null> {
    try {
      const reply = await this.#parts.ask('print', asked);
      return reply.ok ? null : reply.code;
    } catch {
      // Anything but an answer counts as not recorded.
      return 'failed';
    }
  }

  #key(event: KeyboardEvent): void {
    const isPrint = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!isPrint || event.key.toLowerCase() !== 'p') return;
    event.preventDefault();
    if (this.#state.asking === null) this.want();
  }

  #set(state: PaperState): void {
    this.#state = state;
    this.#parts.changed();
  }
}
