/**
 * Offsets of one partition; `committedOffset` is null where the group has never committed. It was read BEFORE the others.
 * `stableOffset` is as far as readers of committed records get; without open transactions it is the end.
 */
export type PartitionOffsets = {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly stableOffset: number;
  readonly committedOffset: number | null;
};

/**
 * What waits for a group in one partition.
 * - `NEVER_COMMITTED`: there is no commit, or none any more (Kafka forgets those of groups without members after some days).
 * - `COMMIT_PAST_END`: the commit is past the end of the log, though it was read first: another topic of that name, or a log cut short.
 */
export type PartitionLag =
  | {
      readonly outcome: 'KNOWN';
      /** Offsets between what was handled and what can be read. Never negative. */
      readonly lagCount: number;
      /** Records that retention took before the group read them. */
      readonly lostCount: number;
      /** The offset that the group reads next. */
      readonly position: number;
    }
  | { readonly outcome: 'NEVER_COMMITTED' }
  | { readonly outcome: 'COMMIT_PAST_END' };

/**
 * Decides what waits. Unknown is neither zero nor a number. A commit below the start of the log means that retention was faster than the
 * group: that difference is lost, not waiting. A reader of uncommitted records may be past the stable end: nothing waits then.
 */
export function decideLag({ startOffset, endOffset, stableOffset, committedOffset }: PartitionOffsets): PartitionLag {
  if (committedOffset === null) return { outcome: 'NEVER_COMMITTED' };
  if (committedOffset > endOffset) return { outcome: 'COMMIT_PAST_END' };
  const position = Math.max(committedOffset, startOffset);
  const lagCount = Math.max(0, stableOffset - position);
  return { outcome: 'KNOWN', lagCount, lostCount: position - committedOffset, position };
}
