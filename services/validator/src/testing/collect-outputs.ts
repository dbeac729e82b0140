import { createEventDecoder, createRegistryClient } from '@varselvakt/codec';
import type { AcceptedEvent, EventOutcome } from '@varselvakt/domain';
import { createBatchConsumer, headerBytes, type IncomingRecord, type KafkaClient } from '@varselvakt/kafka';

/** Everything that was written to the outputs, in the order in which it was read. */
type Collected = {
  readonly events: { readonly record: IncomingRecord; readonly value: AcceptedEvent }[];
  readonly outcomes: { readonly record: IncomingRecord; readonly value: EventOutcome }[];
  readonly deadLetters: { readonly record: IncomingRecord; readonly code: string }[];
};

/** Reads event log, feedback and dead letters from their beginning until it is stopped. */
export async function collectOutputs(client: KafkaClient, prefix: string, registry: { readonly url: string }) {
  const collected: Collected = { events: [], outcomes: [], deadLetters: [] };
  const decoder = createEventDecoder({
    registry: createRegistryClient(registry),
    readers: [
      { schemaName: 'AcceptedEvent', subject: `${prefix}events-no.varselvakt.AcceptedEvent` },
      { schemaName: 'EventOutcome', subject: `${prefix}feedback-value` },
    ],
    now: Date.now,
  });
  const collect = (record: IncomingRecord) => {
    if (record.topic.endsWith('dead-letter')) {
      const code = headerBytes(record.headers, 'notif-error-code')?.toString() ?? '';
      collected.deadLetters.push({ record, code });
      return;
    }
    const decoded = decoder.decode(record.value);
    if (!decoded.ok) throw new Error(`An output cannot be read: ${decoded.code}`);
    if (decoded.schemaName === 'AcceptedEvent') collected.events.push({ record, value: decoded.value });
    else collected.outcomes.push({ record, value: decoded.value });
  };
  const consumer = createBatchConsumer(client, {
    groupId: `${prefix}collector`,
    topics: ['events', 'feedback', 'dead-letter'].map((name) => prefix + name),
    handler: async ({ records, topic }) => {
      if (!topic.endsWith('dead-letter')) await decoder.prepare(records);
      for (const record of records) collect(record);
    },
  });
  await consumer.start();
  return { collected, stop: () => consumer.stop(5_000) };
}
