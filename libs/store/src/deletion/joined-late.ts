import type { StoreClient } from '../connect.ts';
import { hastenJoinedLate as hastenAct } from '../sql/deleter/joined-late.ts';

/**
 * Makes due at once what has got into the group of a case that is erased: a persister may have looked for the case before another one
 * stored it, and committed after its deletion was planned, which could not see it. Gives their count. Throws StoreError.
 */
export async function hastenJoinedLate(client: StoreClient, hoursBack: number | null): Promise<number> {
  return (await client.run(hastenAct, [hoursBack])).rowCount;
}
