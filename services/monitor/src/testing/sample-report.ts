import type { GroupLag, LagReport, PartitionReport } from '@varselvakt/lag';

/** One partition of a group that works. */
export const samplePartition: PartitionReport = {
  ...{ topic: 't', partition: 0, startOffset: 10, endOffset: 60, stableOffset: 60, committedOffset: 40, lag: 20 },
  ...{ lost: 0, timeLagSeconds: 2.5, trend: 'STEADY', status: 'OK', reason: 'it makes its way', complete: 1 },
  committedAt: 900,
  windowStart: { offset: 30, at: 500, lag: 25 },
  windowEnd: { offset: 40, at: 1_000, lag: 20 },
  member: { memberId: 'm-1', clientId: 'client', host: '10.0.0.1' },
};

/** A group with that partition, and one that it never committed. */
export const sampleGroup: GroupLag = {
  ...{
    group: 'g',
    stage: null,
    outcome: 'MEASURED',
    state: 'Stable',
    protocol: 'RoundRobin',
    protocolType: 'consumer',
  },
  ...{ coordinatorId: 1, memberCount: 1, status: 'OK', reason: 'it makes its way', totalLag: null, maxLag: 20 },
  maxTimeLagSeconds: 2.5,
  unreadTopics: [],
  partitions: [
    samplePartition,
    {
      ...samplePartition,
      ...{
        partition: 1,
        committedOffset: null,
        lag: null,
        lost: null,
        timeLagSeconds: null,
        trend: null,
        member: null,
      },
      ...{ windowStart: null, windowEnd: null, committedAt: null, reason: 'the group has never committed here' },
    },
  ],
};

/** A group that could not be read. */
export const unknownGroup: GroupLag = {
  ...sampleGroup,
  ...{ group: 'away', outcome: 'UNKNOWN', status: 'NOTFOUND', reason: 'KAFKA_X', state: null, memberCount: null },
  ...{ totalLag: null, maxLag: null, maxTimeLagSeconds: null, partitions: [] },
};

export const sampleReport: LagReport = {
  ...{ cluster: 'c', collectedAt: 1_000, durationMs: 12, failure: null, failingSinceAt: null },
  kafka: {
    brokers: [
      { id: 1, address: '10.0.0.1:9092', isThere: true },
      { id: 2, address: '10.0.0.2:9092', isThere: false },
    ],
    topics: [
      {
        ...{ topic: 't', timestampType: 'CreateTime', cleanupPolicy: 'compact,delete' },
        partitions: [
          { partition: 0, leader: 1, replicas: [1, 2], inSync: [1] },
          { partition: 1, leader: null, replicas: [2], inSync: [2] },
        ],
      },
    ],
  },
  groups: [sampleGroup, unknownGroup],
};
