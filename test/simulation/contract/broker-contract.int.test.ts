/** Kafka keeps what the services rely on; broker-contract.test.ts asks the same of the broker of the simulation. */
import { createBatchConsumer, createSender, type IncomingRecord } from '@varselvakt/kafka';
import { createRecordedClient, createTopic, eventually, uniqueName } from '../../../libs/kafka/test/real-topics.ts';
import { describeBroker } from './broker-contract.ts';

describeBroker(async () => {
  const { client } = createRecordedClient();
  const topic = await createTopic(client, 'contract', 2);
  const seen: IncomingRecord[] = [];
  const handler = async ({ records }: { readonly records: readonly IncomingRecord[] }) => void seen.push(...records);
  const consumer = createBatchConsumer(client, { groupId: uniqueName('contract'), topics: [topic], handler });
  await consumer.start();
  const sender = createSender(client);
  const ofPartition = (partition: number) => seen.filter((record) => record.partition === partition);
  return {
    topic,
    sender,
    read: async (partition, count) => {
      await eventually('all records are read', () => ofPartition(partition).length >= count);
      return ofPartition(partition);
    },
    close: async () => {
      await consumer.stop(5_000);
      await sender.stop(5_000);
    },
  };
});
