import type { CommitSample, CommitWindow } from './commit-window.ts';
import type { PartitionLag } from './decide-lag.ts';
import type { StatusCause } from './decide-status.ts';

/** A span for people: the two largest units that say something. */
export function describeSeconds(seconds: number): string {
  const whole = Math.floor(Math.max(0, seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  if (whole < 86_400) return `${Math.floor(whole / 3_600)} h ${Math.floor((whole % 3_600) / 60)} min`;
  return `${Math.floor(whole / 86_400)} d ${Math.floor((whole % 86_400) / 3_600)} h`;
}

export type PartitionFacts = {
  readonly lag: PartitionLag;
  readonly cause: StatusCause;
  readonly window: CommitWindow;
  readonly isHeld: boolean;
  readonly now: number;
};

const since = (sample: CommitSample | undefined, now: number): string =>
  describeSeconds((now - (sample?.at ?? now)) / 1_000);

const causeWords: Readonly<Record<StatusCause, (facts: PartitionFacts) => string>> = {
  NO_COMMIT: () => 'no commit has been seen yet',
  FEW_LOOKS: ({ window }) => `too few looks to judge yet (${window.ends.length})`,
  CAUGHT_UP: () => 'nothing waits',
  NO_MORE_COMMITS: ({ window, now, isHeld }) =>
    `no commit for ${since(window.commits.at(-1), now)}${isHeld ? '' : ', and no member has the partition'}`,
  RECENTLY_CAUGHT_UP: () => 'was at the end a moment ago; what waits is new',
  WENT_BACK: ({ window }) => `the commit went back, to ${window.commits.at(-1)?.offset ?? 'an earlier offset'}`,
  DOES_NOT_MOVE: ({ window, now }) =>
    `a member has the partition, but has not moved for ${since(window.commits[0], now)}`,
  FALLS_BEHIND: ({ window, now }) =>
    `it moves, but what waits has not become less for ${since(window.commits[0], now)}`,
  KEEPS_UP: () => 'it makes its way',
};

/** Why a partition has its status, in words for an operator. */
export function describePartition(facts: PartitionFacts): string {
  const { lag } = facts;
  if (lag.outcome === 'NEVER_COMMITTED') return 'the group has never committed here';
  if (lag.outcome === 'COMMIT_PAST_END')
    return 'the commit is past the end of the log: the topic was made anew or cut short';
  if (lag.lostCount > 0)
    return `retention took ${lag.lostCount} before they were read; ${causeWords[facts.cause](facts)}`;
  return causeWords[facts.cause](facts);
}
