import { encodeUuidArray } from '../binary/array-encoding.ts';
import { runTogether, type StoreClient } from '../connect.ts';
import { contentTableOf } from '../content-partition.ts';
import { readLogKeysIn } from '../sql/deleter/plan-deletions.ts';
import { type DeletionCandidate, idOf, type LogPlace } from './planned-deletion.ts';

/** Where every record of these aggregates lies on the event log, by aggregate id. Throws StoreError. */
export async function readLogKeys(
  client: StoreClient,
  candidates: readonly DeletionCandidate[],
): Promise<ReadonlyMap<string, readonly LogPlace[]>> {
  const byDay = Map.groupBy(candidates, ({ contentDay }) => contentDay);
  const read = await runTogether(
    [...byDay].map(([day, some]) =>
      client.runOnce(readLogKeysIn(contentTableOf(day)), [encodeUuidArray(some.map(idOf))]),
    ),
  );
  const placesById = new Map<string, LogPlace[]>();
  for (const { rows } of read) {
    for (const { aggregate_id: id, topic, partition, key } of rows) {
      const place = { topic: topic as string, partition: Number(partition), key: key as Buffer };
      const places = placesById.get(id as string);
      if (places === undefined) placesById.set(id as string, [place]);
      else places.push(place);
    }
  }
  return placesById;
}
