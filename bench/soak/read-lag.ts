import type { Pipeline } from '../../test/pipeline/open-pipeline.ts';

/** Records that are on the inbound topics and the event log and that nobody has handled yet. Throws KafkaError or StoreError. */
export async function readLag({ admin, ask, topics, prefix }: Pipeline): Promise<number> {
  const inbound = [topics.inbound, topics.ownInbound];
  const committed = await admin.committedOffsets(`${prefix}validator`, inbound);
  const positions = await ask('select next_offset from log_position where topic = $1', [topics.events]);
  const ends = await Promise.all([...inbound, topics.events].map((topic) => countWritten(admin, topic)));
  const written = ends.reduce((sum, count) => sum + count, 0);
  const judged = committed.reduce((sum, { offset }) => sum + Number(offset ?? 0n), 0);
  const stored = positions.reduce((sum, row) => sum + Number(row['next_offset']), 0);
  return Math.max(0, written - judged - stored);
}

async function countWritten(admin: Pipeline['admin'], topic: string): Promise<number> {
  const bounds = await admin.topicBounds(topic);
  return bounds.reduce((sum, { endOffset }) => sum + Number(endOffset), 0);
}
