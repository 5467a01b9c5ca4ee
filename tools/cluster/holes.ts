/**
 * Which records a node lacks. A node tells how many it has and not which, so it is asked for the
 * next one from many places on; answers that jump show a hole. Holes are as large as a file of the
 * stream, so few questions find them.
 */

/** Of sequence numbers, both included. */
export interface Hole {
  readonly from: number;
  readonly to: number;
}

/** @returns sequence of the first record at this one or after it; null: there is none */
export type NextFrom = (sequence: number) => Promise<number | null>;

const AT_A_TIME = 32;
const FIRST_QUESTIONS = 256;
/** After these the rest is not looked for. */
const MOST_QUESTIONS = 4_096;

/**
 * @param within where it lacks so many
 * @returns in order; together smaller than `lacks` where not all were found, and nothing where the
 *   answers do not fit the count: then somebody else answered
 */
export async function findHoles(
  within: Hole,
  lacks: number,
  nextFrom: NextFrom,
): Promise<readonly Hole[]> {
  const { from, to } = within;
  const holes: Hole[] = [];
  const sum = (): number => holes.reduce((all, hole) => all + sizeOf(hole), 0);
  const isKnown = (at: number): boolean => holes.some((hole) => at >= hole.from && at <= hole.to);
  let asked = 0;
  for (
    let stride = Math.max(1, Math.ceil((to - from + 1) / FIRST_QUESTIONS));
    sum() < lacks && asked < MOST_QUESTIONS;
    stride = Math.ceil(stride / 2)
  ) {
    const places = placesIn(within, stride).filter((at) => !isKnown(at));
    for (let index = 0; index < places.length && sum() < lacks; index += AT_A_TIME) {
      const some = places.slice(index, index + AT_A_TIME);
      asked += some.length;
      const found = await Promise.all(some.map(nextFrom));
      for (const [each, at] of some.entries()) {
        const next = found[each] ?? null;
        if (next === at || isKnown(at)) continue;
        const end = next === null ? to : next - 1;
        holes.push({ from: await startOf(at, Math.max(from, at - stride), nextFrom), to: end });
      }
    }
    if (stride === 1) break;
  }
  return sum() > lacks ? [] : holes.sort((one, other) => one.from - other.from);
}

export function sizeOf({ from, to }: Hole): number {
  return to - from + 1;
}

function placesIn({ from, to }: Hole, stride: number): readonly number[] {
  const count = Math.floor((to - from) / stride) + 1;
  return [...Array.from({ length: count }, (_, index) => from + index * stride), to];
}

/** @param missing is not there @param before may be there; nothing is known of what lies between */
async function startOf(missing: number, before: number, nextFrom: NextFrom): Promise<number> {
  let [low, high] = [before - 1, missing];
  // One hole reaches from `high` to `missing`; `low` is before it.
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const next = await nextFrom(middle);
    if (next === null || next >= missing) high = middle;
    else low = Math.min(next, high - 1);
  }
  return high;
}
