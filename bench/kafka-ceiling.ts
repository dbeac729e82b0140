import { randomBytes } from 'node:crypto';
import kafkajs, { type Consumer, type EachBatchPayload, type Kafka, type Message, type Producer } from 'kafkajs';

/** One measured run: how many records per second, and what they cost this process. */
export type Rate = { readonly perSecond: number; readonly cpuMicrosPerEvent: number };

/** What plain kafkajs reaches on this machine right now: the yardstick for everything built on it. */
export type Ceiling = {
  readonly produce: Rate;
  readonly consumeSendCommit: Rate;
};

export type CeilingOptions = {
  readonly brokers: readonly string[];
  readonly eventCount?: number;
  readonly partitionCount?: number;
  readonly valueBytes?: number;
  /** Records per send and per commit. */
  readonly chunkRecords?: number;
};

const ACKS_ALL = -1;
const DEFAULTS = { eventCount: 120_000, partitionCount: 6, valueBytes: 590, chunkRecords: 500 };

/** Runs `act` and relates its time and this process' CPU time to the number of events. */
export const measureRate = async (eventCount: number, act: () => Promise<void>): Promise<Rate> => {
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - startedAt) / 1_000;
  return { perSecond: Math.round(eventCount / seconds), cpuMicrosPerEvent: (user + system) / eventCount };
};

const fill = async (producer: Producer, topic: string, options: Required<CeilingOptions>): Promise<void> => {
  const { eventCount, partitionCount, valueBytes, chunkRecords } = options;
  const value = randomBytes(valueBytes);
  const perPartition = eventCount / partitionCount;
  const sendPartition = async (partition: number): Promise<void> => {
    for (let sent = 0; sent < perPartition; sent += chunkRecords) {
      const count = Math.min(chunkRecords, perPartition - sent);
      const messages = Array.from({ length: count }, (_, i) => ({ partition, key: `k${sent + i}`, value }));
      await producer.send({ topic, acks: ACKS_ALL, messages });
    }
  };
  await Promise.all(Array.from({ length: partitionCount }, (_, partition) => sendPartition(partition)));
};

type Passing = {
  readonly producer: Producer;
  readonly target: string;
  readonly chunkRecords: number;
  readonly onPassed: (count: number) => void;
};

const passOn = ({ producer, target, chunkRecords, onPassed }: Passing) => {
  return async ({ batch, resolveOffset, heartbeat, commitOffsetsIfNecessary }: EachBatchPayload): Promise<void> => {
    const { topic, partition } = batch;
    for (let start = 0; start < batch.messages.length; start += chunkRecords) {
      const part = batch.messages.slice(start, start + chunkRecords);
      const messages: Message[] = part.map(({ key, value }) => ({ partition, key, value }));
      await producer.send({ topic: target, acks: ACKS_ALL, messages });
      const last = part.at(-1)?.offset ?? '0';
      resolveOffset(last);
      const offset = (BigInt(last) + 1n).toString();
      await commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset }] }] });
      await heartbeat();
      onPassed(part.length);
    }
  };
};

const consumeAll = async (
  consumer: Consumer,
  source: string,
  passing: Omit<Passing, 'onPassed'>,
  options: Required<CeilingOptions>,
) => {
  const all = Promise.withResolvers<void>();
  let passed = 0;
  const onPassed = (count: number): void => {
    passed += count;
    if (passed >= options.eventCount) all.resolve();
  };
  consumer.on(consumer.events.CRASH, ({ payload }) => all.reject(payload.error));
  await consumer.subscribe({ topics: [source], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: options.partitionCount,
    eachBatch: passOn({ ...passing, onPassed }),
  });
  await all.promise;
};

const measureWith = async (
  kafka: Kafka,
  options: Required<CeilingOptions>,
  source: string,
  target: string,
): Promise<Ceiling> => {
  const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  const consumer = kafka.consumer({ groupId: source, maxWaitTimeInMs: 250 });
  try {
    await Promise.all([producer.connect(), consumer.connect()]);
    const produce = await measureRate(options.eventCount, () => fill(producer, source, options));
    const passing = { producer, target, chunkRecords: options.chunkRecords };
    const consumeSendCommit = await measureRate(options.eventCount, () =>
      consumeAll(consumer, source, passing, options),
    );
    return { produce, consumeSendCommit };
  } finally {
    await Promise.all([producer.disconnect(), consumer.disconnect()]);
  }
};

/**
 * Measures plain kafkajs against real brokers on two topics of its own (removed afterwards): sending, and the loop
 * consume → send → commit without any work in between. Group joining is part of the loop's time, as it is for the services.
 * Throws kafkajs' errors; a repeat may help.
 */
export const measureCeiling = async (given: CeilingOptions): Promise<Ceiling> => {
  const options = { ...DEFAULTS, ...given };
  const kafka = new kafkajs.Kafka({ brokers: [...options.brokers], logLevel: kafkajs.logLevel.ERROR });
  const admin = kafka.admin();
  await admin.connect();
  const name = `bench.ceiling.${randomBytes(4).toString('hex')}`;
  const topics = [`${name}.source`, `${name}.target`] as const;
  try {
    await admin.createTopics({ topics: topics.map((topic) => ({ topic, numPartitions: options.partitionCount })) });
    return await measureWith(kafka, options, ...topics);
  } finally {
    await admin.deleteTopics({ topics: [...topics] });
    await admin.disconnect();
  }
};
