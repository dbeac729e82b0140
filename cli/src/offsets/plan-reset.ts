import type { CommittedOffset, PartitionBounds } from '@varselvakt/kafka';

/** How one partition of a group is to be moved. */
export type ResetStep = {
  readonly partition: number;
  /** Null where the group has never committed. */
  readonly from: bigint | null;
  readonly to: bigint;
  /** So many offsets would never be read. */
  readonly skippedCount: bigint;
  /** So many would be read again. */
  readonly repeatedCount: bigint;
};

/** What a reset does to each partition; `targets` in step with `bounds`. Counts offsets: a compacted log holds fewer records. Pure. */
export function planReset(
  bounds: readonly PartitionBounds[],
  committed: readonly CommittedOffset[],
  targets: readonly bigint[],
): readonly ResetStep[] {
  const committedOf = new Map(committed.map(({ partition, offset }) => [partition, offset]));
  return bounds.map((bound, index) => {
    const from = committedOf.get(bound.partition) ?? null;
    const to = targets[index] ?? bound.endOffset;
    // A group that never committed begins at the start, and so does one whose place has been cut off.
    const reading = from === null || from < bound.startOffset ? bound.startOffset : from;
    return {
      partition: bound.partition,
      from,
      to,
      skippedCount: to > reading ? to - reading : 0n,
      repeatedCount: to < reading ? reading - to : 0n,
    };
  });
}

/** What changes nothing is left alone. */
export const isMove = ({ from, to }: ResetStep): boolean => from !== to;

/** The sums over all partitions. */
export const sumReset = (steps: readonly ResetStep[]) => ({
  skippedCount: steps.reduce((sum, step) => sum + step.skippedCount, 0n),
  repeatedCount: steps.reduce((sum, step) => sum + step.repeatedCount, 0n),
});
