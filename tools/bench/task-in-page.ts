/** Watches for long tasks after a change. Sent to the page as text, like the other harnesses. */

/** @returns milliseconds of the longest task of at least 50 ms, the median of all changes, or 0 */
export async function longestTask(plan: {
  readonly changes: number;
  readonly waitMs: number;
}): Promise<number> {
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  // The load itself is over, and with it the count that it caused.
  await pause(plan.waitMs);
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  const found: number[] = [];
  for (let change = 0; change < plan.changes; change++) {
    longest = 0;
    const label = document.createElement('label');
    document.body.append(label);
    label.remove();
    await pause(plan.waitMs);
    found.push(longest);
  }
  observer.disconnect();
  return found.sort((a, b) => a - b)[Math.floor(found.length / 2)] ?? 0;
}
