/** How often two answers to the same question are one, and how much of that is more than chance. */

export interface Agreement {
  /** Pairs that agree, of all. */
  readonly n: number;
  readonly of: number;
  /**
   * Cohen's kappa (1960): 1 where all agree, 0 where no more do than would by chance, below where
   * fewer do. Null where one side has one answer only: it would be 0 however often they agree.
   */
  readonly kappa: number | null;
}

/** Two answers: what was said, and what it is held against. */
export type Pair = readonly [said: string, against: string];

export function agreementOf(pairs: readonly Pair[]): Agreement {
  const of = pairs.length;
  const n = pairs.filter(([said, against]) => said === against).length;
  const said = tally(pairs.map(([each]) => each));
  const against = tally(pairs.map(([, each]) => each));
  let chance = 0;
  for (const [answer, times] of said) chance += (times / of) * ((against.get(answer) ?? 0) / of);
  const isOne = said.size < 2 || against.size < 2;
  const kappa = isOne ? null : (n / of - chance) / (1 - chance);
  return { n, of, kappa };
}

function tally(answers: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return counts;
}
