import kafkajs, { type EachBatchPayload, type KafkaMessage } from 'kafkajs';
import type { KafkaObserver } from '../connect/observer.ts';
import { classifyKafkaError, isMembershipFault } from '../fault/classify-kafka-error.ts';
import { KafkaError } from '../fault/kafka-error.ts';
import { toIncomingRecord } from '../record/record.ts';
import { nextDelayMs } from '../waiting/backoff.ts';
import { attendWork, type WorkResult } from './attended-work.ts';
import type { BatchControl, RecordBatch } from './batch-handling.ts';
import type { CommitLog } from './commit-log.ts';
import type { ConsumerSettings } from './consumer-options.ts';
import type { Membership } from './membership.ts';
import { noteFailure, noteProgress, type PartitionProgress } from './partition-progress.ts';

export type BatchLoopContext = {
  readonly settings: ConsumerSettings;
  readonly observe: KafkaObserver;
  readonly membership: Membership;
  readonly commits: CommitLog;
  /** Aborted when `stop` was called: finish what is in work, begin nothing. */
  readonly stopping: AbortSignal;
  /** Aborted when the deadline of `stop` has passed: nothing may take effect any more. */
  readonly stopped: AbortSignal;
  /** Lets the partition rest; it is read again after `delayMs`. */
  readonly rest: (progress: PartitionProgress, delayMs: number) => void;
};

type Chunk = {
  readonly payload: EachBatchPayload;
  readonly progress: PartitionProgress;
  readonly batch: RecordBatch;
  readonly isStale: () => boolean;
};

/** Tells the broker that we live. A rebalance that has only begun is no reason to drop work; a lost membership is. */
const keepInTouch = async ({ membership }: BatchLoopContext, payload: EachBatchPayload): Promise<boolean> => {
  try {
    await payload.heartbeat();
    return true;
  } catch (error) {
    const { code } = classifyKafkaError(error);
    if (code === 'KAFKA_REBALANCE_IN_PROGRESS') membership.heard();
    else if (isMembershipFault(code)) membership.lost();
    return !membership.isLost();
  }
};

const runHandler = async (context: BatchLoopContext, chunk: Chunk): Promise<WorkResult> => {
  const { settings, stopped } = context;
  const { topic, partition } = chunk.batch;
  const ended = new AbortController();
  const heartbeat = async (): Promise<boolean> => {
    const inTouch = await keepInTouch(context, chunk.payload);
    if (!inTouch || chunk.isStale()) ended.abort(new KafkaError('KAFKA_BATCH_STALE', '', { retriable: true }));
    return inTouch;
  };
  const control: BatchControl = {
    isStale: chunk.isStale,
    throwIfStale: () => {
      if (chunk.isStale()) throw new KafkaError('KAFKA_BATCH_STALE', `${topic}/${partition}`, { retriable: true });
    },
    signal: AbortSignal.any([ended.signal, stopped]),
    heartbeat: async () => {
      await heartbeat();
    },
  };
  const onOverdue = (): void => {
    const nowAt = settings.now();
    noteFailure(chunk.progress, 'KAFKA_HANDLER_OVERDUE', nowAt - settings.maxHandlerMs);
    ended.abort(new KafkaError('KAFKA_HANDLER_OVERDUE', `${topic}/${partition}`, { retriable: true }));
  };
  const { heartbeatIntervalMs, maxHandlerMs: maxMs, now } = settings;
  return attendWork(() => settings.handler(chunk.batch, control), {
    heartbeatIntervalMs,
    maxMs,
    now,
    heartbeat,
    onOverdue,
  });
};

const reportFailure = ({ settings, observe, rest }: BatchLoopContext, chunk: Chunk, error: unknown): void => {
  const { progress, batch } = chunk;
  const { code, retriable } = classifyKafkaError(error);
  noteFailure(progress, code, settings.now());
  const retryInMs = nextDelayMs(settings.backoff, progress.attemptCount, settings.random);
  observe({
    type: 'batch_failed',
    topic: batch.topic,
    partition: batch.partition,
    offset: batch.records[0]?.offset ?? -1n,
    code,
    retriable,
    attemptCount: progress.attemptCount,
    failingSinceAt: progress.failingSinceAt ?? settings.now(),
    retryInMs,
    error,
  });
  rest(progress, retryInMs);
};

