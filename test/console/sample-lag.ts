import type { GroupLag, LagReport, PartitionReport } from '@varselvakt/lag';
import { sampleGroup, samplePartition, sampleReport } from '../../services/monitor/src/testing/sample-report.ts';

const toPartition = (topic: string, partition: number, lag: number): PartitionReport => ({
  ...{ ...samplePartition, topic, partition, lag, timeLagSeconds: lag / 10, committedAt: Date.now() },
  ...{ startOffset: 0, endOffset: 10_000, stableOffset: 10_000, committedOffset: 10_000 - lag },
});

const toGroup = (group: string, stage: GroupLag['stage'], partitions: PartitionReport[]): GroupLag => ({
  ...{ ...sampleGroup, group, stage, partitions, maxTimeLagSeconds: 1 },
  totalLag: partitions.reduce((total, { lag }) => total + (lag ?? 0), 0),
});

const partitionsOf = (topic: string, count: number, lag: number): PartitionReport[] =>
  Array.from({ length: count }, (_, partition) => toPartition(topic, partition, lag + partition));

/** Our two groups at work, one that never committed everywhere, and one of which a partition stands still. */
export const workingReport = (): LagReport => ({
  ...{ ...sampleReport, collectedAt: Date.now() },
  groups: [
    toGroup('varselvakt-validator', 'validator', partitionsOf('notifications.inbound', 3, 0)),
    toGroup('varselvakt-persister', 'persister', partitionsOf('notifications.events', 3, 4)),
    sampleGroup,
    {
      ...toGroup('team-billing', null, [
        { ...toPartition('billing.invoices', 0, 77), status: 'STALL', reason: 'it has not moved for 9 min 2 s' },
      ]),
      ...{ status: 'ERR', reason: 'STALL in billing.invoices/0: it has not moved for 9 min 2 s' },
    },
  ],
});

/** The same while no broker answers. */
export const awayReport = (): LagReport => ({
  ...{
    ...sampleReport,
    collectedAt: Date.now() - 60_000,
    failure: 'KAFKA_CONNECTION',
    failingSinceAt: Date.now() - 50_000,
  },
  groups: workingReport().groups.map((group) => ({
    ...{ ...group, outcome: 'UNKNOWN', status: 'NOTFOUND', reason: 'KAFKA_CONNECTION', state: null, memberCount: null },
    ...{ totalLag: null, maxLag: null, maxTimeLagSeconds: null, partitions: [] },
  })),
});

/** 500 groups of 50 partitions each. */
export const largeReport = (): LagReport => ({
  ...{ ...sampleReport, collectedAt: Date.now() },
  groups: Array.from({ length: 500 }, (_, number) => toGroup(`group-${number}`, null, partitionsOf('t', 50, number))),
});
