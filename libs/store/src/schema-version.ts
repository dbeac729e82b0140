import type { StoreClient } from './connect.ts';
import { findSchemaVersionTable, readNewestVersion } from './sql/migrations.ts';

/** The schema's version; 0 when no migration has run. Throws StoreError. */
export async function readSchemaVersion(client: StoreClient): Promise<number> {
  const table = await client.run(findSchemaVersionTable);
  if (table.rows[0]?.['found'] !== true) return 0;
  const newest = await client.run(readNewestVersion);
  return Number(newest.rows[0]?.['version'] ?? 0);
}
