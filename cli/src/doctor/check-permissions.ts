import { type ClusterAdmin, KafkaError, type LagReader } from '@varselvakt/kafka';
import { remedyFor } from './check-kafka.ts';
import { type CheckLine, fault, ok } from './check-line.ts';

type Parts = {
  readonly admin: Pick<ClusterAdmin, 'partitionCount' | 'topicBounds' | 'committedOffsets'>;
  readonly reader: Pick<LagReader, 'nextRecord'>;
};

/** Whether we may see and read the topics and see where the groups stand. Whether we may write is not tried: it would write. */
export async function checkPermissions(
  topics: readonly string[],
  groupIds: readonly string[],
  { admin, reader }: Parts,
): Promise<readonly CheckLine[]> {
  const faults: CheckLine[] = [];
  let readCount = 0;
  let topicCount = 0;
  const attempt = async (what: string, act: () => Promise<void>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      const verb = error.retriable ? 'could not' : 'may not';
      faults.push(fault('permissions', `${verb} ${what} (${error.code})`, remedyFor(error.code)));
    }
  };
  for (const topic of topics) {
    if ((await admin.partitionCount(topic)) === null) continue; // said among the topics
    topicCount += 1;
    await attempt(`read ${topic}`, async () => {
      readCount += (await readOne(topic, { admin, reader })) ? 1 : 0;
    });
  }
  for (const groupId of groupIds)
    await attempt(`see where ${groupId} stands`, async () => void (await admin.committedOffsets(groupId, [])));
  if (faults.length > 0) return faults;
  const empty = topicCount - readCount;
  const tried = empty === 0 ? '' : ` (${empty} are empty)`;
  return [ok('permissions', `may see ${topicCount} topics and read them${tried}; writing is not tried`)];
}

/** False when the topic holds nothing that could be read. */
async function readOne(topic: string, { admin, reader }: Parts): Promise<boolean> {
  const bounds = await admin.topicBounds(topic);
  const filled = bounds.find(({ startOffset, endOffset }) => startOffset < endOffset);
  if (filled === undefined) return false;
  const { partition, startOffset: offset, endOffset } = filled;
  await reader.nextRecord({ topic, partition, offset, endOffset });
  return true;
}
