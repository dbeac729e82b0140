import { type PipelineTopics, pipelineTopics } from '@varselvakt/pipeline';
import type { Register } from '@varselvakt/register';

/** The topics of one validator, by what they are for. */
export type ValidatorTopics = Omit<PipelineTopics, 'inbound'> & { readonly inbound: readonly string[] };

/** Which topics to read and write: those given, or else the shared inbound topic and those that the register gives away. */
export function chooseTopics(prefix: string, given: readonly string[] | null, register: Register): ValidatorTopics {
  const topics = pipelineTopics(prefix);
  return { ...topics, inbound: given ?? [...new Set([topics.inbound, ...register.topicOwners.keys()])] };
}
