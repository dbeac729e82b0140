import type { KafkaClient } from '../src/index.ts';
import { createRawCluster, type RawBroker } from '../src/lag/raw-cluster.ts';

export type Commit = { readonly topic: string; readonly partition: number; readonly offset: bigint };

type CommittingBroker = RawBroker & { readonly offsetCommit: (request: unknown) => Promise<unknown> };

/** Commits for a group that has no members, as simple consumers do: nobody has to join and wait for the others. */
export const commitOffsets = async (
  { kafka }: KafkaClient,
  groupId: string,
  commits: readonly Commit[],
): Promise<void> => {
  const cluster = createRawCluster(kafka);
  try {
    await cluster.connect();
    await cluster.refreshMetadata();
    const { coordinator } = await cluster.findGroupCoordinatorMetadata({ groupId, coordinatorType: 0 });
    const broker = (await cluster.findBroker({ nodeId: coordinator.nodeId })) as CommittingBroker;
    const topics = commits.map(({ topic, partition, offset }) => ({
      topic,
      partitions: [{ partition, offset: offset.toString() }],
    }));
    await broker.offsetCommit({ groupId, groupGenerationId: -1, memberId: '', topics });
  } finally {
    await cluster.disconnect();
  }
};
