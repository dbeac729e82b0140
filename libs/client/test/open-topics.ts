import { randomBytes } from 'node:crypto';
import { createEncoder, registerSchemas } from '@varselvakt/codec';
import type { EventOutcome, ProducerEvent } from '@varselvakt/domain';
import {
  createClusterAdmin,
  createKafkaClient,
  createSender,
  plainKafkaSettings,
  topicDeclarations,
} from '@varselvakt/kafka';
import { pipelineTopics } from '@varselvakt/pipeline';

/** Topics and schemas under a prefix of their own, as a pipeline has them, without services. */
export async function openTopics() {
  const topicPrefix = `client${randomBytes(5).toString('hex')}.`;
  const topics = pipelineTopics(topicPrefix);
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
  const schemaRegistry = process.env['KAFKA_SCHEMA_REGISTRY'] ?? '';
  const kafka = createKafkaClient(plainKafkaSettings(brokers), () => undefined);
  const admin = createClusterAdmin(kafka);
  await admin.applyTopics(topicDeclarations(topicPrefix), { dryRun: false });
  const registrations = await registerSchemas({ url: schemaRegistry }, [
    { subject: `${topics.inbound}-value`, schemaName: 'ProducerEvent' },
    { subject: `${topics.feedback}-value`, schemaName: 'EventOutcome' },
  ]);
  const sender = createSender(kafka);
  const encode = createEncoder('EventOutcome', registrations[1]?.schemaId ?? 0);
  return {
    topics,
    /** What a producer would say of this place. */
    connection: { brokers, schemaRegistry, topicPrefix, variables: {} },
    /** How many records the shared inbound topic holds. */
    inboundCount: async (): Promise<number> => {
      const bounds = await admin.topicBounds(topics.inbound);
      return bounds.reduce((sum, { endOffset }) => sum + Number(endOffset), 0);
    },
    /** Says what became of an event, as the services do; always in one partition. */
    tellOutcome: async (event: Pick<ProducerEvent, 'eventId' | 'producerId'>): Promise<void> => {
      const key = Buffer.from(`${event.producerId}:${event.eventId}`);
      await sender.send([{ topic: topics.feedback, partition: 0, key, value: encode(outcomeOf(event)) }]);
    },
    close: async (): Promise<void> => {
      await sender.stop(2_000);
      await admin.close();
    },
  };
}

const outcomeOf = ({ eventId, producerId }: Pick<ProducerEvent, 'eventId' | 'producerId'>): EventOutcome => ({
  eventId,
  aggregateId: null,
  producerId,
  outcome: 'ACCEPTED',
  findings: [],
  source: null,
  schemaId: null,
  ruleSetVersion: 'test',
  environment: 'dev',
  traceParent: null,
  occurredAt: 0,
  deleteAt: null,
  registerVersion: null,
});
