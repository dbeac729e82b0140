import { createEncoder } from '@varselvakt/codec';
import type { ProducerEvent } from '@varselvakt/domain';
import { createSender, partitionFor } from '@varselvakt/kafka';
import { findSchemaId, findTopic, inboundSubject } from '@varselvakt/pipeline';
import { withTopicAccess } from '../with-topic-access.ts';

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
  await withTopicAccess(async ({ client, admin, registry, topics }) => {
    const sender = createSender(client);
    const topicOf = async ({ producerId }: ProducerEvent): Promise<string> => {
      if (topic !== undefined) return topic;
      const own = `${topics.inbound}.${producerId}`;
      return (await admin.partitionCount(own)) === null ? topics.inbound : own;
    };
    const send = async (event: ProducerEvent): Promise<SentEvent> => {
      const { name, partitionCount } = await findTopic(admin, await topicOf(event));
      const encode = createEncoder('ProducerEvent', await findSchemaId(registry, inboundSubject(name)));
      const key = Buffer.from(event.aggregateId);
      const partition = partitionFor(key, partitionCount);
      const [placement] = await sender.send([{ topic: name, partition, key, value: encode(event) }]);
      return { eventId: event.eventId, topic: name, partition, offset: placement?.baseOffset ?? -1n };
    };
    try {
      for (const event of events) onSent(await send(event));
    } finally {
      await sender.stop(stopDeadlineMs);
    }
  });
}
