/** Which of the words that are allowed somebody may have meant. */

/** Beyond this many changed letters a guess would be no help. */
const MOST_CHANGES = 4;

/** @returns undefined where none is near */
export function nearest(written: string, allowed: readonly string[]): string | undefined {
  const plain = plainly(written);
  let best: string | undefined;
  let fewest = Math.min(MOST_CHANGES, Math.ceil(plain.length / 2)) + 1;
  for (const each of allowed) {
    const changes = distance(plain, plainly(each));
    if (changes < fewest) {
      fewest = changes;
      best = each;
    }
  }
  return best;
}

function plainly(word: string): string {
  return word
    .slice(0, 80)
    .toLowerCase()
    .replace(/[\s_.]+/g, '-');
}

/** Letters to change, add or take away to make one word the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...a].entries()) {
    const next = [at + 1];
    for (let index = 0; index < b.length; index++)
      next.push(
        Math.min(
          (next[index] ?? 0) + 1,
          (row[index + 1] ?? 0) + 1,
          (row[index] ?? 0) + (b[index] === letter ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
