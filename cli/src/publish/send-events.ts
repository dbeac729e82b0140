import { createEncoder, createRegistryClient } from '@varselvakt/codec';
import type { ProducerEvent } from '@varselvakt/domain';
import { createClusterAdmin, createKafkaClient, createSender, partitionFor } from '@varselvakt/kafka';
import { findSchemaId, findTopic, inboundSubject } from '@varselvakt/pipeline';
import {
  checkKafkaSettings,
  createConfigSchema,
  kafkaSettings,
  registrySettings,
  toKafkaConnection,
  topicSettings,
  toRegistryConnection,
  withReleaseStack,
} from '@varselvakt/runtime';
import { readConfig } from '../read-config.ts';

const configSchema = createConfigSchema({ ...kafkaSettings, ...registrySettings, ...topicSettings }, [
  checkKafkaSettings,
]);
const stopDeadlineMs = 5_000;

/** Where an event was written. */
export type SentEvent = {
  readonly eventId: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
};

/**
 * Publishes events in their order, each to its producer's own topic where that exists, else to the shared one; returns when every one is
 * acknowledged. Throws KafkaError, RegistryUnavailable or NotPrepared; sending again is safe, for the event ids stay the same.
 */
export async function sendEvents(
  events: readonly ProducerEvent[],
  topic: string | undefined,
  onSent: (sent: SentEvent) => void,
): Promise<void> {
  const config = readConfig(configSchema);
  await withReleaseStack(async (stack) => {
    const client = createKafkaClient(toKafkaConnection(config, 'cli'), () => undefined);
    const admin = createClusterAdmin(client);
    stack.push('cluster admin', admin.close);
    const sender = createSender(client);
    stack.push('sender', () => sender.stop(stopDeadlineMs));
    const registry = createRegistryClient(toRegistryConnection(config));
    const shared = `${config.TOPIC_PREFIX}inbound`;
    const topicOf = async ({ producerId }: ProducerEvent): Promise<string> => {
      if (topic !== undefined) return topic;
      const own = `${shared}.${producerId}`;
      return (await admin.partitionCount(own)) === null ? shared : own;
    };
    for (const event of events) {
      const { name, partitionCount } = await findTopic(admin, await topicOf(event));
      const encode = createEncoder('ProducerEvent', await findSchemaId(registry, inboundSubject(name)));
      const key = Buffer.from(event.aggregateId);
      const record = { topic: name, partition: partitionFor(key, partitionCount), key, value: encode(event) };
      const [placement] = await sender.send([record]);
      onSent({
        eventId: event.eventId,
        topic: name,
        partition: record.partition,
        offset: placement?.baseOffset ?? -1n,
      });
    }
  });
}
