import type { ClusterAdmin } from '@varselvakt/kafka';

type Asked = Pick<ClusterAdmin, 'topicBounds' | 'committedOffsets'>;
type Place = { readonly groupId: string; readonly topics: readonly string[]; readonly from: 'start' | 'now' };

/**
 * Where to begin on each partition: where the group has come to, else at the bound that is looked up now, so that nothing written
 * afterwards is missed. Throws KafkaError as the admin does.
 */
export const createFeedbackStart = async (admin: Asked, { groupId, topics, from }: Place) => {
  const starts = new Map<string, bigint>();
  for (const topic of topics) {
    for (const { partition, startOffset, endOffset } of await admin.topicBounds(topic))
      starts.set(`${topic}/${partition}`, from === 'now' ? endOffset : startOffset);
  }
  return async (topic: string, partition: number): Promise<bigint | undefined> => {
    const committed = await admin.committedOffsets(groupId, [topic]);
    const hasCome = committed.some((one) => one.partition === partition && one.offset !== null);
    return hasCome ? undefined : starts.get(`${topic}/${partition}`);
  };
};
