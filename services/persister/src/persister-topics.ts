import { createEncoder, type RegistryClient, readEventSchema, toSchemaText } from '@varselvakt/codec';
import type { EventOutcome } from '@varselvakt/domain';
import { type ClusterAdmin, topicDeclarations } from '@varselvakt/kafka';
import type { ServiceContext } from '@varselvakt/runtime';
import type { TopicPlace } from './outbox/outbox-lines.ts';

/** The topics a persister reads and writes. */
export type PersisterTopics = {
  readonly events: TopicPlace;
  readonly feedback: TopicPlace;
  readonly deadLetter: TopicPlace;
};

/** Something of ours is not there yet: a topic, a schema. A retry helps once somebody has made it. */
export class NotPrepared extends Error {
  override readonly name = 'NotPrepared';
  readonly code = 'PERSISTER_NOT_PREPARED';
  readonly retriable = true;
}

/** Waits for the topics. */
export async function findTopics(
  prefix: string,
  admin: ClusterAdmin,
  waitFor: ServiceContext['waitFor'],
): Promise<PersisterTopics> {
  const find = async (purpose: 'events' | 'feedback' | 'dead-letter'): Promise<TopicPlace> => {
    const declared = topicDeclarations(prefix).find((topic) => topic.purpose === purpose);
    if (declared === undefined) throw new Error(`no topic is declared for ${purpose}`);
    const { name } = declared;
    return waitFor(`topic ${name}`, async () => {
      const partitionCount = await admin.partitionCount(name);
      if (partitionCount === null) throw new NotPrepared(`there is no topic ${name}: run "varselvakt topics apply"`);
      return { name, partitionCount };
    });
  };
  return { events: await find('events'), feedback: await find('feedback'), deadLetter: await find('dead-letter') };
}

/** The encoder of feedback under the id our schema has. Throws NotPrepared or RegistryUnavailable; a retry may help. */
export async function createOutcomeEncoder(
  registry: RegistryClient,
  feedbackTopic: string,
): Promise<(outcome: EventOutcome) => Buffer> {
  const subject = `${feedbackTopic}-value`;
  const schemaId = await registry.findRegistration(subject, toSchemaText(readEventSchema('EventOutcome')));
  if (schemaId === undefined) {
    throw new NotPrepared(`EventOutcome is not registered under ${subject}: run "varselvakt schemas register"`);
  }
  return createEncoder('EventOutcome', schemaId);
}
