/** Reading again whenever something came, one reading at a time. */

/**
 * @param read never rejects
 * @returns asks for a reading: what is asked for during one is one more behind it. True for whoever's
 * call did the reading, when nothing is left to read.
 */
export function following(read: () => Promise<void>): () => Promise<boolean> {
  let isReading = false;
  let isBehind = false;
  return async () => {
    isBehind = true;
    if (isReading) return false;
    isReading = true;
    while (isBehind) {
      isBehind = false;
      await read();
    }
    isReading = false;
    return true;
  };
}
