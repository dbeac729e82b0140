import {
  effectOfBody,
  isInstant,
  type ProducerEvent,
  type ResolvedRetention,
  type RetentionDecision,
  type RetentionOperation,
  resolveRetention,
  resolveRetentionPeriod,
  retentionOfBody,
} from '@varselvakt/domain';
import type { FindingCollector } from '../finding.ts';
import type { RetentionPolicy } from '../register-entry.ts';

/** What a decision depends on besides the event. */
interface RetentionContext {
  /** Epoch ms. */
  readonly now: number;
  /** Null where the register has no such label. */
  readonly label: { readonly retention: RetentionPolicy } | null;
}

const noDecision: RetentionDecision = { operation: 'NONE', deleteAt: null, source: 'NONE' };
const deleteNow: RetentionDecision = { operation: 'DELETE_NOW', deleteAt: null, source: 'PRODUCER' };

interface RetentionLimits {
  readonly earliestAt: number | undefined;
  readonly latestAt: number | undefined;
  readonly clamp: boolean;
}

const noLimits: RetentionLimits = { earliestAt: undefined, latestAt: undefined, clamp: false };

/** The instants between which the label lets a deletion lie, counted from occurredAt. */
const limitsOf = (policy: RetentionPolicy, occurredAt: number): RetentionLimits => ({
  clamp: policy.clamp,
  earliestAt: policy.min === null ? undefined : resolveRetentionPeriod(policy.min, occurredAt),
  latestAt: policy.max === null ? undefined : resolveRetentionPeriod(policy.max, occurredAt),
});

/** Whoever keeps something for longer than this from now on most likely wants an archive, which this is not (C9). */
const archivePeriod = 'P5Y';
const fiveShortYearsMs = 5 * 365 * 86_400_000;

const checkArchiving = (deleteAt: number, now: number, { report }: FindingCollector): void => {
  if (deleteAt - now <= fiveShortYearsMs) return;
  const limitAt = resolveRetentionPeriod(archivePeriod, now);
  if (limitAt !== undefined && deleteAt > limitAt) report('RETENTION_LOOKS_LIKE_ARCHIVE', { path: 'body.retention' });
};

const applyPolicy = (
  deleteAt: number,
  { earliestAt, latestAt, clamp }: RetentionLimits,
  { report }: FindingCollector,
): number => {
  if (latestAt !== undefined && deleteAt > latestAt) {
    report('RETENTION_TOO_LONG', { path: 'body.retention', milder: clamp });
    return clamp ? latestAt : deleteAt;
  }
  if (earliestAt !== undefined && deleteAt < earliestAt) {
    report('RETENTION_TOO_SHORT', { path: 'body.retention', milder: clamp });
    return clamp ? earliestAt : deleteAt;
  }
  return deleteAt;
};

const reportUnresolved = (
  resolved: Exclude<ResolvedRetention, { readonly outcome: 'RESOLVED' }>,
  { report }: FindingCollector,
): void => {
  if (resolved.outcome === 'AMBIGUOUS') report('RETENTION_AMBIGUOUS', { path: 'body.retention' });
  else report('RETENTION_INVALID', { path: `body.retention.${resolved.field}` });
};

const decideDefault = (
  event: ProducerEvent,
  { label, now }: RetentionContext,
  collector: FindingCollector,
): RetentionDecision => {
  const { report } = collector;
  const period = label?.retention.default ?? null;
  const deleteAt = period === null ? undefined : resolveRetentionPeriod(period, event.occurredAt);
  if (deleteAt === undefined) {
    // Under an unknown label or from an impossible time nobody can tell; those findings stand already.
    if (label !== null && isInstant(event.occurredAt)) report('RETENTION_MISSING', { path: 'body.retention' });
    return { operation: 'SET', deleteAt: null, source: 'NONE' };
  }
  if (deleteAt <= now) report('RETENTION_IN_PAST', { path: 'body.retention' });
  checkArchiving(deleteAt, now, collector);
  return { operation: 'SET', deleteAt, source: 'LABEL_DEFAULT' };
};

const decideGiven = (
  event: ProducerEvent,
  resolved: ResolvedRetention,
  operation: RetentionOperation,
  context: RetentionContext,
  collector: FindingCollector,
): RetentionDecision => {
  if (resolved.outcome !== 'RESOLVED') {
    reportUnresolved(resolved, collector);
    return { operation, deleteAt: null, source: 'PRODUCER' };
  }
  if (resolved.deleteAt <= context.now || resolved.deleteAt <= event.occurredAt) {
    collector.report('RETENTION_IN_PAST', { path: 'body.retention' });
    return { operation, deleteAt: null, source: 'PRODUCER' };
  }
  const limits = context.label === null ? noLimits : limitsOf(context.label.retention, event.occurredAt);
  const deleteAt = applyPolicy(resolved.deleteAt, limits, collector);
  if (deleteAt <= context.now) {
    // Moved to a limit that has passed: what is older than the label allows must not be stored at all.
    collector.report('RETENTION_IN_PAST', { path: 'body.retention' });
    return { operation, deleteAt: null, source: 'PRODUCER' };
  }
  // What is beyond the label's own limit has been told already.
  if (deleteAt <= (limits.latestAt ?? deleteAt)) checkArchiving(deleteAt, context.now, collector);
  return { operation, deleteAt, source: 'PRODUCER' };
};

/**
 * What an event means for the time of deletion: its own retention, else the label's default, inside the label's limits. A `deleteAt` of
 * null with operation SET, EXTEND or OVERRIDE stands only beside a finding that refuses the event.
 */
export const decideRetention = (
  event: ProducerEvent,
  context: RetentionContext,
  collector: FindingCollector,
): RetentionDecision => {
  const effect = effectOfBody(event.body);
  if (effect === 'DELETE') return deleteNow;
  const retention = retentionOfBody(event.body);
  if (retention === null) return effect === 'CREATE' ? decideDefault(event, context, collector) : noDecision;
  const operation = 'strategy' in retention ? retention.strategy : 'SET';
  // TIME_INVALID stands already; what counts from that time is not told again.
  if (!isInstant(event.occurredAt)) return { operation, deleteAt: null, source: 'PRODUCER' };
  return decideGiven(event, resolveRetention(retention, event.occurredAt), operation, context, collector);
};
