import type { ClusterAdmin } from '@varselvakt/kafka';
import { findTopic, pipelineTopics, type TopicPlace } from '@varselvakt/pipeline';
import type { ServiceContext } from '@varselvakt/runtime';

/** The topics a persister reads and writes. */
export type PersisterTopics = {
  readonly events: TopicPlace;
  readonly feedback: TopicPlace;
  readonly deadLetter: TopicPlace;
};

/** Waits for the topics. */
export async function findTopics(
  prefix: string,
  admin: ClusterAdmin,
  waitFor: ServiceContext['waitFor'],
): Promise<PersisterTopics> {
  const names = pipelineTopics(prefix);
  const find = (name: string) => waitFor(`topic ${name}`, () => findTopic(admin, name));
  return {
    events: await find(names.events),
    feedback: await find(names.feedback),
    deadLetter: await find(names.deadLetter),
  };
}