/** True = every effect is durable and the partition is still ours, so that its offset may move. */
const handleChunk = async (context: BatchLoopContext, chunk: Chunk): Promise<boolean> => {
  const { settings, observe } = context;
  const { topic, partition, records } = chunk.batch;
  const startedAt = settings.now();
  chunk.progress.busy = true;
  const result = await runHandler(context, chunk);
  chunk.progress.busy = false;
  const offset = records[0]?.offset ?? -1n;
  if (chunk.isStale()) {
    observe({ type: 'batch_abandoned', topic, partition, offset, recordCount: records.length });
    return false;
  }
  if (result.outcome === 'threw') {
    reportFailure(context, chunk, result.error);
    return false;
  }
  observe({
    type: 'batch_handled',
    topic,
    partition,
    recordCount: records.length,
    firstOffset: offset,
    lastOffset: records.at(-1)?.offset ?? -1n,
    durationMs: settings.now() - startedAt,
  });
  return true;
};

/** Where reading goes on after this message: past the whole batch (control records and gaps too) when it is the last one. */
const positionAfter = (payload: EachBatchPayload, message: KafkaMessage): bigint => {
  const isLast = message === payload.batch.messages.at(-1);
  return BigInt(isLast ? payload.batch.lastOffset() : message.offset) + 1n;
};

const nobodyWasAsked = (): Error =>
  new kafkajs.KafkaJSProtocolError(
    Object.assign(new Error('No heartbeat was sent: this member has no id'), {
      type: 'REBALANCE_IN_PROGRESS',
      code: 27,
    }),
  );

/**
 * kafkajs asks for our place in the group only when a fetch brought nothing: where records wait on every broker, nobody would ever ask
 * again, and each batch would be passed over without end. Throws when the group has moved on: kafkajs joins anew.
 * It forgets its id when the group knows it no more, and fetches on without one when it then cannot join, because the broker is gone
 * again: it sends no heartbeat and never joins, unless it is told.
 */
const askForPlace = async (membership: Membership, payload: EachBatchPayload): Promise<void> => {
  if (!membership.isLost()) return;
  await payload.heartbeat();
  if (membership.isLost()) throw nobodyWasAsked();
};

/**
 * Makes the function that kafkajs calls with everything one fetch brought for one partition. It cuts that into chunks and, per chunk:
 * hand over, and only then resolve, commit, heartbeat. It throws only when kafkajs must hear that the group moved on.
 */
export const createBatchLoop = (context: BatchLoopContext) => {
  const { settings, membership, commits, stopping, stopped } = context;
  return async (payload: EachBatchPayload): Promise<void> => {
    const { topic, partition, messages, highWatermark } = payload.batch;
    const progress = membership.progressOf(topic, partition);
    if (progress === undefined) return; // fetched before the last rebalance, no longer ours
    const epoch = membership.epoch();
    const isStale = (): boolean =>
      stopped.aborted || membership.epoch() !== epoch || membership.isLost() || payload.isStale();
    await askForPlace(membership, payload);
    progress.highWatermark = BigInt(highWatermark);
    progress.position = BigInt(messages[0]?.offset ?? 0);

    for (let start = 0; start < messages.length; start += settings.maxRecords) {
      if (stopping.aborted || isStale()) return;
      const part = messages.slice(start, start + settings.maxRecords);
      const last = part.at(-1);
      if (last === undefined) return;
      const records = part.map((message) => toIncomingRecord(topic, partition, message));
      progress.oldestUnhandledAt = Number(part[0]?.timestamp);
      const batch: RecordBatch = { topic, partition, records, highWatermark: progress.highWatermark };
      if (!(await handleChunk(context, { payload, progress, batch, isStale }))) return;
      const position = positionAfter(payload, last);
      payload.resolveOffset(last.offset);
      noteProgress(progress, position, settings.now());
      await commits.commit(payload, progress, position);
      await payload.heartbeat();
    }
  };
};
