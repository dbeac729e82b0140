import type { Message, Producer } from 'kafkajs';
import type { KafkaObserver } from '../connect/observer.ts';
import { classifyKafkaError, type KafkaFault } from '../fault/classify-kafka-error.ts';
import { KafkaError } from '../fault/kafka-error.ts';
import { type Backoff, nextDelayMs, sleepMs } from '../waiting/backoff.ts';
import { halve } from './parcels.ts';
import type { ProducerConnection } from './producer-connection.ts';
import type { Consignment } from './send-job.ts';

/** All consignments of one delivery go to the same partition. */
export type Delivery = readonly Consignment[];

type DeliverySettings = {
  /** How long the broker may wait for its replicas before it answers. */
  readonly ackTimeoutMs: number;
  readonly backoff: Backoff;
  readonly now: () => number;
  readonly random: () => number;
};

export type DeliveryContext = DeliverySettings & {
  readonly connection: ProducerConnection;
  readonly observe: KafkaObserver;
  readonly stopping: AbortSignal;
  /** Told after each attempt, for health. */
  readonly noteAttempt: (succeeded: boolean) => void;
};

const ALL_IN_SYNC_REPLICAS = -1;
const RENEW_EACH_ATTEMPTS = 10;

const placeOf = (delivery: Delivery): { topic: string; partition: number } => {
  const { topic, partition } = delivery[0]?.parcel ?? { topic: '', partition: -1 };
  return { topic, partition };
};

/**
 * The records of a delivery as kafkajs wants them (same fields; it ignores `topic`). kafkajs sorts messages by partition with a
 * `reduce` that copies the list once per message, a tenth of all the CPU time of sending. Here the answer of that
 * `reduce` is known beforehand, so the list brings its own. The pinned version calls it for nothing else; the sender's tests
 * would see lost or misplaced records if another one did.
 */
const toMessages = (delivery: Delivery, partition: number): Message[] => {
  const records = delivery.flatMap(({ parcel }) => parcel.records) as unknown as Message[];
  return Object.defineProperty(records, 'reduce', { value: () => ({ [partition]: records }) });
};

/**
 * One produce request, and a look at the answer: it must name exactly this partition, without an error, with an offset.
 * kafkajs also resolves with an empty list when it found nobody to send to; that is no acknowledgement.
 */
const produceOnce = async (producer: Producer, delivery: Delivery, ackTimeoutMs: number): Promise<bigint> => {
  const { topic, partition } = placeOf(delivery);
  const messages = toMessages(delivery, partition);
  const answers = await producer.send({ topic, messages, acks: ALL_IN_SYNC_REPLICAS, timeout: ackTimeoutMs });
  const [answer] = answers;
  const named = answers.length === 1 && answer?.topicName === topic && answer.partition === partition;
  if (!named || answer.errorCode !== 0 || !/^\d+$/.test(answer.baseOffset ?? '')) {
    throw new KafkaError('KAFKA_SEND_UNVERIFIED', `${topic}/${partition}`, { retriable: true });
  }
  return BigInt(answer.baseOffset ?? '');
};

const settlePlaced = (delivery: Delivery, baseOffset: bigint): void => {
  let offset = baseOffset;
  for (const { parcel, job } of delivery) {
    job.place(parcel, offset);
    offset += BigInt(parcel.records.length);
  }
};

const failAll = (delivery: Delivery, fault: KafkaFault, cause: unknown): void => {
  const { topic, partition } = placeOf(delivery);
  for (const { job } of delivery) {
    job.fail(new KafkaError(fault.code, `${topic}/${partition}`, { retriable: fault.retriable, cause }));
  }
};

/** Two deliveries that together are this one; a single parcel is cut, which its job must know. */
const cut = (delivery: Delivery): readonly [Delivery, Delivery] => {
  const [first] = delivery;
  if (delivery.length > 1 || first === undefined) {
    const middle = Math.ceil(delivery.length / 2);
    return [delivery.slice(0, middle), delivery.slice(middle)];
  }
  const [left, right] = halve(first.parcel);
  first.job.grow();
  return [[{ parcel: left, job: first.job }], [{ parcel: right, job: first.job }]];
};

