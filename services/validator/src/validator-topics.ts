import type { ClusterAdmin } from '@varselvakt/kafka';
import { findTopic, isOutputTopic, type PipelineTopics, pipelineTopics } from '@varselvakt/pipeline';
import type { Register } from '@varselvakt/register';
import type { ServiceContext } from '@varselvakt/runtime';

/** The topics of one validator, by what they are for. */
export type ValidatorTopics = Omit<PipelineTopics, 'inbound'> & { readonly inbound: readonly string[] };

/**
 * Which topics to read and write: those given, or else the shared inbound topic and those that the register gives away, but never one that the
 * pipeline itself writes to.
 */
export function chooseTopics(prefix: string, given: readonly string[] | null, register: Register): ValidatorTopics {
  const topics = pipelineTopics(prefix);
  const owned = [...register.topicOwners.keys()].filter((name) => !isOutputTopic(topics, name));
  return { ...topics, inbound: given ?? [...new Set([topics.inbound, ...owned])] };
}

/** The inbound topics by the register that holds now; chosen anew when there is another one. */
export function followInbound(
  prefix: string,
  given: readonly string[] | null,
  register: () => Register,
): () => ReadonlySet<string> {
  let seen: Register | undefined;
  let inbound: ReadonlySet<string> = new Set();
  return () => {
    const now = register();
    if (now !== seen) inbound = new Set(chooseTopics(prefix, given, now).inbound);
    seen = now;
    return inbound;
  };
}

/**
 * Those to begin with. What the settings name is waited for, and so is the shared topic; of what the register gives away those that are
 * there are taken: one producer's missing topic must not hold up everybody's.
 */
export async function findFirstInbound(
  { inbound }: ValidatorTopics,
  { isGiven, shared }: { readonly isGiven: boolean; readonly shared: string },
  {
    admin,
    waitFor,
  }: { readonly admin: Pick<ClusterAdmin, 'topicNames' | 'partitionCount'> } & Pick<ServiceContext, 'waitFor'>,
): Promise<readonly string[]> {
  for (const name of isGiven ? inbound : [shared]) await waitFor(`topic ${name}`, () => findTopic(admin, name));
  if (isGiven) return inbound;
  const names = await waitFor('the list of topics', admin.topicNames);
  return inbound.filter((name) => names.includes(name));
}
