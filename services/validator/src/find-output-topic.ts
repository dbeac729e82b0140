import type { ClusterAdmin } from '@varselvakt/kafka';
import type { OutputTopic } from './output-writer.ts';

/** A topic of ours does not exist. A retry helps once somebody has created it. */
export class TopicMissing extends Error {
  override readonly name = 'TopicMissing';
  readonly code = 'TOPIC_MISSING';
  readonly retriable = true;
}

/** A topic with its number of partitions. Throws TopicMissing or KafkaError; a retry may help. */
export async function findOutputTopic(admin: ClusterAdmin, name: string): Promise<OutputTopic> {
  const partitionCount = await admin.partitionCount(name);
  if (partitionCount === null) throw new TopicMissing(`There is no topic ${name}: run "varselvakt topics apply"`);
  return { name, partitionCount };
}
