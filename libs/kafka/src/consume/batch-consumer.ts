import type { Consumer } from 'kafkajs';
import type { KafkaClient } from '../connect/client.ts';
import { classifyKafkaError } from '../fault/classify-kafka-error.ts';
import { KafkaError } from '../fault/kafka-error.ts';
import { nextDelayMs, sleepMs } from '../waiting/backoff.ts';
import { settledWithin } from '../waiting/settled-within.ts';
import type { BatchConsumer, StopSummary } from './batch-handling.ts';
import { createBatchLoop } from './batch-loop.ts';
import { type CommitLog, createCommitLog } from './commit-log.ts';
import { listenToConsumer } from './consumer-events.ts';
import { type ConsumerLife, createConsumerLife, noteUnreachable, toConsumerState } from './consumer-life.ts';
import { type BatchConsumerOptions, type ConsumerSettings, toConsumerSettings } from './consumer-options.ts';
import { createMembership, type Membership } from './membership.ts';
import type { PartitionProgress } from './partition-progress.ts';
import { restorePosition } from './restore-position.ts';
import { createStuckWatch, type StuckWatch } from './stuck-watch.ts';
import { createTopicWatch, type TopicWatch } from './topic-watch.ts';

const DISCONNECT_MS = 2_000;

/**
 * Before kafkajs gives up on an unexpected error, drops its connections and begins anew as a new member. The new one has to wait until
 * the session of the old one has run out, whereas the old one is back at once when the broker is: so not too soon.
 */
const CONSUMER_RETRY = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 30, factor: 0.2, multiplier: 2 };

const createKafkaConsumer = ({ patientKafka }: KafkaClient, settings: ConsumerSettings): Consumer =>
  patientKafka.consumer({
    groupId: settings.groupId,
    sessionTimeout: settings.sessionTimeoutMs,
    rebalanceTimeout: settings.rebalanceTimeoutMs,
    heartbeatInterval: settings.heartbeatIntervalMs,
    maxBytesPerPartition: settings.maxBytesPerPartition,
    maxBytes: settings.maxBytesPerPartition * 16,
    maxWaitTimeInMs: settings.maxWaitMs,
    metadataMaxAge: 60_000,
    allowAutoTopicCreation: false,
    readUncommitted: false,
    retry: CONSUMER_RETRY,
  });

/** Pauses one partition and lets it be read again later, unless the assignment has changed by then. */
const createRest =
  (consumer: Consumer, membership: Membership) =>
  (progress: PartitionProgress, delayMs: number): void => {
    const { topic, partition } = progress;
    const epoch = membership.epoch();
    consumer.pause([{ topic, partitions: [partition] }]);
    progress.resumeTimer = setTimeout(() => {
      progress.resumeTimer = null;
      if (membership.epoch() === epoch && !membership.isLost()) consumer.resume([{ topic, partitions: [partition] }]);
    }, delayMs);
  };

type Parts = {
  readonly client: KafkaClient;
  readonly settings: ConsumerSettings;
  readonly consumer: Consumer;
  readonly life: ConsumerLife;
  readonly membership: Membership;
  readonly commits: CommitLog;
  readonly watch: StuckWatch;
  readonly topicWatch: TopicWatch;
  readonly stopping: AbortController;
  readonly stopped: AbortController;
};

const assemble = (client: KafkaClient, options: BatchConsumerOptions): Parts => {
  const settings = toConsumerSettings(options);
  const membership = createMembership(settings.sessionTimeoutMs, settings.now);
  const consumer = createKafkaConsumer(client, settings);
  return {
    client,
    settings,
    consumer,
    life: createConsumerLife(),
    membership,
    commits: createCommitLog(settings, client.observe),
    watch: createStuckWatch(client, membership, settings),
    topicWatch: createTopicWatch({ client, consumer, settings, membership }),
    stopping: new AbortController(),
    stopped: new AbortController(),
  };
};