/**
 * Kafka refuses a request as a whole for one record's sake. Halving finds the one, so that neither its neighbours nor other
 * callers in the same request suffer.
 */
const isolate = async (context: DeliveryContext, delivery: Delivery, fault: KafkaFault): Promise<void> => {
  const recordCount = delivery.reduce((sum, { parcel }) => sum + parcel.records.length, 0);
  if (recordCount <= 1) {
    for (const { parcel, job } of delivery) job.refuse(parcel, fault.code);
    return;
  }
  const [left, right] = cut(delivery);
  await deliver(context, left);
  await deliver(context, right);
};

const attempt = async (context: DeliveryContext, producer: Producer, delivery: Delivery): Promise<void> => {
  const startedAt = context.now();
  const baseOffset = await produceOnce(producer, delivery, context.ackTimeoutMs);
  context.noteAttempt(true);
  context.observe({
    type: 'records_sent',
    ...placeOf(delivery),
    recordCount: delivery.reduce((sum, { parcel }) => sum + parcel.records.length, 0),
    byteCount: delivery.reduce((sum, { parcel }) => sum + parcel.byteCount, 0),
    durationMs: context.now() - startedAt,
  });
  settlePlaced(delivery, baseOffset);
};

/** Decides after a failed attempt; true = try the same delivery again (after the wait that happened in here). */
const afterFailure = async (
  context: DeliveryContext,
  delivery: Delivery,
  error: unknown,
  attemptCount: number,
): Promise<boolean> => {
  const fault = classifyKafkaError(error);
  const retryInMs = fault.retriable ? nextDelayMs(context.backoff, attemptCount, context.random) : null;
  const recordCount = delivery.reduce((sum, { parcel }) => sum + parcel.records.length, 0);
  const { code, retriable } = fault;
  context.observe({ type: 'send_failed', ...placeOf(delivery), code, retriable, recordCount, attemptCount, retryInMs });
  if (fault.recordFault) {
    await isolate(context, delivery, fault);
    return false;
  }
  context.noteAttempt(false);
  if (retryInMs === null) {
    failAll(delivery, fault, error);
    return false;
  }
  const retryAt = context.now() + retryInMs;
  failAll(
    delivery.filter(({ job }) => job.deadlineAt < retryAt),
    fault,
    error,
  );
  await sleepMs(retryInMs, context.stopping);
  return true;
};

/**
 * A connection that swallows requests without an answer would swallow the next one too, and a kafkajs producer can be broken in
 * ways that it does not know itself: then, and when a fault goes on for long, a new one is the better guess.
 */
const isConnectionDoubtful = ({ code }: KafkaFault, attemptCount: number): boolean =>
  code === 'KAFKA_REQUEST_TIMEOUT' || code === 'KAFKA_UNKNOWN' || attemptCount % RENEW_EACH_ATTEMPTS === 0;

/** Sends until every consignment is settled: acknowledged, refused, failed for good, out of time or given up by its caller. */
export const deliver = async (context: DeliveryContext, delivery: Delivery): Promise<void> => {
  for (let attemptCount = 1; ; attemptCount += 1) {
    const alive = delivery.filter(({ job }) => !job.isSettled());
    if (alive.length === 0) return;
    const producer = await context.connection.ready();
    if (producer === undefined || context.stopping.aborted) {
      failAll(alive, { code: 'KAFKA_SENDER_STOPPED', retriable: true, recordFault: false }, undefined);
      return;
    }
    try {
      await attempt(context, producer, alive);
      return;
    } catch (error) {
      if (isConnectionDoubtful(classifyKafkaError(error), attemptCount)) context.connection.renew(producer);
      if (!(await afterFailure(context, alive, error, attemptCount))) return;
    }
  }
};
