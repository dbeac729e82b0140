import type { GroupLag, LagReport } from '@varselvakt/lag';
import type { GroupSummary, GroupsAnswer, LookFacts } from '../../console/src/pages/lag/lag-answers.ts';
import type { AssignmentWatch } from './assignment-watch.ts';
import type { LagHistory } from './lag-history.ts';
import { type Page, takePage } from './take-page.ts';
import { sumByTopic } from './topic-sums.ts';

export type GroupsQuestion = {
  readonly group?: string;
  readonly topic?: string;
  /** A status of a group, or one that a partition of it has. */
  readonly status?: string;
  readonly page: number;
};

const PAGE_SIZE = 50;
const gravity = ['OK', 'NOTFOUND', 'WARN', 'ERR'] as const;

/** When it was looked, for the head of an answer. */
export const lookFactsOf = ({ cluster, collectedAt, failure, failingSinceAt }: LagReport): LookFacts => ({
  ...{ cluster, collectedAt, failure, failingSinceAt },
});

function fits(group: GroupLag, { group: name, topic, status }: GroupsQuestion): boolean {
  if (name !== undefined && group.group !== name) return false;
  if (topic !== undefined && !group.partitions.some((one) => one.topic === topic)) return false;
  return status === undefined || group.status === status || group.partitions.some((one) => one.status === status);
}

/** Our own services first, then the worst, then the most lag, then by name. */
function compare(left: GroupLag, right: GroupLag): number {
  const byStage = Number(left.stage === null) - Number(right.stage === null);
  const byStatus = gravity.indexOf(right.status) - gravity.indexOf(left.status);
  const byLag = (right.totalLag ?? 0) - (left.totalLag ?? 0);
  return byStage || (left.stage === null ? byStatus || byLag : 0) || (left.group < right.group ? -1 : 1);
}

function toSummary(group: GroupLag, history: LagHistory, assignments: AssignmentWatch): GroupSummary {
  const { group: name, stage, outcome, state, memberCount, status, reason, totalLag, maxTimeLagSeconds } = group;
  return {
    ...{ group: name, stage, outcome, state, memberCount, status, reason, totalLag, maxTimeLagSeconds },
    unreadTopics: group.unreadTopics,
    handledPerSecond: outcome === 'UNKNOWN' ? null : history.handledPerSecond(name),
    partitionCount: group.partitions.length,
    topics: sumByTopic(group),
    spark: history.spark(name),
    assignment: assignments.of(name) ?? { isRebalancing: false, changedAt: null, changeCount: 0, watchedSinceAt: 0 },
  };
}

/** The groups that fit a question, one page of them. */
export function listGroups(
  report: LagReport,
  question: GroupsQuestion,
  history: LagHistory,
  assignments: AssignmentWatch,
): GroupsAnswer {
  const fitting = report.groups.filter((group) => fits(group, question)).sort(compare);
  const page: Page<GroupLag> = takePage(fitting, question.page, PAGE_SIZE);
  const { items, ...paging } = page;
  const groups = items.map((group) => toSummary(group, history, assignments));
  return { ...lookFactsOf(report), ...paging, groups };
}
