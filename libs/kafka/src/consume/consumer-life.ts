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

/** Without work in hand a consumer polls several times a second; with some, after at most one handler's time and a retry. */
const IDLE_SILENCE_MS = 15_000;
const BUSY_HANDLER_TIMES = 2;

const silentSince = (life: ConsumerLife, settings: ConsumerSettings, isBusy: boolean): number | null => {
  if (life.phase !== 'running' || life.lastPollAt === null) return null;
  const allowedMs = isBusy ? BUSY_HANDLER_TIMES * settings.maxHandlerMs : IDLE_SILENCE_MS;
  return settings.now() - life.lastPollAt > allowedMs ? life.lastPollAt : null;
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
  const silentSinceAt = silentSince(
    life,
    settings,
    membership.all().some(({ busy }) => busy),
  );
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
