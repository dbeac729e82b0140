import type { RegistryClient } from '@varselvakt/codec';
import type { ClusterAdmin, KafkaClient } from '@varselvakt/kafka';
import type { PipelineTopics } from '@varselvakt/pipeline';

/** What it takes to read the pipeline's topics beside it and understand them. */
export type TopicAccess = {
  readonly client: KafkaClient;
  readonly admin: ClusterAdmin;
  readonly registry: RegistryClient;
  readonly topics: PipelineTopics;
  readonly inboundTopics: readonly string[];
  /** Begins the id of each consumer group: whoever reads may be allowed to use groups of its own name only (`topics acl`). */
  readonly groupPrefix: string;
};
