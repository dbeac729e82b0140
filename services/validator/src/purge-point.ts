/** Up to which offset a partition was committed at some moment. */
export type CommitMark = { readonly offset: bigint; readonly at: number };

/** How a partition's past looks after one more look, and up to where it may be cut off now. */
export type PurgeStep = {
  /** Marks still to come, oldest first. */
  readonly marks: readonly CommitMark[];
  /** Records below it are handled and old enough; null when there is nothing new to cut off. */
  readonly cutBefore: bigint | null;
};

/**
 * Notes what is committed now and says what has been committed for at least `afterMs` (times in epoch ms). Only what was seen
 * committed that long ago is cut off, so that a jump of the clock or a restart can only make it later; and never beyond what is
 * committed now: whoever sets a group back wants to read again.
 */
export function nextPurge(
  marks: readonly CommitMark[],
  committed: bigint | null,
  clock: { readonly now: number; readonly afterMs: number },
): PurgeStep {
  if (committed === null) return { marks, cutBefore: null };
  const standing = marks.filter(({ offset }) => offset <= committed);
  const isNew = committed > (standing.at(-1)?.offset ?? -1n);
  const all = isNew ? [...standing, { offset: committed, at: clock.now }] : standing;
  const ripe = all.filter(({ at }) => clock.now - at >= clock.afterMs);
  return { marks: all.slice(ripe.length), cutBefore: ripe.at(-1)?.offset ?? null };
}