const connectUntilStopped = async ({ client, settings, consumer, life, stopping }: Parts): Promise<void> => {
  for (let attemptCount = 1; !stopping.signal.aborted; attemptCount += 1) {
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [...settings.topics], fromBeginning: true });
      client.observe({ type: 'client_connected', role: 'consumer' });
      return;
    } catch (error) {
      const { code } = classifyKafkaError(error);
      noteUnreachable(life, code, settings.now());
      const retryInMs = nextDelayMs(settings.backoff, attemptCount, settings.random);
      client.observe({ type: 'connect_failed', role: 'consumer', code, attemptCount, retryInMs });
      await settledWithin(consumer.disconnect(), DISCONNECT_MS); // or kafkajs may take a half-made connection for a whole one
      await sleepMs(retryInMs, stopping.signal);
    }
  }
};

const run = async (parts: Parts): Promise<void> => {
  const { client, settings, consumer, life, membership, commits } = parts;
  life.phase = 'connecting';
  noteUnreachable(life, 'KAFKA_CONNECTING', settings.now()); // until the first fetch: kafkajs is patient and says little
  await connectUntilStopped(parts);
  if (parts.stopping.signal.aborted) return;
  life.phase = 'joining';
  const eachBatch = createBatchLoop({
    settings,
    observe: client.observe,
    membership,
    commits,
    rest: createRest(consumer, membership),
    stopping: parts.stopping.signal,
    stopped: parts.stopped.signal,
  });
  const partitionsConsumedConcurrently = settings.concurrency;
  await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently, eachBatch });
};

const unfinishedOf = (membership: Membership): StopSummary['unfinished'] =>
  membership
    .all()
    .filter(({ busy }) => busy)
    .map(({ topic, partition, position }) => ({ topic, partition, fromOffset: position ?? 0n }));

const end = async (parts: Parts, starting: Promise<void>, deadlineMs: number): Promise<StopSummary> => {
  const { consumer, life, membership, watch, topicWatch, stopping, stopped } = parts;
  life.phase = 'stopping';
  stopping.abort();
  const inTime = await settledWithin(
    starting.then(() => consumer.stop()),
    deadlineMs,
  );
  const unfinished = unfinishedOf(membership);
  stopped.abort();
  membership.joined({}); // clears the timers; whatever still runs is stale
  await settledWithin(Promise.all([consumer.disconnect(), watch.close(), topicWatch.close()]), DISCONNECT_MS);
  life.phase = 'stopped';
  return { unfinished, deadlineReached: !inTime };
};

/**
 * Makes a consumer (see `BatchConsumer` and `BatchHandler` for what they promise). Offsets are committed only for what the
 * handler finished; a failing partition rests alone. Throws RangeError when the options contradict each other.
 */
export const createBatchConsumer = (client: KafkaClient, options: BatchConsumerOptions): BatchConsumer => {
  const parts = assemble(client, options);
  const { settings, consumer, membership, stopping } = parts;
  const { observe } = client;
  const crash = Promise.withResolvers<Error>();
  let starting: Promise<void> | undefined;
  let ending: Promise<StopSummary> | undefined;

  const onAssigned = (progress: PartitionProgress): void => {
    const place = [{ topic: progress.topic, partitions: [progress.partition] }];
    if (settings.startOffset === undefined) {
      consumer.resume(place);
      return;
    }
    consumer.pause(place);
    void restorePosition({ consumer, settings, membership, observe, stopping: stopping.signal }, progress);
  };
  const onDead = (cause: Error): void => {
    const { code } = classifyKafkaError(cause);
    crash.resolve(new KafkaError('KAFKA_CONSUMER_CRASHED', code, { retriable: false, cause }));
  };
  listenToConsumer({ ...parts, observe, onAssigned, onDead });

  return {
    start: () => {
      starting ??= run(parts);
      return starting;
    },
    stop: (deadlineMs) => {
      ending ??= end(parts, starting ?? Promise.resolve(), deadlineMs);
      return ending;
    },
    state: () => toConsumerState(parts.life, settings, membership, parts.commits),
    crashed: crash.promise,
  };
};
