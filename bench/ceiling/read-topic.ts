import kafkajs, { type KafkaMessage } from 'kafkajs';

const PATIENCE_MS = 60_000;

/** Reads the first `count` records of a topic into memory with plain kafkajs. Throws kafkajs' errors, or when they do not come. */
export async function readTopic(
  brokers: readonly string[],
  topic: string,
  groupId: string,
  count: number,
): Promise<readonly KafkaMessage[]> {
  const kafka = new kafkajs.Kafka({ brokers: [...brokers], logLevel: kafkajs.logLevel.ERROR });
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 250 });
  const messages: KafkaMessage[] = [];
  const all = Promise.withResolvers<void>();
  const patience = setTimeout(
    () => all.reject(new Error(`Only ${messages.length} of ${count} records came`)),
    PATIENCE_MS,
  );
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        messages.push(...batch.messages);
        patience.refresh();
        if (messages.length >= count) all.resolve();
      },
    });
    await all.promise;
  } finally {
    clearTimeout(patience);
    await consumer.disconnect();
  }
  return messages.slice(0, count);
}
