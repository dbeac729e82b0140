import { randomBytes } from 'node:crypto';
import { createEncoder } from '@varselvakt/codec';
import { partitionFor, type Sender } from '@varselvakt/kafka';
import type { Place } from './observation.ts';
import type { Sample } from './sample.ts';

export interface PublishingParts {
  readonly sender: Sender;
  readonly topicOf: (producerId: string) => string;
  readonly partitionCount: number;
  /** Registry ids: of the events, and of a schema that does not belong on an inbound topic. */
  readonly schemaIds: { readonly event: number; readonly foreign: number };
}

/** Publishes samples one after the other, as a producer would; tells where each one lies. Throws as the sender does. */
export function createPublisher({ sender, topicOf, partitionCount, schemaIds }: PublishingParts) {
  const encode = createEncoder('ProducerEvent', schemaIds.event);

  const encodeValue = ({ event, raw }: Sample): Buffer | null => {
    switch (raw) {
      case undefined:
        return encode(event);
      case 'TOMBSTONE':
        return null;
      case 'JSON_TEXT':
        return Buffer.from(JSON.stringify({ eventId: event.eventId }));
      case 'TRUNCATED_AVRO':
        return encode(event).subarray(0, 100);
      case 'FOREIGN_SCHEMA': {
        const value = Buffer.from(encode(event));
        value.writeInt32BE(schemaIds.foreign, 1);
        return value;
      }
      default:
        return raw satisfies never;
    }
  };

  return async (sample: Sample): Promise<Place> => {
    const { event, key = event.aggregateId } = sample;
    const keyBytes = key === null ? null : Buffer.from(key);
    const record = {
      topic: topicOf(event.producerId),
      partition: partitionFor(keyBytes ?? randomBytes(4), partitionCount),
      key: keyBytes,
      value: encodeValue(sample),
    };
    const [placement] = await sender.send([record]);
    if (placement === undefined) throw new Error('Kafka acknowledged nothing');
    return { topic: record.topic, partition: record.partition, offset: placement.baseOffset };
  };
}
