import { isProbe } from '@varselvakt/domain';
import { Counter, Histogram, type Registry } from 'prom-client';
import { createDeletionMetrics } from './deletion-metrics.ts';
import type { FlowEvent, FlowHandlers, FlowObserver } from './flow-event.ts';
import { createMessageMetrics } from './message-metrics.ts';

/** The names that may be label values; every other one is counted as `other`, so that input cannot make new series. */
export type ClosedLabels = {
  readonly producers: Names;
  readonly codes: Names;
  readonly eventTypes: Names;
  readonly topics: Names;
};

/** Asked each time, so that it may follow something that changes. */
type Names = Pick<ReadonlySet<string>, 'has'>;

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const storeSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600];
const batchSizes = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000];

/** The flow metrics (`notif_…`) in the given registry, as a listener to flow events; the probe's records are not counted. Once per registry. */
export function createFlowMetrics(registry: Registry, closed: ClosedLabels): FlowObserver {
  const metrics = createMetrics(registry);
  const known = (names: Names, name: string) => (names.has(name) ? name : 'other');
  const topicOf = (event: { readonly topic: string }) => known(closed.topics, event.topic);
  const findingLabels = (event: { topic: string; producer: string; code: string }) => ({
    topic: topicOf(event),
    producer: known(closed.producers, event.producer),
    code: known(closed.codes, event.code),
  });
  const handlers: FlowHandlers = {
    RecordsHandled: (event) =>
      metrics.records.inc(
        {
          stage: event.stage,
          topic: topicOf(event),
          event_type: known(closed.eventTypes, event.eventType),
          producer: known(closed.producers, event.producer),
          outcome: event.outcome,
        },
        event.count,
      ),
    RejectionFound: (event) => metrics.rejections.inc(findingLabels(event), event.count),
    WarningFound: (event) => metrics.warnings.inc(findingLabels(event), event.count),
    FeedbackPublished: (event) => metrics.feedback.inc({ kind: event.kind, result: event.result }, event.count),
    DeadLetterWritten: (event) =>
      metrics.deadLetters.inc({ topic: topicOf(event), code: known(closed.codes, event.code) }, event.count),
    BatchHandled: (event) => {
      metrics.duration.observe({ stage: event.stage, topic: topicOf(event) }, event.durationMs / 1_000);
      metrics.batchSize.observe({ stage: event.stage }, event.count);
    },
    EventStored: (event) =>
      metrics.produceToStore.observe(
        { topic: topicOf(event), producer: known(closed.producers, event.producer) },
        Math.max(0, event.producedToStoredMs) / 1_000,
      ),
    OffsetsCommitted: (event) => {
      metrics.commits.inc({ group: event.group, result: event.result });
      metrics.commitDuration.observe({ group: event.group }, event.durationMs / 1_000);
    },
    GroupRebalanced: (event) => metrics.rebalances.inc({ group: event.group, kind: event.kind }),
    SchemaFetched: (event) => metrics.schemaFetches.inc({ result: event.result }),
    DecodeFailed: (event) =>
      metrics.decodeFailures.inc({ topic: topicOf(event), reason: known(closed.codes, event.reason) }, event.count),
    DatabaseFailed: (event) => metrics.databaseErrors.inc({ class: toClassLabel(event.class) }),
    ...createDeletionMetrics(registry),
    ...createMessageMetrics(registry),
  };
  return (event) => (isOfProbe(event) ? undefined : (handlers[event.type] as (event: FlowEvent) => void)(event));
}

const isOfProbe = (event: FlowEvent): boolean => 'producer' in event && isProbe(event.producer);

/** Classes of SQLSTATE only. */
const toClassLabel = (name: string): string => (/^[0-9A-Z]{2}$/.test(name) ? name : 'other');

function createMetrics(registry: Registry) {
  const registers = [registry];
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name: `notif_${name}`, help, labelNames, registers });
  const histogram = (name: string, help: string, buckets: number[], ...labelNames: string[]) =>
    new Histogram({ name: `notif_${name}`, help, buckets, labelNames, registers });
  return {
    records: counter(
      'records_total',
      'Records by what became of them',
      'stage',
      'topic',
      'event_type',
      'producer',
      'outcome',
    ),
    rejections: counter('rejections_total', 'Reasons for refusals, one per code', 'topic', 'producer', 'code'),
    warnings: counter('warnings_total', 'Warnings on events that passed, one per code', 'topic', 'producer', 'code'),
    feedback: counter('feedback_published_total', 'Outcomes told to producers', 'kind', 'result'),
    deadLetters: counter('dead_letters_total', 'Records that went to the dead letters', 'topic', 'code'),
    duration: histogram('process_duration_seconds', 'Time to handle one batch', seconds, 'stage', 'topic'),
    batchSize: histogram('batch_size_records', 'Records in one batch', batchSizes, 'stage'),
    produceToStore: histogram(
      'produce_to_store_seconds',
      'Record timestamp to commit in Postgres, of the oldest event of each producer that was stored together',
      storeSeconds,
      'topic',
      'producer',
    ),
    commits: counter('commits_total', 'Offset commits', 'group', 'result'),
    commitDuration: histogram('commit_duration_seconds', 'Time of one offset commit', seconds, 'group'),
    rebalances: counter('rebalances_total', 'Changes of a consumer group', 'group', 'kind'),
    schemaFetches: counter('schema_fetches_total', 'Questions to the schema registry', 'result'),
    decodeFailures: counter('decode_failures_total', 'Records that could not be decoded', 'topic', 'reason'),
    databaseErrors: counter('db_errors_total', 'Database errors by SQLSTATE class', 'class'),
  };
}
