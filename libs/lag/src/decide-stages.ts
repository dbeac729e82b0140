import type { GroupLag, LagReport } from './lag-report.ts';
import { describeAwayBrokers } from './look-at-kafka.ts';
import type { PipelineStatus, StageStatus } from './pipeline-status.ts';
import { describeSeconds } from './reason-words.ts';

/** What Postgres says of deletions; `code`: why it could not be asked. NOT_ASKED: nobody gave its address. */
export type DeletionFacts =
  | { readonly outcome: 'NOT_ASKED' }
  | { readonly outcome: 'FAILED'; readonly code: string }
  | {
      readonly outcome: 'READ';
      /** Due, not held, and not taken up by a deleter. */
      readonly dueCount: number;
      /** Age of the oldest of them; null when there is none. */
      readonly oldestDueSeconds: number | null;
      readonly pausedUntil: number | null;
      readonly isStopped: boolean;
    };

/** Older than this, and the stage is not healthy. */
export type AgeLimits = { readonly maxRecordAgeSeconds: number; readonly maxDueAgeSeconds: number };

export const usualAgeLimits: AgeLimits = { maxRecordAgeSeconds: 300, maxDueAgeSeconds: 900 };

type Finding = Pick<StageStatus, 'verdict' | 'reason' | 'action'>;
type GroupStage = 'validator' | 'persister';

const unhealthy = (reason: string, action: string): Finding => ({ verdict: 'UNHEALTHY', reason, action });

const unreadAction = (code: string): string =>
  code === 'KAFKA_UNKNOWN_TOPIC_OR_PARTITION'
    ? 'make the topics: varselvakt topics apply'
    : 'see which broker is away, and whether we may read the topic: varselvakt doctor';

const statusActions = {
  STOP: (stage: GroupStage) => `see whether the ${stage} runs and what its log says; start it: varselvakt run ${stage}`,
  STALL: (stage: GroupStage) =>
    `ask a ${stage}'s /internal/health/live?verbose which partition is stuck and why; it exits by itself when that lasts`,
  REWIND: () => 'somebody has set offsets back; what was handled already is recognised. Wait until it has caught up',
} as const;

/** The first thing that is wrong with a group, the gravest first; null when nothing is. */
function findFault(group: GroupLag, stage: GroupStage, limits: AgeLimits): Finding | null {
  const [unread] = group.unreadTopics;
  if (unread !== undefined)
    return unhealthy(`the topic ${unread.topic} could not be read (${unread.code})`, unreadAction(unread.code));
  if (group.memberCount === 0) return unhealthy(`no ${stage} is running`, `start one: varselvakt run ${stage}`);
  const bad = group.partitions.find(({ status }) => status !== 'OK' && status !== 'WARN');
  if (bad !== undefined && bad.status !== 'OK' && bad.status !== 'WARN')
    return unhealthy(group.reason, statusActions[bad.status](stage));
  const age = group.maxTimeLagSeconds ?? 0;
  if (age > limits.maxRecordAgeSeconds)
    return unhealthy(
      `the oldest record waits for ${describeSeconds(age)}`,
      `start more instances of the ${stage}, or see in its log what slows it down`,
    );
  return findWarning(group);
}

function findWarning(group: GroupLag): Finding | null {
  const warn = (reason: string, action: string): Finding => ({ verdict: 'WARNING', reason, action });
  const lost = group.partitions.reduce((total, one) => total + (one.lost ?? 0), 0);
  if (lost > 0)
    return warn(
      `retention took ${lost} records before they were read`,
      'find out who sent them: they must be sent again',
    );
  const strange = group.partitions.find(({ lag, committedOffset }) => lag === null && committedOffset !== null);
  if (strange !== undefined)
    return warn(`${strange.topic}/${strange.partition}: ${strange.reason}`, 'see docs/topics.md');
  if (group.status === 'WARN')
    return warn(group.reason, 'look again in a few minutes; if it goes on, start more instances');
  return null;
}

const waitsWords = ({ totalLag }: GroupLag): string => {
  if (totalLag === null) return 'it runs; how much waits is not known everywhere yet';
  return totalLag === 0 ? 'nothing waits' : `it works; ${totalLag} wait`;
};

