import { earliest } from '../waiting/instants.ts';
import type { ConsumerState } from './batch-handling.ts';
import type { CommitLog } from './commit-log.ts';
import type { ConsumerSettings } from './consumer-options.ts';
import type { Membership } from './membership.ts';
import { toPartitionState } from './partition-progress.ts';

/** The consumer as a whole: phase, counts, and since when it cannot reach its group. */
export type ConsumerLife = {
  phase: ConsumerState['phase'];
  rebalanceCount: number;
  restartCount: number;
  lastPollAt: number | null;
  /** Since when connecting or fetching fails. */
  unreachableSinceAt: number | null;
  unreachableCode: string | null;
};

export const createConsumerLife = (): ConsumerLife => ({
  phase: 'new',
  rebalanceCount: 0,
  restartCount: 0,
  lastPollAt: null,
  unreachableSinceAt: null,
  unreachableCode: null,
});

/** Notes that the group or the brokers cannot be reached. */
export const noteUnreachable = (life: ConsumerLife, code: string, nowAt: number): void => {
  life.unreachableSinceAt ??= nowAt;
  life.unreachableCode = code;
};

/** A running consumer that has not polled for this many handler times is stuck somewhere that nobody reports. */
const SILENT_HANDLER_TIMES = 2;

const silentSince = (life: ConsumerLife, { maxHandlerMs, now }: ConsumerSettings): number | null => {
  if (life.phase !== 'running' || life.lastPollAt === null) return null;
  return now() - life.lastPollAt > SILENT_HANDLER_TIMES * maxHandlerMs ? life.lastPollAt : null;
};

/** Everything others may know, as plain data. */
export const toConsumerState = (
  life: ConsumerLife,
  settings: ConsumerSettings,
  membership: Membership,
  commits: CommitLog,
): ConsumerState => {
  const partitions = membership.all().map(toPartitionState);
  const failing = partitions.find(({ failingSinceAt }) => failingSinceAt !== null);
  const stuck = partitions.find(({ stuckSinceAt }) => stuckSinceAt !== null);
  const commitsFailingSinceAt = commits.failingSinceAt();
  const silentSinceAt = silentSince(life, settings);
  return {
    phase: life.phase,
    groupId: settings.groupId,
    partitions,
    lastPollAt: life.lastPollAt,
    lastHeartbeatAt: membership.lastHeardAt(),
    lastCommitAt: commits.lastCommitAt(),
    commitFailuresInRow: commits.failuresInRow(),
    rebalanceCount: life.rebalanceCount,
    restartCount: life.restartCount,
    failingSinceAt: earliest([
      life.unreachableSinceAt,
      commitsFailingSinceAt,
      silentSinceAt,
      ...partitions.flatMap(({ failingSinceAt, stuckSinceAt }) => [failingSinceAt, stuckSinceAt]),
    ]),
    failureCode:
      life.unreachableCode ??
      failing?.failureCode ??
      (commitsFailingSinceAt === null ? null : 'KAFKA_COMMITS_FAIL') ??
      (stuck === undefined ? null : 'KAFKA_PARTITION_STUCK') ??
      (silentSinceAt === null ? null : 'KAFKA_NO_POLL'),
  };
};
