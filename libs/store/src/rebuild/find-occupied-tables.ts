import type { StoreClient } from '../connect.ts';
import { findAnyRow } from '../sql/rebuild.ts';

const tables = [
  'aggregate',
  'event_identity',
  'event_content',
  'case_group',
  'erasure',
  'log_position',
  'outbox',
  'deletion_plan',
  'legal_hold',
  'operator_action',
];

/** The tables that hold rows although nothing has ever been stored in a new database; empty = it is one. Throws StoreError. */
export async function findOccupiedTables(client: StoreClient): Promise<readonly string[]> {
  const occupied: string[] = [];
  for (const table of tables)
    if ((await client.runOnce(findAnyRow(table), [])).rows[0]?.['found'] === true) occupied.push(table);
  return occupied;
}
