import type { CommitSample, CommitWindow } from './commit-window.ts';

/** Burrow's words for a partition, and for a group, where ERR stands for whatever is worse than WARN. */
export type PartitionStatus = 'OK' | 'WARN' | 'STOP' | 'STALL' | 'REWIND';
export type GroupStatus = 'NOTFOUND' | 'OK' | 'WARN' | 'ERR';

/** The numbers that Burrow gives its words; dashboards know them. */
export const statusNumbers = { NOTFOUND: 0, OK: 1, WARN: 2, ERR: 3, STOP: 4, STALL: 5, REWIND: 6 } as const;

/** Why a partition has its status. */
export type StatusCause =
  | 'NO_COMMIT'
  | 'FEW_LOOKS'
  | 'CAUGHT_UP'
  | 'NO_MORE_COMMITS'
  | 'RECENTLY_CAUGHT_UP'
  | 'WENT_BACK'
  | 'DOES_NOT_MOVE'
  | 'FALLS_BEHIND'
  | 'KEEPS_UP';

export type StatusDecision = {
  readonly status: PartitionStatus;
  readonly cause: StatusCause;
  /** The share of the window that is filled, 0 to 1. */
  readonly complete: number;
};

export type StatusRules = {
  readonly size: number;
  /** A lag up to this is none. */
  readonly allowedLag: number;
  /** A window that is filled less than this (0 to 1) is not judged. */
  readonly minimumComplete: number;
};

type Commits = readonly [CommitSample, ...CommitSample[]];

const hasCommits = (commits: readonly CommitSample[]): commits is Commits => commits.length > 0;
const lastOf = (commits: Commits): CommitSample => commits.at(-1) ?? commits[0];

/** The last commit is longer ago than the whole window is long. */
const hasStopped = (commits: Commits, now: number): boolean =>
  now - lastOf(commits).at > lastOf(commits).at - commits[0].at;

/** At one of the last looks the log ended where the group is now: what waits is new. */
const wasRecentlyAtTheEnd = (commits: Commits, ends: readonly number[]): boolean =>
  ends.some((end) => end <= lastOf(commits).offset);

/** It went back, and has not come again to where it was before it first did. */
const hasRewound = (commits: Commits): boolean => {
  const at = commits.findIndex(({ offset }, index) => offset < (commits[index - 1]?.offset ?? offset));
  const before = commits[at - 1]?.offset;
  return before !== undefined && !commits.slice(at).some(({ offset }) => offset >= before);
};

const neverFell = (lags: readonly number[]): boolean => lags.every((lag, index) => lag >= (lags[index - 1] ?? lag));

function judge(
  commits: Commits,
  ends: readonly number[],
  now: number,
  allowedLag: number,
): [PartitionStatus, StatusCause] {
  const stopped = hasStopped(commits, now);
  if (stopped && !wasRecentlyAtTheEnd(commits, ends)) return ['STOP', 'NO_MORE_COMMITS'];
  if (hasRewound(commits)) return ['REWIND', 'WENT_BACK'];
  const lags = commits.flatMap(({ lag }) => (lag === null ? [] : [lag]));
  if (lags.every((lag) => lag > allowedLag)) {
    if (commits.every(({ offset }) => offset === commits[0].offset)) return ['STALL', 'DOES_NOT_MOVE'];
    if (neverFell(lags)) return ['WARN', 'FALLS_BEHIND'];
  }
  return ['OK', stopped ? 'RECENTLY_CAUGHT_UP' : 'KEEPS_UP'];
}

/** Looks count too: where nobody commits, the window of commits would never fill, and nobody would hear that it has stopped. */
const completeness = ({ commits, ends }: CommitWindow, size: number): number =>
  Math.min(1, Math.max(commits.length, ends.length) / size);

/**
 * Burrow's rules (release of October 2025) in Burrow's order: stopped, rewound, stalled, falling behind. A threshold is the usual source
 * of false alarms; this asks instead whether the group still makes its way. `lag` is the present one, null where it is not known.
 */
export function decideStatus(
  window: CommitWindow,
  lag: number | null,
  now: number,
  { size, allowedLag, minimumComplete }: StatusRules,
): StatusDecision {
  const { commits, ends } = window;
  const complete = completeness(window, size);
  if (!hasCommits(commits)) return { status: 'OK', cause: 'NO_COMMIT', complete };
  if (lag === null || lag <= allowedLag) return { status: 'OK', cause: 'CAUGHT_UP', complete };
  if (complete < minimumComplete) return { status: 'OK', cause: 'FEW_LOOKS', complete };
  const [status, cause] = judge(commits, ends, now, allowedLag);
  return { status, cause, complete };
}

/** The worst partition's status as the group's. */
export function worstStatus(statuses: readonly PartitionStatus[]): GroupStatus {
  const worst = Math.max(statusNumbers.OK, ...statuses.map((status) => statusNumbers[status]));
  if (worst >= statusNumbers.ERR) return 'ERR';
  return worst === statusNumbers.WARN ? 'WARN' : 'OK';
}
