/**
 * Leaf hashes of received ledgers, in blocks, no longer than their last place: a tree over 100,000
 * entries is one read, and a device of which one entry came costs little.
 */
import type { LeafBlock } from './database.ts';

export const BLOCK = 256;
const HASH = 64;
export const NO_LEAF = '0'.repeat(HASH);

/** Blocks of one device while something is put into them. */
export class Blocks {
  readonly #device: string;
  readonly #blocks = new Map<number, string>();
  readonly #changed = new Set<number>();

  constructor(device: string, stored: readonly (LeafBlock | undefined)[]) {
    this.#device = device;
    for (const each of stored) if (each) this.#blocks.set(each.block, each.hashes);
  }

  /** Null where the place is free. */
  at(seq: number): string | null {
    const hashes = this.#blocks.get(blockOf(seq));
    const place = (seq % BLOCK) * HASH;
    const hash = hashes?.slice(place, place + HASH);
    return hash === undefined || hash === '' || hash === NO_LEAF ? null : hash;
  }

  put(seq: number, hash: string): void {
    const block = blockOf(seq);
    const place = (seq % BLOCK) * HASH;
    const hashes = (this.#blocks.get(block) ?? '').padEnd(place, '0');
    this.#blocks.set(block, hashes.slice(0, place) + hash + hashes.slice(place + HASH));
    this.#changed.add(block);
  }

  changed(): readonly LeafBlock[] {
    return [...this.#changed].map((block) => ({
      device: this.#device,
      block,
      hashes: this.#blocks.get(block) ?? '',
    }));
  }
}

export function blockOf(seq: number): number {
  return Math.floor(seq / BLOCK);
}

/** Numbers of the blocks in which these places are. */
export function blocksOf(places: readonly number[]): readonly number[] {
  return [...new Set(places.map(blockOf))];
}

/**
 * Leaf hashes from the first place of the first block on, `NO_LEAF` where there is none.
 *
 * @param blocks in order, without a hole
 */
export function leavesOf(blocks: readonly LeafBlock[]): readonly string[] {
  return blocks.flatMap(({ hashes }) =>
    Array.from(
      { length: BLOCK },
      (_, place) => hashes.slice(place * HASH, (place + 1) * HASH) || NO_LEAF,
    ),
  );
}