/** Who is away explains what could not be read, and is worth a word where everything still could. */
function withBrokers(status: StageStatus, away: string | null): StageStatus {
  if (away === null) return status;
  if (status.verdict !== 'HEALTHY') return { ...status, reason: `${status.reason}; ${away}` };
  const action = 'bring it back: until then there are fewer copies, and the next loss may stop what is written';
  return { ...status, verdict: 'WARNING', reason: `${status.reason}; ${away}`, action };
}

function judgeGroup(group: GroupLag | undefined, stage: GroupStage, limits: AgeLimits): StageStatus {
  const numbers = {
    lag: group?.totalLag ?? null,
    oldestSeconds: group?.maxTimeLagSeconds ?? null,
    memberCount: group?.memberCount ?? null,
  };
  if (group === undefined || group.outcome === 'UNKNOWN') {
    const reason = `its group could not be read (${group?.reason ?? 'not watched'})`;
    const action = 'see whether Kafka is there, and whether we may describe the group: varselvakt doctor';
    return { stage, verdict: 'UNKNOWN', reason, action, ...numbers };
  }
  const fault = findFault(group, stage, limits);
  return { stage, ...(fault ?? { verdict: 'HEALTHY', reason: waitsWords(group), action: null }), ...numbers };
}

function judgeDeletions(facts: Extract<DeletionFacts, { outcome: 'READ' }>, limits: AgeLimits): Finding {
  const { dueCount, oldestDueSeconds, pausedUntil, isStopped } = facts;
  if (isStopped)
    return unhealthy('deletions stand still: more than usual would go', 'look at them: varselvakt deletions due');
  if (pausedUntil !== null) {
    const reason = `deletions are paused until ${new Date(pausedUntil).toISOString()}`;
    return { verdict: 'WARNING', reason, action: 'end it before: varselvakt deletions resume --reason <why>' };
  }
  if (oldestDueSeconds !== null && oldestDueSeconds > limits.maxDueAgeSeconds)
    return unhealthy(
      `${dueCount} are due and nobody deletes them, the oldest for ${describeSeconds(oldestDueSeconds)}`,
      'see whether the deleter runs and what its log says; start it: varselvakt run deleter',
    );
  return { verdict: 'HEALTHY', reason: dueCount === 0 ? 'nothing is due' : `${dueCount} are due`, action: null };
}

function judgeDeleter(facts: DeletionFacts, limits: AgeLimits): StageStatus {
  const stage = { stage: 'deleter', lag: null, oldestSeconds: null, memberCount: null } as const;
  if (facts.outcome === 'NOT_ASKED')
    return { ...stage, verdict: 'UNKNOWN', reason: 'not asked: DATABASE_URL is not set', action: null };
  if (facts.outcome === 'FAILED') {
    const reason = `Postgres could not be asked (${facts.code})`;
    return { ...stage, verdict: 'UNKNOWN', reason, action: 'see whether Postgres is there: varselvakt doctor' };
  }
  return { ...stage, ...judgeDeletions(facts, limits), lag: facts.dueCount, oldestSeconds: facts.oldestDueSeconds };
}

/** Whether each stage works, why not, and what to do. What was not asked for on purpose does not make the whole unhealthy. */
export function decideStages(
  report: LagReport,
  deletions: DeletionFacts,
  limits: AgeLimits = usualAgeLimits,
): PipelineStatus {
  const groupOf = (stage: GroupStage) => report.groups.find((group) => group.stage === stage);
  const away = describeAwayBrokers(report.kafka);
  const stages = [
    withBrokers(judgeGroup(groupOf('validator'), 'validator', limits), away),
    withBrokers(judgeGroup(groupOf('persister'), 'persister', limits), away),
    judgeDeleter(deletions, limits),
  ];
  const counted = deletions.outcome === 'NOT_ASKED' ? stages.slice(0, -1) : stages;
  const healthy = counted.every(({ verdict }) => verdict === 'HEALTHY' || verdict === 'WARNING');
  return { healthy, collectedAt: report.collectedAt, stages, probe: null };
}
