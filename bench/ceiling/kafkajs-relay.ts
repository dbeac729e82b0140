import kafkajs, { type EachBatchPayload, type Message, type Producer } from 'kafkajs';
import { requireVariable } from './ceiling-process.ts';

/*
 * The yardstick of the validator, run as a process of its own: consume → send → commit with plain kafkajs and no work in
 * between, in the same chunks as our consumer. It passes records on to the same partition, and never ends by itself.
 */
const ACKS_ALL = -1;
const CHUNK_RECORDS = 500;
const PARTITIONS_AT_ONCE = 24;

const passOn = (producer: Producer, target: string) => {
  return async ({ batch, resolveOffset, heartbeat, commitOffsetsIfNecessary }: EachBatchPayload): Promise<void> => {
    const { topic, partition, messages } = batch;
    for (let start = 0; start < messages.length; start += CHUNK_RECORDS) {
      const part = messages.slice(start, start + CHUNK_RECORDS);
      const passed: Message[] = part.map(({ key, value }) => ({ partition, key, value }));
      await producer.send({ topic: target, acks: ACKS_ALL, messages: passed });
      const last = part.at(-1)?.offset ?? '0';
      resolveOffset(last);
      const offset = (BigInt(last) + 1n).toString();
      await commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset }] }] });
      await heartbeat();
    }
  };
};

process.once('disconnect', () => process.exit(0));
process.once('SIGTERM', () => process.exit(0));
const kafka = new kafkajs.Kafka({
  brokers: requireVariable('KAFKA_BROKERS').split(','),
  logLevel: kafkajs.logLevel.ERROR,
});
const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
const consumer = kafka.consumer({ groupId: requireVariable('RELAY_GROUP_ID'), maxWaitTimeInMs: 250 });
consumer.on(consumer.events.CRASH, () => process.exit(1));
await Promise.all([producer.connect(), consumer.connect()]);
await consumer.subscribe({ topics: [requireVariable('RELAY_SOURCE')], fromBeginning: true });
await consumer.run({
  autoCommit: false,
  eachBatchAutoResolve: false,
  partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
  eachBatch: passOn(producer, requireVariable('RELAY_TARGET')),
});
