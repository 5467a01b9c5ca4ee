/** Whether what was promised is there: on every node's own disk, once, with the right bytes. */
import type { Promised } from './load.ts';
import type { HeldMessage } from './replica-files.ts';

export interface Verdict {
  readonly promised: number;
  /** Messages on each node. */
  readonly held: Readonly<Record<string, number>>;
  /** `<node> <place>` */
  readonly lost: readonly string[];
  readonly twice: readonly string[];
  readonly changed: readonly string[];
  /** Places that are not on all nodes under the same number with the same bytes. */
  readonly apart: readonly string[];
}

const SHOWN = 20;

export function verdictOn(
  promised: Promised,
  replicas: ReadonlyMap<string, readonly HeldMessage[]>,
): Verdict {
  const lost: string[] = [];
  const twice: string[] = [];
  const changed: string[] = [];
  const nodesOf = new Map<string, number>();
  for (const [node, messages] of replicas) {
    const seen = new Map<string, string>();
    for (const { sequence, subject, hash } of messages) {
      if (seen.has(subject)) twice.push(`${node} ${subject}`);
      seen.set(subject, hash);
      const whole = `${sequence} ${subject} ${hash}`;
      nodesOf.set(whole, (nodesOf.get(whole) ?? 0) + 1);
    }
    for (const [subject, hash] of promised) {
      const there = seen.get(subject);
      if (there === undefined) lost.push(`${node} ${subject}`);
      else if (there !== hash) changed.push(`${node} ${subject}`);
    }
  }
  const apart = [...nodesOf].filter(([, count]) => count !== replicas.size).map(([key]) => key);
  return {
    promised: promised.size,
    held: Object.fromEntries([...replicas].map(([node, { length }]) => [node, length])),
    lost: lost.slice(0, SHOWN),
    twice: twice.slice(0, SHOWN),
    changed: changed.slice(0, SHOWN),
    apart: apart.slice(0, SHOWN),
  };
}

export function isClean({ lost, twice, changed, apart }: Verdict): boolean {
  return lost.length + twice.length + changed.length + apart.length === 0;
}
