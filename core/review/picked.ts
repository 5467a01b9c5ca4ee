/** What is picked of the entries that were read, each hashed and drawn once. */
import type { AttemptHeader, Header, ReviewHeader } from '../ledger/header.ts';
import { leafHash } from '../ledger/tree.ts';
import type { Sampling } from '../policy/sampling.ts';
import { isAttemptPicked, isDecisionPicked, isPickedFrom } from './sampling.ts';
import type { Picks } from './second-look.ts';

export class Sample implements Picks {
  readonly #sampling: Sampling;
  readonly #key: string;
  /** Attempts by id, whether they are picked. */
  readonly #attempts = new Map<string, boolean>();
  /** Leaf hashes of decisions, by id. */
  readonly #leaves = new Map<string, string>();
  /** Decisions by id and reason, whether they are picked. */
  readonly #decisions = new Map<string, boolean>();

  constructor(sampling: Sampling) {
    this.#sampling = sampling;
    this.#key = JSON.stringify(sampling);
  }

  /** Whether it was made by the same shares and seeds. */
  isBy(sampling: Sampling): boolean {
    return sampling === this.#sampling || JSON.stringify(sampling) === this.#key;
  }

  /**
   * Reads an entry. What was read first under an id stays, as it does where entries are kept.
   *
   * @param line of the entry, as it was hashed
   */
  add(header: Header, line: string): void {
    if (header.kind === 'review' || isPickedFrom(header)) this.addHashed(header, leafHash(line));
  }

  /** The same of an entry whose leaf hash is known. */
  addHashed(header: Header, leaf: string): void {
    const { id } = header;
    if (header.kind === 'review') {
      if (!this.#leaves.has(id)) this.#leaves.set(id, leaf);
    } else if (isPickedFrom(header) && !this.#attempts.has(id))
      this.#attempts.set(id, isAttemptPicked(header, leaf, this.#sampling));
  }

  /** Leaf hash of a decision, hex; undefined where it was not read. */
  leafOf(id: string): string | undefined {
    return this.#leaves.get(id);
  }

  readonly isPicked = ({ id }: AttemptHeader): boolean => this.#attempts.get(id) === true;

  readonly needsSecond = (decision: ReviewHeader, reason: string | null): boolean => {
    const key = `${decision.id} ${reason}`;
    const known = this.#decisions.get(key);
    if (known !== undefined) return known;
    const leaf = this.#leaves.get(decision.id);
    // Not read yet: it is drawn when its line is here.
    if (leaf === undefined) return false;
    const picked = isDecisionPicked(decision, leaf, reason, this.#sampling);
    this.#decisions.set(key, picked);
    return picked;
  };
}
