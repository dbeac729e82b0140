/** Offsets of one partition as Kafka tells them; `committedOffset` is null where the group has never committed. */
export type PartitionOffsets = {
  readonly partition: number;
  readonly startOffset: bigint;
  readonly endOffset: bigint;
  readonly committedOffset: bigint | null;
};

export type PartitionLag = {
  readonly partition: number;
  /** Records that wait; null when nobody can know. Never negative. */
  readonly lagCount: bigint | null;
  /** Records that were gone before the group read them; null when nobody can know. */
  readonly lostCount: bigint | null;
};

/**
 * What waits for a group in one partition. Unknown is not zero: a group that never committed has no lag yet. A commit below the start
 * of the log means that retention was faster than the group: that difference is lost, not waiting.
 */
export function decideLag({ partition, startOffset, endOffset, committedOffset }: PartitionOffsets): PartitionLag {
  if (committedOffset === null) return { partition, lagCount: null, lostCount: null };
  const from = committedOffset < startOffset ? startOffset : committedOffset;
  return {
    partition,
    // The end was read before the commit: the group may have moved past it meanwhile.
    lagCount: endOffset > from ? endOffset - from : 0n,
    lostCount: from - committedOffset,
  };
}
