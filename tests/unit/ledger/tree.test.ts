import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencyProof,
  EMPTY_EDGE,
  EMPTY_ROOT,
  edgeOf,
  inclusionProof,
  inclusionProofBy,
  isConsistent,
  isEdge,
  leafHash,
  pushLeaf,
  rootByInclusion,
  rootOf,
  rootOver,
  rootOverBlocks,
} from '../../../core/ledger/tree.ts';

/**
 * The published vectors of Certificate Transparency's reference implementation
 * (google/certificate-transparency, merkletree tests): eight leaves, the root after each.
 */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** Leaves that are not text are hashed as bytes: the vectors are binary. */
const leaves = LEAVES.map((hex) => bytesToHex(sha256(new Uint8Array([0, ...hexToBytes(hex)]))));

function madeUp(count: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => leafHash(`entry ${number}`));
}

describe('the tree of RFC 6962', () => {
  it('has the published roots after each of eight leaves', () => {
    expect(EMPTY_ROOT).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(rootOf(EMPTY_EDGE)).toBe(EMPTY_ROOT);
    expect(LEAVES.map((_, index) => rootOf(edgeOf(leaves.slice(0, index + 1))))).toEqual(ROOTS);
  });

  it('has the published inclusion proofs', () => {
    expect(inclusionProof(leaves, 0)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(inclusionProof(leaves.slice(0, 3), 2)).toEqual([
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    ]);
    expect(inclusionProof(leaves.slice(0, 1), 0)).toEqual([]);
  });

  it('has the published consistency proofs', () => {
    expect(consistencyProof(leaves, 1)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(consistencyProof(leaves, 6)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(consistencyProof(leaves.slice(0, 5), 2)).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ]);
  });

  it('keeps an edge that can be one', () => {
    for (let count = 0; count < 40; count++) expect(isEdge(edgeOf(madeUp(count)))).toBe(true);
    expect(isEdge({ size: 2, nodes: [] })).toBe(false);
    expect(isEdge({ size: -1, nodes: ['00'] })).toBe(false);
    expect(isEdge({ size: 1, nodes: ['not a hash'] })).toBe(false);
  });
});

describe('a proof', () => {
  it('leads from any entry to the root, and from no other place to it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (size, one, two) => {
        const all = madeUp(size);
        const [index, other] = [one % size, two % size];
        const proof = inclusionProof(all, index);
        const root = rootOf(edgeOf(all));
        const leaf = all[index] ?? '';
        expect(rootByInclusion(leaf, index, size, proof)).toBe(root);
        if (other !== index) expect(rootByInclusion(leaf, other, size, proof)).not.toBe(root);
        expect(rootByInclusion(leafHash('forged'), index, size, proof)).not.toBe(root);
        expect(rootByInclusion(leaf, index, size, [...proof, leaf])).not.toBe(root);
      }),
    );
  });

  it('shows that a later tree begins with an earlier one, and never with another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (size, one, two) => {
        const all = madeUp(size);
        const early = 1 + (one % size);
        const after = { size, root: rootOf(edgeOf(all)) };
        const before = { size: early, root: rootOf(edgeOf(all.slice(0, early))) };
        const proof = consistencyProof(all, early);
        expect(isConsistent(before, after, proof)).toBe(true);
        const changed = all.with(two % early, leafHash('forged')).slice(0, early);
        expect(isConsistent({ size: early, root: rootOf(edgeOf(changed)) }, after, proof)).toBe(
          false,
        );
        expect(isConsistent(before, { ...after, root: EMPTY_ROOT }, proof)).toBe(false);
        expect(isConsistent(before, after, [...proof, EMPTY_ROOT])).toBe(false);
      }),
    );
  });

  it('is refused for what is not there', () => {
    expect(() => inclusionProof(leaves, 8)).toThrow(RangeError);
    expect(() => inclusionProof([], 0)).toThrow(RangeError);
    expect(() => consistencyProof(leaves, 0)).toThrow(RangeError);
    expect(() => consistencyProof(leaves, 9)).toThrow(RangeError);
    expect(rootByInclusion(leaves[0] ?? '', 3, 3, [])).toBeNull();
    expect(isConsistent({ size: 0, root: EMPTY_ROOT }, { size: 1, root: EMPTY_ROOT }, [])).toBe(
      false,
    );
    expect(pushLeaf(EMPTY_EDGE, 'aa').size).toBe(1);
  });
});

describe('a proof from roots over blocks', () => {
  const leaves = Array.from({ length: 27 }, (_, place) => leafHash(`${place}`));

  it('is the one that all leaves give, for every leaf of every size, and reads no other block', () => {
    for (let size = 1; size <= leaves.length; size++)
      for (let index = 0; index < size; index++) {
        const asked = new Set<number>();
        const proof = inclusionProofBy(size, index, (from, to) =>
          rootOverBlocks(from, to, 4, (first, end) => {
            if (end - first < 4) asked.add(Math.floor(first / 4));
            return rootOver(leaves.slice(first, end));
          }),
        );
        expect(proof).toEqual(inclusionProof(leaves.slice(0, size), index));
        const readable = [Math.floor(index / 4), Math.floor(size / 4)];
        expect([...asked].filter((block) => !readable.includes(block))).toEqual([]);
      }
  });

  it('is refused for a leaf that there is not', () => {
    expect(() => inclusionProofBy(4, 4, () => '')).toThrow(RangeError);
  });
});
