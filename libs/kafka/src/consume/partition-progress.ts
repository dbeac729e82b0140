import type { PartitionState } from './batch-handling.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What is known of one assigned partition, and the wait that will let it be read again. */
export type PartitionProgress = Mutable<PartitionState> & {
  /** True while a handler works on it. */
  busy: boolean;
  /** True when what is done is not committed: a commit has failed, or none was tried. */
  commitDue: boolean;
  resumeTimer: NodeJS.Timeout | null;
};

/** `before` = what was known when this member had the partition in the generation before: a trouble does not end by rebalancing. */
export const createPartitionProgress = (
  topic: string,
  partition: number,
  nowAt: number,
  before: PartitionProgress | undefined,
): PartitionProgress => ({
  topic,
  partition,
  position: null,
  highWatermark: before?.highWatermark ?? null,
  lastCommittedOffset: null,
  lastCommitAt: before?.lastCommitAt ?? null,
  lastProgressAt: nowAt,
  failingSinceAt: before?.failingSinceAt ?? null,
  failureCode: before?.failureCode ?? null,
  attemptCount: before?.attemptCount ?? 0,
  stuckSinceAt: before?.stuckSinceAt ?? null,
  oldestUnhandledAt: null,
  busy: false,
  commitDue: false,
  resumeTimer: null,
});

/** Notes a failed attempt. */
export const noteFailure = (progress: PartitionProgress, code: string, nowAt: number): void => {
  progress.failingSinceAt ??= nowAt;
  progress.failureCode = code;
  progress.attemptCount += 1;
};

/** Notes that everything below `position` is done. */
export const noteProgress = (progress: PartitionProgress, position: bigint, nowAt: number): void => {
  progress.position = position;
  progress.lastProgressAt = nowAt;
  progress.failingSinceAt = null;
  progress.failureCode = null;
  progress.attemptCount = 0;
  progress.stuckSinceAt = null;
  progress.oldestUnhandledAt = null;
};

/**
 * Notes a commit that came in. One that was tried again, or was given up as too late, may do so after a later one, and has then moved the
 * group back: the later one is due again.
 */
export const noteCommit = (progress: PartitionProgress, position: bigint, nowAt: number): void => {
  progress.lastCommitAt = nowAt;
  progress.lastCommittedOffset = position;
  progress.commitDue = progress.position !== null && position < progress.position;
};

/** The part that others may see. */
export const toPartitionState = ({
  busy: _busy,
  commitDue: _commitDue,
  resumeTimer: _timer,
  ...state
}: PartitionProgress): PartitionState => ({
  ...state,
});
