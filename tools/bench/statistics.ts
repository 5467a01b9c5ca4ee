/** Order statistics: one stalled sample on a busy machine must not move a figure. */

/** @param share 0 to 1 */
export function quantile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new RangeError('no samples');
  const sorted = [...samples].sort((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1);
  return sorted[Math.max(0, index)] ?? 0;
}

export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (quantile(sorted, 0.5) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** Mean of the middle half: as robust as a median, and finer than the step of the page's clock. */
export function midmean(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const edge = Math.floor(sorted.length / 4);
  const middle = sorted.slice(edge, sorted.length - edge);
  return middle.reduce((sum, each) => sum + each, 0) / middle.length;
}
