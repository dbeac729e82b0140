import type { StoreClient } from '../connect.ts';
import { type CarriedTable, continueNumbers, insertPage, readPage, removeRows } from '../sql/rebuild.ts';

/** Every table has a single row from the start. */
const singles: readonly CarriedTable[] = ['installation', 'deletion_control'].map((table) => ({
  table,
  key: 'only_row',
  keyType: 'boolean',
}));
/** Numbered by the database. */
const numbered: readonly CarriedTable[] = [
  { table: 'erasure', key: 'erasure_number', keyType: 'bigint' },
  { table: 'operator_action', key: 'action_number', keyType: 'bigint' },
  { table: 'erasure_sweep', key: 'sweep_number', keyType: 'bigint', condition: 'finished_at is not null' },
  {
    table: 'erasure_finding',
    key: 'finding_number',
    keyType: 'bigint',
    condition: 'sweep_number in (select sweep_number from erasure_sweep where finished_at is not null)',
  },
];
const others: readonly CarriedTable[] = [
  { table: 'erasure_chain', key: 'batch_number', keyType: 'bigint' },
  { table: 'legal_hold', key: 'hold_id', keyType: 'uuid' },
  { table: 'case_group', key: 'group_ref', keyType: 'uuid', condition: 'case_id is null' },
];
/** One day is a page. The log has no more of an event that was deleted, so its count is here or nowhere. */
const tally: CarriedTable = {
  table: 'event_tally',
  key: 'day',
  keyType: 'date',
  condition:
    'day = (select min(later.day) from event_tally as later where $1::text is null or later.day > ($1::text)::date)',
  onConflict: `on conflict (day, producer_id, event_type, retention_source, log_partition)
    do update set event_count = greatest(event_tally.event_count, excluded.event_count)`,
};
const maxRowCount = 10_000;

/** The tables of which rows are carried over: what they hold is nowhere but in Postgres. */
export const carriedTables: readonly string[] = [...singles, ...numbered, ...others, tally].map(({ table }) => table);

/**
 * Copies what the event log does not hold from a database that is still readable, or a backup of it: the key of all keyed hashes, the ledger
 * and its seals, closed groups, holds, operator actions, finished
 * verifications, pause and approval. Both must have this code's schema, the new one must be empty.
 * One transaction. Gives the count of rows by table. Throws StoreError.
 */
export async function carryRecords(from: StoreClient, to: StoreClient): Promise<Readonly<Record<string, number>>> {
  return to.transaction(async () => {
    const counts: Record<string, number> = {};
    for (const { table } of singles) await to.runOnce(removeRows(table), []);
    for (const one of [...singles, ...numbered, ...others]) counts[one.table] = await carryTable(one, from, to);
    for (const { table, key } of numbered) await to.runOnce(continueNumbers(table, key), []);
    return counts;
  });
}

/**
 * Corrects the counts of what producers have published, after the events have been stored: those that were deleted are not on the log.
 * Gives the count of rows. Throws StoreError.
 */
export const carryTally = (from: StoreClient, to: StoreClient): Promise<number> =>
  to.transaction(() => carryTable(tally, from, to, null));

async function carryTable(
  carried: CarriedTable,
  from: StoreClient,
  to: StoreClient,
  pageRowCount: number | null = maxRowCount,
): Promise<number> {
  let [rowCount, lastKey]: [number, unknown] = [0, null];
  for (;;) {
    const page = (await from.runOnce(readPage(carried), [lastKey, pageRowCount])).rows[0];
    const pageCount = Number(page?.['row_count'] ?? 0);
    if (pageCount === 0) return rowCount;
    await to.runOnce(insertPage(carried), [page?.['rows']]);
    rowCount += pageCount;
    lastKey = page?.['last_key'];
  }
}
