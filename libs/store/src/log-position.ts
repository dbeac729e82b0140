import type { StoreClient } from './connect.ts';
import { readLogPosition as readAct } from './sql/log-position.ts';

/** The first offset not yet stored, or null when nothing of the partition was ever stored. Throws StoreError. */
export async function readLogPosition(client: StoreClient, topic: string, partition: number): Promise<bigint | null> {
  const { rows } = await client.run(readAct, [topic, partition]);
  const nextOffset = rows[0]?.['next_offset'];
  return typeof nextOffset === 'string' ? BigInt(nextOffset) : null;
}
