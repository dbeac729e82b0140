import { lagReportSchema } from '@varselvakt/lag';
import { z } from 'zod';
import type { GroupsAnswer, HistoryAnswer, PartitionsAnswer } from '../../console/src/pages/lag/lag-answers.ts';

const report = lagReportSchema.shape;
const group = report.groups.element.shape;
const partition = group.partitions.element;
const instant = z.number().meta({ description: 'Milliseconds since the epoch' });
const count = z.int().min(0);

const lookFacts = {
  cluster: report.cluster,
  collectedAt: report.collectedAt,
  failure: report.failure,
  failingSinceAt: report.failingSinceAt,
};
const paging = {
  totalCount: count.meta({ description: 'How many fit the question, on all pages' }),
  page: count,
  pageSize: count,
};

const topicSum = z.object({
  topic: z.string(),
  partitionCount: count,
  neverCommittedCount: count,
  unknownCount: count.meta({ description: 'Committed, but nobody knows the lag' }),
  lag: count.nullable().meta({ description: 'Of those that are known; null: none is' }),
  maxTimeLagSeconds: z.number().nullable(),
  worst: partition.shape.status,
});

const summary = z.object({
  ...{ group: group.group, stage: group.stage, outcome: group.outcome, state: group.state },
  ...{ memberCount: group.memberCount, status: group.status, reason: group.reason, totalLag: group.totalLag },
  ...{ maxTimeLagSeconds: group.maxTimeLagSeconds, unreadTopics: group.unreadTopics },
  handledPerSecond: z.number().nullable().meta({ description: 'Over the last minute; null: not known' }),
  partitionCount: count,
  topics: z.array(topicSum),
  spark: z.array(z.number().nullable()).meta({ description: 'Lag as it went, oldest first' }),
  assignment: z.object({
    isRebalancing: z.boolean(),
    changedAt: instant.nullable().meta({ description: 'When partitions were last seen to change hands' }),
    changeCount: count,
    watchedSinceAt: instant,
  }),
});

/** Groups without their partitions, page by page. */
export const groupsSchema = z.object({
  ...lookFacts,
  groups: z.array(summary),
  ...paging,
}) satisfies z.ZodType<GroupsAnswer>;

/** Partitions of all groups as rows, page by page. */
export const partitionsSchema = z.object({
  ...lookFacts,
  partitions: z.array(
    partition.omit({ complete: true, windowStart: true, windowEnd: true }).extend({ group: z.string() }),
  ),
  ...paging,
}) satisfies z.ZodType<PartitionsAnswer>;

/** Lag over time. */
export const historySchema = z.object({
  at: z.array(instant),
  series: z.array(
    z.object({
      label: z.string().meta({ description: 'A group, or a topic of the one that was asked for' }),
      lag: z.array(z.number().nullable()),
      seconds: z.array(z.number().nullable()),
    }),
  ),
  leftOutCount: count.meta({ description: 'How many more there are; those with the most lag are given' }),
  spanSeconds: z.number().min(0),
}) satisfies z.ZodType<HistoryAnswer>;
