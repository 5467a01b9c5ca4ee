/** What runs one after the other, because two at once would write over each other. */

export type InTurn = <T>(task: () => Promise<T>) => Promise<T>;

/** @param first what everything else waits for; its failure is its caller's to report */
export function turns(first: Promise<unknown> = Promise.resolve()): InTurn {
  let last = first;
  return (task) => {
    // The task before reported its own failure to whoever asked for it.
    const turn = last.then(task, task);
    last = turn.catch(() => undefined);
    return turn;
  };
}
