/**
 * HalfSipHash-2-4: 32 bits of a short text under a key of 64 bits. Source: Aumasson and Bernstein,
 * SipHash, and its reference implementation. A library's hash of the same use is ten times this
 * size, and it would travel into every guarded page for twenty bits.
 */

/** @param key two words of 32 bits */
export function keyedHash(bytes: Uint8Array, [k0, k1]: readonly [number, number]): number {
  let v0 = k0;
  let v1 = k1;
  let v2 = 0x6c796765 ^ k0;
  let v3 = 0x74656462 ^ k1;
  const rounds = (times: number): void => {
    for (let round = 0; round < times; round++) {
      v0 = (v0 + v1) | 0;
      v1 = turned(v1, 5) ^ v0;
      v0 = turned(v0, 16);
      v2 = (v2 + v3) | 0;
      v3 = turned(v3, 8) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = turned(v3, 7) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = turned(v1, 13) ^ v2;
      v2 = turned(v2, 16);
    }
  };
  const { length } = bytes;
  // The last word holds what is left and the length.
  for (let at = 0; at <= length - (length % 4); at += 4) {
    const isLast = at + 4 > length;
    let word = isLast ? length << 24 : 0;
    for (let place = 0; place < 4 && at + place < length; place++)
      word |= (bytes[at + place] ?? 0) << (8 * place);
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  }
  v2 ^= 0xff;
  rounds(4);
  return (v1 ^ v3) >>> 0;
}

function turned(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
