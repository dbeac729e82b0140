/**
 * The result of the work, or null as soon as the signal aborts; the work goes on unheard then. Throws what the work throws.
 *
 * Why not a race against one promise for the whole loop: such a promise keeps every race that it was ever in, and each of them its result.
 */
export async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result | null> {
  const { promise: aborted, resolve } = Promise.withResolvers<null>();
  const stop = () => resolve(null);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
