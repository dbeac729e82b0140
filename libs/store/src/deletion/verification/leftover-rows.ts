import type { Act, Row } from '../../act.ts';
import { encodeInt8Array, encodeUuidArray } from '../../binary/array-encoding.ts';
import type { StoreClient } from '../../connect.ts';
import { encodeDays } from '../../content-partition.ts';
import { markContentPartitionsDirty } from '../../sql/content-partition.ts';
import {
  deleteContents,
  deleteIdentities,
  insertFindings,
  makeDueNow,
  readAggregatesPage,
  readContentsPage,
  readIdentitiesPage,
  readNextContentDay,
} from '../../sql/deleter/verification/leftovers.ts';
import type { LogPlace } from '../planned-deletion.ts';
import type { RowPosition } from './row-position.ts';
import type { Sweep } from './sweep.ts';

/** Rows that must not be there, by the ledger. */
export type LeftoverRow = {
  /** The line of the ledger. */
  readonly erasureNumber: bigint;
  /** An event's id in stage IDENTITIES, an aggregate's in the others. */
  readonly rowId: string;
  /** Where an event's record lies; null for aggregates. */
  readonly record: LogPlace | null;
};

export type RowsPage = {
  /** Where these rows were read. */
  readonly position: RowPosition;
  readonly next: RowPosition;
  readonly rowCount: number;
  readonly found: readonly LeftoverRow[];
};

const lowestId = '00000000-0000-0000-0000-000000000000';
const beforeAllDays = -1_000_000;
const pages = { AGGREGATES: readAggregatesPage, IDENTITIES: readIdentitiesPage, CONTENTS: readContentsPage };
const stageAfter = { AGGREGATES: 'IDENTITIES', IDENTITIES: 'CONTENTS' } as const;

/** Compares the next rows with the ledger, at most `maxCount` of them. Throws StoreError. */
export async function readRowsPage(client: StoreClient, from: RowPosition, maxCount: number): Promise<RowsPage> {
  const position = from.stage === 'CONTENTS' && from.day === null ? await firstOfNextDay(client, from) : from;
  if (position.stage === 'DONE') return { position, next: position, rowCount: 0, found: [] };
  const act: Act = pages[position.stage];
  const params = [position.afterId ?? lowestId, maxCount];
  const { rows } = await client.run(act, position.stage === 'CONTENTS' ? [...params, position.day] : params);
  const rowCount = Number(rows[0]?.['row_count']);
  const next =
    rowCount === maxCount
      ? { ...position, afterId: rows[0]?.['last_id'] as string }
      : await nextStage(client, { ...position, stage: position.stage });
  return { position, next, rowCount, found: rows.filter((row) => row['erasure_number'] !== null).map(toLeftover) };
}

async function nextStage(
  client: StoreClient,
  position: RowPosition & { readonly stage: 'AGGREGATES' | 'IDENTITIES' | 'CONTENTS' },
): Promise<RowPosition> {
  if (position.stage === 'CONTENTS') return firstOfNextDay(client, position);
  return { stage: stageAfter[position.stage], day: null, afterId: null };
}

async function firstOfNextDay(client: StoreClient, { day }: RowPosition): Promise<RowPosition> {
  const row = (await client.run(readNextContentDay, [day ?? beforeAllDays])).rows[0];
  if (row === undefined) return { stage: 'DONE', day: null, afterId: null };
  return { stage: 'CONTENTS', day: Number(row['content_day']), afterId: null };
}

/**
 * Takes away what was found, in one transaction, and notes it: a whole aggregate becomes due at once (the deleter erases it again, with
 * its records), events and contents without one are deleted. Only when the tombstones of the events are acknowledged. Throws StoreError.
 */
export async function removeLeftoverRows(
  client: StoreClient,
  { sweepNumber }: Sweep,
  { position, found }: RowsPage,
): Promise<void> {
  const ids = encodeUuidArray(found.map(({ rowId }) => rowId));
  await client.transaction(async () => {
    if (position.stage === 'AGGREGATES') await client.run(makeDueNow, [ids]);
    if (position.stage === 'IDENTITIES') await client.run(deleteIdentities, [ids]);
    if (position.stage === 'CONTENTS' && position.day !== null) {
      await client.run(markContentPartitionsDirty, [encodeDays([position.day])]);
      await client.run(deleteContents, [position.day, ids]);
    }
    await noteFindings(client, sweepNumber, found, 'ROWS');
  });
}

/** Throws StoreError. */
export async function noteFindings(
  client: StoreClient,
  sweepNumber: bigint,
  found: readonly { readonly erasureNumber: bigint }[],
  place: 'LOG' | 'ROWS',
): Promise<void> {
  const numbers = encodeInt8Array(found.map(({ erasureNumber }) => erasureNumber));
  await client.run(insertFindings, [sweepNumber.toString(), numbers, place]);
}

const toLeftover = (row: Row): LeftoverRow => ({
  erasureNumber: BigInt(row['erasure_number'] as string),
  rowId: (row['event_id'] ?? row['aggregate_id']) as string,
  record:
    row['key'] == null
      ? null
      : { topic: row['topic'] as string, partition: Number(row['partition']), key: row['key'] as Buffer },
});
