/** The value below which a share (0 to 1) of the values lies, between two neighbours in proportion. Throws RangeError for no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError('There is no quantile of no values');
  return below + (above - below) * (place - Math.floor(place));
}

/** The middle value: one disturbed run does not move it as it would move a mean. Throws RangeError for no values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Median, least and greatest of the same figure of several runs. Throws RangeError for no values. */
export function spreadOf(values: readonly number[]): {
  readonly median: number;
  readonly min: number;
  readonly max: number;
} {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}
