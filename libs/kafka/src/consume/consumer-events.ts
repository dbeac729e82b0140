import type { Consumer } from 'kafkajs';
import type { KafkaObserver } from '../connect/observer.ts';
import { classifyKafkaError } from '../fault/classify-kafka-error.ts';
import type { CommitLog } from './commit-log.ts';
import { type ConsumerLife, noteUnreachable } from './consumer-life.ts';
import type { ConsumerSettings } from './consumer-options.ts';
import type { Membership } from './membership.ts';
import { noteProgress, type PartitionProgress } from './partition-progress.ts';
import type { StuckWatch } from './stuck-watch.ts';
import type { TopicWatch } from './topic-watch.ts';

export type EventContext = {
  readonly consumer: Consumer;
  readonly life: ConsumerLife;
  readonly settings: ConsumerSettings;
  readonly membership: Membership;
  readonly commits: CommitLog;
  readonly watch: StuckWatch;
  readonly topicWatch: TopicWatch;
  readonly observe: KafkaObserver;
  readonly onAssigned: (progress: PartitionProgress) => void;
  readonly onDead: (error: Error) => void;
};

type StepOver = {
  readonly topic: string;
  readonly partition: number;
  readonly batchSize: number;
  readonly lastOffset: string;
};

/** A batch of nothing but control records or emptied ones is stepped over by kafkajs alone: note it, and commit it after the next fetch. */
const stepOver = ({ membership, settings }: EventContext, { topic, partition, ...batch }: StepOver): void => {
  const progress = membership.progressOf(topic, partition);
  if (progress === undefined || batch.batchSize > 0) return;
  noteProgress(progress, BigInt(batch.lastOffset) + 1n, settings.now());
  progress.commitDue = true;
};

/**
 * Turns kafkajs' events into what we know. The join event is told before the first fetch under the new assignment, and
 * synchronously, which is what lets `onAssigned` pause a partition in time.
 */
export const listenToConsumer = (context: EventContext): void => {
  const { consumer, life, settings, membership, commits, watch, topicWatch, observe, onAssigned, onDead } = context;
  const { events } = consumer;
  consumer.on(events.GROUP_JOIN, ({ payload }) => {
    membership.joined(payload.memberAssignment);
    commits.joined();
    if (life.phase === 'joining') life.phase = 'running';
    life.rebalanceCount += 1;
    const assignment = membership.all().map(({ topic, partition }) => ({ topic, partition }));
    observe({ type: 'group_joined', groupId: settings.groupId, rebalanceCount: life.rebalanceCount, assignment });
    for (const progress of membership.all()) onAssigned(progress);
  });
  consumer.on(events.HEARTBEAT, () => membership.heard());
  consumer.on(events.FETCH, () => {
    life.lastPollAt = settings.now();
    life.unreachableSinceAt = null;
    life.unreachableCode = null;
    watch.afterFetch();
    topicWatch.afterFetch();
    commits.retryFailed(consumer, membership.all()); // what it throws ends the fetch: kafkajs joins anew and finds the coordinator
  });
  consumer.on(events.END_BATCH_PROCESS, ({ payload }) => stepOver(context, payload));
  consumer.on(events.CRASH, ({ payload: { error, restart } }) => {
    const { code } = classifyKafkaError(error);
    membership.lost();
    noteUnreachable(life, code, settings.now());
    observe({ type: 'consumer_crashed', groupId: settings.groupId, code, restart });
    if (restart) {
      life.restartCount += 1;
      if (life.phase === 'running') life.phase = 'joining';
      return;
    }
    life.phase = 'crashed';
    onDead(error);
  });
};
