import type { ConsumerState, PartitionState } from '@varselvakt/kafka';

/** A partition that moves, with four records still to come. */
export const partition: PartitionState = {
  ...{ topic: 't', partition: 3, position: 5n, highWatermark: 9n, lastCommittedOffset: 5n, lastCommitAt: 1 },
  ...{
    lastProgressAt: 1,
    failingSinceAt: null,
    failureCode: null,
    attemptCount: 0,
    stuckSinceAt: null,
    oldestUnhandledAt: null,
  },
};

/** A consumer that has nothing to complain of. */
export const fine: ConsumerState = {
  ...{ phase: 'running', groupId: 'g', partitions: [partition], lastPollAt: 1, lastHeartbeatAt: 1, lastCommitAt: 1 },
  ...{ commitFailuresInRow: 0, rebalanceCount: 1, restartCount: 0, failingSinceAt: null, failureCode: null },
};
