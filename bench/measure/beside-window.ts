/** How far two had come at one moment that work beside each other. */
export type PairSample = { readonly atMs: number; readonly stored: number; readonly erased: number };

/** The stretch in which both were at work. */
export type PairWindow = { readonly first: PairSample; readonly last: PairSample };

/** From the last sample before the first deletion on, to the last one in which either still got ahead. Throws RangeError when they never met. */
export function besideWindow(samples: readonly PairSample[]): PairWindow {
  const firstErased = samples.findIndex(({ erased }) => erased > 0);
  const first = samples[Math.max(0, firstErased - 1)];
  const storedAtLast = samples.at(-1)?.stored ?? 0;
  const lastMoved = samples.findIndex(({ stored }) => stored === storedAtLast);
  const last = samples[Math.max(firstErased, lastMoved)];
  if (firstErased < 0 || first === undefined || last === undefined || lastMoved <= firstErased)
    throw new RangeError('Storing and deleting hardly met: ask for more events');
  return { first, last };
}

/** How many a second one of them did meanwhile. */
export const rateOf = ({ first, last }: PairWindow, what: 'stored' | 'erased'): number =>
  (last[what] - first[what]) / ((last.atMs - first.atMs) / 1_000);
