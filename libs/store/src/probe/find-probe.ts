import type { StoreClient } from '../connect.ts';
import { findProbeRows } from '../sql/probe.ts';

/** What stands in the tables of one event and its aggregate. */
export type ProbeRows = {
  readonly isStored: boolean;
  /** The aggregate is there and nobody has begun to delete it. */
  readonly isUntouched: boolean;
  /** Nothing of either is left, or has come yet. */
  readonly isGone: boolean;
};

/** Looks for one event and its aggregate: three look-ups by primary key. Throws StoreError. */
export async function findProbe(client: StoreClient, eventId: string, aggregateId: string): Promise<ProbeRows> {
  const row = (await client.run(findProbeRows, [eventId, aggregateId])).rows[0];
  const isStored = row?.['is_stored'] === true;
  const isThere = row?.['is_there'] === true;
  return { isStored, isUntouched: isThere && row?.['is_planned'] !== true, isGone: !isStored && !isThere };
}
