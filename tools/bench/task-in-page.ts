/** Times what the guard does when the page is quiet. Sent to the page as text, like the others. */

export interface Tasks {
  /** Milliseconds of the longest task of at least 50 ms, the median of all changes, or 0. */
  readonly longestTaskMs: number;
  /** Milliseconds of the longest callback of this world's timers and idle times, as the median. */
  readonly longestSliceMs: number;
}

export async function watchTasks(plan: {
  readonly changes: number;
  readonly waitMs: number;
}): Promise<Tasks> {
  const pause = (ms: number) => new Promise((resolve) => later(resolve, ms));
  const later = globalThis.setTimeout.bind(globalThis);
  const idle = globalThis.requestIdleCallback.bind(globalThis);
  let slice = 0;
  const timed = (run: () => void): void => {
    const before = performance.now();
    run();
    slice = Math.max(slice, performance.now() - before);
  };
  Reflect.set(globalThis, 'setTimeout', (run: () => void, ms: number) =>
    later(() => timed(run), ms),
  );
  Reflect.set(globalThis, 'requestIdleCallback', (run: () => void, options: IdleRequestOptions) =>
    idle(() => timed(run), options),
  );
  // The load itself is over, and with it the count that it caused.
  await pause(plan.waitMs);
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  const tasks: number[] = [];
  const slices: number[] = [];
  const guard = globalThis.rightToReport;
  for (let change = 0; change < plan.changes; change++) {
    longest = 0;
    slice = 0;
    // All of the page is counted anew, as after its load.
    guard?.forget(false);
    const label = document.createElement('label');
    document.body.append(label);
    label.remove();
    await pause(plan.waitMs);
    tasks.push(longest);
    slices.push(slice);
  }
  observer.disconnect();
  const middle = (each: number[]) => each.sort((a, b) => a - b)[Math.floor(each.length / 2)] ?? 0;
  return { longestTaskMs: middle(tasks), longestSliceMs: middle(slices) };
}
