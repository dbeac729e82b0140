import type { StoreClient } from '../connect.ts';
import { readCleaningHeldBack } from '../sql/deleter/cleaning-held-back.ts';

/** For how long somebody's transaction has kept deleted rows from being freed, in whole seconds; 0 = nobody's does. Throws StoreError. */
export async function measureCleaningHeldBack(client: StoreClient): Promise<number> {
  return Math.round(Number((await client.run(readCleaningHeldBack)).rows[0]?.['held_seconds']));
}
