/**
 * The Merkle tree over the entries of one device: RFC 6962 2.1. Hashes are lower-case hex here and
 * wherever they are stored; only a checkpoint writes its root in base64, as C2SP says.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { textHash } from '../text-hash.ts';

/** One byte of UTF-8, 0: put before the text, a line is encoded once and not copied. */
const LEAF = '\0';

/** RFC 6962 2.1: the root over nothing. */
export const EMPTY_ROOT = bytesToHex(sha256(new Uint8Array()));

/** What is hashed for a leaf: @param data the exact bytes of an entry, as text */
export function leafText(data: string): string {
  return LEAF + data;
}

/** @param data the exact bytes of an entry, as text */
export function leafHash(data: string): string {
  return textHash(leafText(data));
}

/** Where what is hashed for a node is put together: 1, and the two hashes. */
const NODE = new Uint8Array([1, ...new Uint8Array(64)]);

function nodeHash(left: string, right: string): string {
  NODE.set(hexToBytes(left), 1);
  NODE.set(hexToBytes(right), 33);
  return bytesToHex(sha256(NODE));
}

/**
 * The left edge of a tree: roots of its perfect subtrees, the largest first. All that is needed
 * to append to it and to know its root: one hash for each bit set in its size.
 */
export interface Edge {
  readonly size: number;
  readonly nodes: readonly string[];
}

export const EMPTY_EDGE: Edge = { size: 0, nodes: [] };

/** The edge after one more leaf. Costs one hash on average, at most one for each level. */
export function pushLeaf({ size, nodes }: Edge, leaf: string): Edge {
  const grown = [...nodes];
  let top = leaf;
  // Each trailing one bit of the size is a perfect subtree as large as the one that is carried.
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2)
    top = nodeHash(grown.pop() ?? '', top);
  return { size: size + 1, nodes: [...grown, top] };
}

/** The root of the whole tree. */
export function rootOf({ nodes }: Edge): string {
  const [last, ...before] = nodes.toReversed();
  return last === undefined
    ? EMPTY_ROOT
    : before.reduce((right, left) => nodeHash(left, right), last);
}

/** Whether an edge can be one: as many nodes as its size has bits set, each a hash. */
export function isEdge({ size, nodes }: Edge): boolean {
  return (
    Number.isSafeInteger(size) &&
    size >= 0 &&
    nodes.length === size.toString(2).replaceAll('0', '').length &&
    nodes.every(isHash)
  );
}

export function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

/** @param leaves leaf hashes in order of sequence */
export function edgeOf(leaves: readonly string[], from: Edge = EMPTY_EDGE): Edge {
  return leaves.reduce(pushLeaf, from);
}

/** Largest power of two smaller than `size`, which is at least 2. */
function splitOf(size: number): number {
  return 2 ** (Math.ceil(Math.log2(size)) - 1);
}

/** @param leaves leaf hashes in order of sequence */
export function rootOver(leaves: readonly string[]): string {
  return rootOf(edgeOf(leaves));
}

/**
 * RFC 6962 2.1.1: what is needed beside a leaf to know the root.
 *
 * @throws RangeError where there is no such leaf
 */
export function inclusionProof(leaves: readonly string[], index: number): readonly string[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
    throw new RangeError(`no leaf ${index} among ${leaves.length}`);
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...inclusionProof(left, index), rootOver(right)]
    : [...inclusionProof(right, index - split), rootOver(left)];
}

/** What is known of the roots over parts of a tree: over leaves from one place up to another. */
export type RootOver = (from: number, to: number) => string;

/**
 * The same where the leaves need not all be at hand: roots over whole blocks stand for them.
 *
 * @param rootOf asked for parts that a tree of so many leaves has, and never for the leaf itself
 */
export function inclusionProofBy(size: number, index: number, rootOf: RootOver): readonly string[] {
  if (!Number.isInteger(index) || index < 0 || index >= size)
    throw new RangeError(`no leaf ${index} among ${size}`);
  const proof: string[] = [];
  for (let [from, to] = [0, size]; to - from > 1; ) {
    const middle = from + splitOf(to - from);
    if (index < middle) proof.push(rootOf(middle, to));
    else proof.push(rootOf(from, middle));
    [from, to] = index < middle ? [from, middle] : [middle, to];
  }
  return proof.reverse();
}

/**
 * The root over a part of a tree, of roots over its blocks.
 *
 * @param block leaves of a block, a power of two
 * @param rootOf over one block, or over less where the tree ends in it
 */
export function rootOverBlocks(from: number, to: number, block: number, rootOf: RootOver): string {
  if (to - from <= block) return rootOf(from, to);
  const middle = from + splitOf(to - from);
  return nodeHash(
    rootOverBlocks(from, middle, block, rootOf),
    rootOverBlocks(middle, to, block, rootOf),
  );
}

/** The root that an inclusion proof leads to (RFC 9162 2.1.3.2), or null where it cannot be one. */
export function rootByInclusion(
  leaf: string,
  index: number,
  size: number,
  proof: readonly string[],
): string | null {
  if (!(Number.isInteger(index) && index >= 0 && index < size)) return null;
  let [node, last] = [index, size - 1];
  let root = leaf;
  for (const beside of proof) {
    if (last === 0) return null;
    if (node % 2 === 1 || node === last) {
      root = nodeHash(beside, root);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else root = nodeHash(root, beside);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 ? root : null;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

/**
 * RFC 6962 2.1.2: what shows that the tree of the first `size` leaves is a beginning of this one.
 *
 * @throws RangeError where `size` is not between 1 and the number of leaves
 */
export function consistencyProof(leaves: readonly string[], size: number): readonly string[] {
  if (!Number.isInteger(size) || size < 1 || size > leaves.length)
    throw new RangeError(`no beginning of ${size} among ${leaves.length}`);
  return subproof(leaves, size, true);
}

function subproof(leaves: readonly string[], size: number, isKnown: boolean): readonly string[] {
  if (size === leaves.length) return isKnown ? [] : [rootOver(leaves)];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return size <= split
    ? [...subproof(left, size, isKnown), rootOver(right)]
    : [...subproof(right, size - split, false), rootOver(left)];
}

/** Whether a consistency proof shows that one tree begins with another (RFC 9162 2.1.4.2). */
export function isConsistent(
  before: { readonly size: number; readonly root: string },
  after: { readonly size: number; readonly root: string },
  proof: readonly string[],
): boolean {
  if (before.size < 1 || before.size > after.size) return false;
  if (before.size === after.size) return proof.length === 0 && before.root === after.root;
  const isPower = Number.isInteger(Math.log2(before.size));
  const [first, ...rest] = isPower ? [before.root, ...proof] : proof;
  if (first === undefined) return false;
  let [node, last] = [before.size - 1, after.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [old, now] = [first, first];
  for (const beside of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [old, now] = [nodeHash(beside, old), nodeHash(beside, now)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else now = nodeHash(now, beside);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && old === before.root && now === after.root;
}
