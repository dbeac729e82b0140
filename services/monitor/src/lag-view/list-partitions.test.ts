import { describe, expect, test } from '@jest/globals';
import type { LagReport } from '@varselvakt/lag';
import { sampleGroup, samplePartition, sampleReport, unknownGroup } from '../testing/sample-report.ts';
import { createAssignmentWatch } from './assignment-watch.ts';
import { createLagHistory } from './lag-history.ts';
import { listGroups } from './list-groups.ts';
import { listPartitions, type PartitionsQuestion } from './list-partitions.ts';
import { sumByTopic } from './topic-sums.ts';

const manyGroups: LagReport = {
  ...sampleReport,
  groups: Array.from({ length: 500 }, (_, number) => ({
    ...{ ...sampleGroup, group: `g${number}` },
    partitions: Array.from({ length: 50 }, (_none, partition) => ({ ...samplePartition, partition, lag: number })),
  })),
};
const usual: PartitionsQuestion = { sort: 'status', isDescending: true, page: 1 };

describe('partitions', () => {
  test('come a hundred at a time, of 25,000', () => {
    const answer = listPartitions(manyGroups, { ...usual, sort: 'lag', page: 2 });
    expect(answer).toMatchObject({ totalCount: 25_000, page: 2, pageSize: 100 });
    expect(answer.partitions).toHaveLength(100);
    expect(answer.partitions[0]).toMatchObject({ group: 'g497', lag: 497, partition: 0 });
  });

  test('past the end there is the last page', () =>
    expect(listPartitions(manyGroups, { ...usual, page: 99_999 })).toMatchObject({ page: 250 }));

  test('the worst come first; what is not known comes after what is', () => {
    const bad = { ...samplePartition, partition: 2, status: 'STALL', lag: 1 } as const;
    const report = { ...sampleReport, groups: [{ ...sampleGroup, partitions: [...sampleGroup.partitions, bad] }] };
    expect(listPartitions(report, usual).partitions.map(({ partition }) => partition)).toEqual([2, 0, 1]);
    const byLag = listPartitions(report, { ...usual, sort: 'lag' }).partitions;
    expect(byLag.map(({ lag }) => lag)).toEqual([20, 1, null]);
    expect(listPartitions(report, { ...usual, status: 'STALL' }).totalCount).toBe(1);
    expect(listPartitions(report, { ...usual, topic: 'other' }).totalCount).toBe(0);
  });
});

describe('groups', () => {
  const history = createLagHistory({ capacity: 2, maxKeys: 2 });
  const list = (report: LagReport, question = {}) =>
    listGroups(report, { page: 1, ...question }, history, createAssignmentWatch());

  test('come fifty at a time, without their partitions', () => {
    const answer = list(manyGroups);
    expect([answer.groups.length, answer.totalCount]).toEqual([50, 500]);
    expect(JSON.stringify(answer).length).toBeLessThan(60_000);
  });

  test('our own come first, then the worst', () => {
    const report: LagReport = {
      ...sampleReport,
      groups: [
        { ...sampleGroup, group: 'fine' },
        { ...sampleGroup, group: 'bad', status: 'ERR' },
        { ...sampleGroup, group: 'ours', stage: 'persister' },
        unknownGroup,
      ],
    };
    expect(list(report).groups.map(({ group }) => group)).toEqual(['ours', 'bad', 'away', 'fine']);
    expect(list(report, { status: 'ERR' }).groups.map(({ group }) => group)).toEqual(['bad']);
  });

  test('sums keep apart what was never committed, what nobody knows, and 0', () => {
    const unknown = { ...samplePartition, partition: 2, lag: null };
    const group = { ...sampleGroup, partitions: [...sampleGroup.partitions, unknown] };
    expect(sumByTopic(group)).toEqual([
      {
        ...{ topic: 't', partitionCount: 3, neverCommittedCount: 1, unknownCount: 1, lag: 20 },
        ...{ maxTimeLagSeconds: 2.5, worst: 'OK' },
      },
    ]);
    expect(sumByTopic({ ...group, partitions: [unknown] })).toMatchObject([{ lag: null, neverCommittedCount: 0 }]);
  });
});
