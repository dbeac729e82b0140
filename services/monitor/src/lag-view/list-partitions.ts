import type { LagReport, PartitionReport } from '@varselvakt/lag';
import type { PartitionRow, PartitionsAnswer } from '../../console/src/pages/lag/lag-answers.ts';
import { lookFactsOf } from './list-groups.ts';
import { takePage } from './take-page.ts';
import { gravityOf } from './topic-sums.ts';

export const partitionSorts = ['status', 'lag', 'age', 'commit', 'partition'] as const;

export type PartitionsQuestion = {
  readonly group?: string;
  readonly topic?: string;
  readonly status?: string;
  readonly sort: (typeof partitionSorts)[number];
  readonly isDescending: boolean;
  readonly page: number;
};

const PAGE_SIZE = 100;

/** What a sort compares; unknown is less than anything known. */
const keys: Readonly<Record<PartitionsQuestion['sort'], (row: PartitionReport) => number>> = {
  status: ({ status }) => gravityOf(status),
  lag: ({ lag }) => lag ?? -1,
  age: ({ timeLagSeconds }) => timeLagSeconds ?? -1,
  commit: ({ committedAt }) => committedAt ?? -1,
  partition: ({ partition }) => partition,
};

type Named = { readonly group: string; readonly partition: PartitionReport };

const byName = (left: Named, right: Named): number => {
  if (left.group !== right.group) return left.group < right.group ? -1 : 1;
  if (left.partition.topic !== right.partition.topic) return left.partition.topic < right.partition.topic ? -1 : 1;
  return left.partition.partition - right.partition.partition;
};

const toRow = ({ group, partition }: Named): PartitionRow => {
  const { complete: _complete, windowStart: _start, windowEnd: _end, ...row } = partition;
  return { group, ...row };
};

/** The partitions that fit a question, one page of them: of many thousands a browser would show none. */
export function listPartitions(report: LagReport, question: PartitionsQuestion): PartitionsAnswer {
  const { group, topic, status, sort, isDescending } = question;
  const fitting = report.groups
    .filter((one) => group === undefined || one.group === group)
    .flatMap((one) => one.partitions.map((partition): Named => ({ group: one.group, partition })))
    .filter(({ partition: one }) => topic === undefined || one.topic === topic)
    .filter(({ partition: one }) => status === undefined || one.status === status);
  const key = keys[sort];
  const sign = isDescending ? -1 : 1;
  fitting.sort((left, right) => sign * (key(left.partition) - key(right.partition)) || byName(left, right));
  const { items, ...paging } = takePage(fitting, question.page, PAGE_SIZE);
  return { ...lookFactsOf(report), ...paging, partitions: items.map(toRow) };
}
