import type { ClusterAdmin } from '@varselvakt/kafka';
import type { Register } from '@varselvakt/register';
import type { Environment } from '@varselvakt/rules';
import type { PipelineTopics } from './pipeline-topics.ts';

/** The name of a producer's own feedback topic, whether there is one or not. */
export const ownFeedbackTopic = ({ feedback }: Pick<PipelineTopics, 'feedback'>, producerId: string): string =>
  `${feedback}.${producerId}`;

/** Ids of the producers that the register gives a feedback topic of their own in an environment. */
export const producersWithOwnFeedback = (register: Register, environment: Environment): readonly string[] =>
  [...register.producers.values()]
    .filter((producer) => producer.feedbackTopic === 'own' && producer.environments.includes(environment))
    .map(({ id }) => id);

/** All feedback topics that whoever asks may see: the shared one and those of single producers. Throws KafkaError. */
export async function findFeedbackTopics(
  admin: Pick<ClusterAdmin, 'topicNames'>,
  { feedback }: Pick<PipelineTopics, 'feedback'>,
): Promise<readonly string[]> {
  const own = (await admin.topicNames()).filter((name) => name.startsWith(`${feedback}.`));
  return [feedback, ...own];
}

/**
 * Where the outcomes of one producer are to be read: on its own topic where there is one, and on the shared one, which holds those made
 * before it got its own, unless it may not be seen. Throws KafkaError; a retry may help.
 */
export async function findFeedbackTopicsOf(
  producerId: string,
  admin: Pick<ClusterAdmin, 'topicNames'>,
  topics: Pick<PipelineTopics, 'feedback'>,
): Promise<readonly string[]> {
  const names = await admin.topicNames();
  const own = ownFeedbackTopic(topics, producerId);
  if (!names.includes(own)) return [topics.feedback];
  return names.includes(topics.feedback) ? [own, topics.feedback] : [own];
}
