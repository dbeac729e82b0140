import { registerSchemas } from '@varselvakt/codec';
import { createClusterAdmin, topicDeclarations } from '@varselvakt/kafka';
import type { BenchEnvironment } from './bench-environment.ts';

/** The topics of one run, as production declares them. */
export type PipelineTopics = {
  readonly prefix: string;
  readonly inbound: string;
  readonly events: string;
  readonly feedback: string;
  readonly deadLetter: string;
  readonly partitionCount: number;
  readonly schemaIds: { readonly ProducerEvent: number; readonly AcceptedEvent: number };
  readonly remove: () => Promise<void>;
};

/** Creates the four topics under a prefix and registers their schemas. Throws KafkaError or RegistryUnavailable. */
export async function createPipelineTopics(environment: BenchEnvironment, prefix: string): Promise<PipelineTopics> {
  const { kafka, registry } = environment;
  const declarations = topicDeclarations(prefix);
  const nameOf = (purpose: string) => declarations.find((one) => one.purpose === purpose)?.name ?? '';
  const [inbound, events, feedback, deadLetter] = ['inbound', 'events', 'feedback', 'dead-letter'].map(nameOf) as [
    string,
    string,
    string,
    string,
  ];
  const admin = createClusterAdmin(kafka);
  try {
    await admin.applyTopics(declarations, { dryRun: false });
  } finally {
    await admin.close();
  }
  const registrations = await registerSchemas(registry, [
    { subject: `${inbound}-value`, schemaName: 'ProducerEvent' },
    { subject: `${events}-no.varselvakt.AcceptedEvent`, schemaName: 'AcceptedEvent' },
    { subject: `${events}-no.varselvakt.HardDeleted`, schemaName: 'HardDeleted' },
    { subject: `${feedback}-value`, schemaName: 'EventOutcome' },
  ]);
  const idOf = (name: string) => registrations.find(({ schemaName }) => schemaName === name)?.schemaId ?? 0;
  return {
    prefix,
    inbound,
    events,
    feedback,
    deadLetter,
    partitionCount: declarations[0]?.partitionCount ?? 1,
    schemaIds: { ProducerEvent: idOf('ProducerEvent'), AcceptedEvent: idOf('AcceptedEvent') },
    remove: () =>
      removeTopics(
        environment,
        declarations.map(({ name }) => name),
      ),
  };
}

async function removeTopics({ kafka }: BenchEnvironment, topics: string[]): Promise<void> {
  const admin = kafka.kafka.admin();
  await admin.connect();
  try {
    await admin.deleteTopics({ topics });
  } finally {
    await admin.disconnect();
  }
}
