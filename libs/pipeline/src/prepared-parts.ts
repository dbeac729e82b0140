import { type EventSchemaName, type RegistryClient, readEventSchema, toSchemaText } from '@varselvakt/codec';
import type { ClusterAdmin } from '@varselvakt/kafka';

/** A topic or schema of ours is not there yet. A retry helps once somebody has made it. */
export class NotPrepared extends Error {
  override readonly name = 'NotPrepared';
  readonly code: 'TOPIC_MISSING' | 'SCHEMA_NOT_REGISTERED';
  readonly retriable = true;

  constructor(code: NotPrepared['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** A topic that is written to. */
export interface TopicPlace {
  readonly name: string;
  readonly partitionCount: number;
}

/** A topic with its number of partitions. Throws NotPrepared or KafkaError; a retry may help. */
export async function findTopic(admin: Pick<ClusterAdmin, 'partitionCount'>, name: string): Promise<TopicPlace> {
  const partitionCount = await admin.partitionCount(name);
  if (partitionCount === null)
    throw new NotPrepared(
      'TOPIC_MISSING',
      `There is no topic ${name} that we may see: "varselvakt topics apply" makes it, "topics acl" says who needs which right`,
    );
  return { name, partitionCount };
}

/** The registry id of our own schema under a subject. Throws NotPrepared or RegistryUnavailable; a retry may help. */
export async function findSchemaId(
  registry: Pick<RegistryClient, 'findRegistration'>,
  { schemaName, subject }: { readonly schemaName: EventSchemaName; readonly subject: string },
): Promise<number> {
  const schemaId = await registry.findRegistration(subject, toSchemaText(readEventSchema(schemaName)));
  if (schemaId !== undefined) return schemaId;
  const message = `${schemaName} is not registered under ${subject}: run "varselvakt schemas register"`;
  throw new NotPrepared('SCHEMA_NOT_REGISTERED', message);
}
