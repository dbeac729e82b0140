import { setTimeout } from 'node:timers/promises';
import kafkajs, { type Admin } from 'kafkajs';
import { classifyKafkaError, toKafkaError } from '../fault/classify-kafka-error.ts';
import type { TopicDeclaration } from './topic-declarations.ts';
import { decideTopicPlan, type TopicActuality, type TopicPlan } from './topic-plan.ts';

const CONFIG_OF_THE_TOPIC_ITSELF = 1;
const BROKER_DEFAULT = -1;
const KNOWN_ATTEMPTS = 600;
const KNOWN_EVERY_MS = 100;

/** Only these fields of kafkajs' answer are typed wrongly or not at all. */
type ConfigEntry = { readonly configName: string; readonly configValue: string; readonly configSource?: number };

const toRecord = (entries: readonly ConfigEntry[]): Record<string, string> =>
  Object.fromEntries(entries.map(({ configName, configValue }) => [configName, configValue]));

const readActualities = async (
  admin: Admin,
  names: readonly string[],
): Promise<ReadonlyMap<string, TopicActuality>> => {
  const existing = new Set(await admin.listTopics());
  const wanted = names.filter((name) => existing.has(name));
  if (wanted.length === 0) return new Map();
  const { topics } = await admin.fetchTopicMetadata({ topics: wanted });
  const type = kafkajs.ConfigResourceTypes.TOPIC;
  const described = await admin.describeConfigs({
    includeSynonyms: false,
    resources: wanted.map((name) => ({ type, name })),
  });
  const entriesOf = new Map(
    described.resources.map(({ resourceName, configEntries }) => [resourceName, configEntries]),
  );
  return new Map(
    topics.map(({ name, partitions }) => {
      const entries = (entriesOf.get(name) ?? []) as unknown as readonly ConfigEntry[];
      const own = entries.filter(({ configSource }) => configSource === CONFIG_OF_THE_TOPIC_ITSELF);
      const replicationFactor = partitions[0]?.replicas.length ?? 0;
      const shape = { partitionCount: partitions.length, replicationFactor };
      return [name, { ...shape, configs: toRecord(entries), ownConfigs: toRecord(own) }] as const;
    }),
  );
};

const toEntries = (configs: Readonly<Record<string, string>>): { name: string; value: string }[] =>
  Object.entries(configs).map(([name, value]) => ({ name, value }));

/** A broker may not know a topic yet that its controller has just created; kafkajs' own wait gives up on that. */
const waitUntilKnown = async (admin: Admin, topic: string): Promise<void> => {
  for (let attemptCount = 1; ; attemptCount += 1) {
    try {
      await admin.fetchTopicMetadata({ topics: [topic] });
      return;
    } catch (error) {
      if (attemptCount === KNOWN_ATTEMPTS || !classifyKafkaError(error).retriable) throw error;
      await setTimeout(KNOWN_EVERY_MS);
    }
  }
};

const carryOut = async (admin: Admin, plan: TopicPlan): Promise<void> => {
  const { name, partitionCount, replicationFactor, configs } = plan.declaration;
  if (plan.action === 'create') {
    const replication = replicationFactor ?? BROKER_DEFAULT;
    const topic = { topic: name, numPartitions: partitionCount, replicationFactor: replication };
    await admin.createTopics({ topics: [{ ...topic, configEntries: toEntries(configs) }], waitForLeaders: false });
    await waitUntilKnown(admin, name);
  }
  if (plan.action === 'alter') {
    const type = kafkajs.ConfigResourceTypes.TOPIC;
    const resources = [{ type, name, configEntries: toEntries(plan.nextConfigs) }];
    await admin.alterConfigs({ validateOnly: false, resources });
  }
};

/**
 * Compares the declared topics with the cluster, changes nothing.
 * Throws KafkaError; `retriable` tells whether a retry helps.
 */
export const planTopics = async (
  admin: Admin,
  declarations: readonly TopicDeclaration[],
): Promise<readonly TopicPlan[]> => {
  try {
    const names = declarations.map(({ name }) => name);
    const actualities = await readActualities(admin, names);
    return declarations.map((declaration) => decideTopicPlan(declaration, actualities.get(declaration.name)));
  } catch (error) {
    throw toKafkaError(error, 'reading topics');
  }
};

/**
 * Creates what is missing and puts settings right; conflicts are left alone and returned. Doing it again changes nothing.
 * Throws KafkaError; topics before the faulty one are done, a repeat goes on from there.
 */
export const carryOutTopicPlans = async (admin: Admin, plans: readonly TopicPlan[]): Promise<void> => {
  for (const plan of plans) {
    try {
      await carryOut(admin, plan);
    } catch (error) {
      throw toKafkaError(error, `topic ${plan.declaration.name}`);
    }
  }
};
