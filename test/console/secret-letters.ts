import { randomUUID } from 'node:crypto';
import { createEncoder } from '@varselvakt/codec';
import type { ProducerEvent } from '@varselvakt/domain';
import { deadLetterRecord, type IncomingRecord, type OutgoingRecord, partitionFor } from '@varselvakt/kafka';
import { sampleBody, sampleEvent } from '@varselvakt/rules';
import type { Pipeline } from '../pipeline/open-pipeline.ts';

/** What stands in the records wherever a producer can put something, and may be shown nowhere. */
export const secrets = ['hemmeligmerke', '13097248022'] as const;
const secret = secrets.join(' ');

/** Events and dead letters that hold secrets, made for one pipeline. */
export type SecretLetters = ReturnType<typeof makeSecretLetters>;

/** Makes them; nothing is sent. */
export function makeSecretLetters(pipeline: Pipeline, now: number) {
  const { topics, partitionCount, schemaIds } = pipeline;
  const encode = createEncoder('ProducerEvent', schemaIds.producerEvent);
  const identity = () => ({ eventId: randomUUID(), aggregateId: randomUUID(), now });
  const body = { ...sampleBody('MessageCreated', now), externalMessages: [] };
  const good: ProducerEvent = { ...sampleEvent('MessageCreated', identity()), body };
  const spoilt: ProducerEvent = {
    ...{ ...sampleEvent('MessageCreated', identity()), label: secret, groupId: secret, organisationNumber: secrets[1] },
    ...{ producerId: secrets[1], body: { ...body, text: secret, link: `https://${secrets[0]}.example/${secret}` } },
  };
  const record = (key: string, value: Buffer): IncomingRecord => ({
    ...{ topic: topics.inbound, offset: 7n, timestampMs: now - 60_000, timestampType: 'CreateTime', value },
    ...{ partition: partitionFor(Buffer.from(key), partitionCount), key: Buffer.from(key) },
    headers: {
      [secrets[0]]: Buffer.from(secret),
      [secrets[1]]: Buffer.from('1'),
      'kafka_dlt-exception-stacktrace': Buffer.from(secret),
      'varselvakt-redrive-of': Buffer.from(secret),
    },
  });
  const letter = (original: IncomingRecord, code: string): OutgoingRecord =>
    deadLetterRecord(
      original,
      {
        code,
        path: code === 'AVRO_CORRUPT' ? 'body' : null,
        consumerGroup: 'validator',
        attemptCount: 3,
        firstFailureAt: now,
      },
      { topic: topics.deadLetters, partitionCount: 2 },
    );
  return {
    /** A letter whose record would be stored if it came again. */
    good,
    letters: [
      letter(record(good.aggregateId, encode(good)), 'SCHEMA_UNKNOWN'),
      letter(record(secret, encode(spoilt)), 'SCHEMA_UNKNOWN'),
      letter(record(secret, Buffer.from(secret)), 'AVRO_CORRUPT'),
    ],
    /** A record that the validator itself puts aside. */
    unreadable: {
      ...{ topic: topics.inbound, partition: 0, key: Buffer.from(secret), value: Buffer.from(secret) },
      headers: { [secrets[0]]: secret },
    } satisfies OutgoingRecord,
  };
}
