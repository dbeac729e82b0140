import type { StoreClient } from './connect.ts';
import { readMigrations } from './migration-files.ts';
import { readSchemaVersion } from './schema-version.ts';
import { readDatabaseFacts } from './sql/examine-database.ts';

/** What a database is like, for those who look whether all is well. */
export type DatabaseFacts = {
  readonly serverVersion: string;
  /** Its clock, epoch ms. */
  readonly clockAt: number;
  /** False where a power cut can lose what was committed. */
  readonly isDurable: boolean;
  /** Tables that we may not read or not write; null when there are none. */
  readonly forbiddenTables: string | null;
  /** 0 = no tables yet. */
  readonly schemaVersion: number;
  /** The version that this code was written for. */
  readonly neededVersion: number;
};

/** Looks at a database; changes nothing. Throws StoreError. */
export async function examineDatabase(client: StoreClient): Promise<DatabaseFacts> {
  const { rows } = await client.run(readDatabaseFacts);
  const [row] = rows;
  return {
    serverVersion: String(row?.['server_version']),
    clockAt: Math.round(Number(row?.['now_ms'])),
    isDurable: row?.['is_durable'] === true,
    forbiddenTables: (row?.['forbidden_tables'] as string | null | undefined) ?? null,
    schemaVersion: await readSchemaVersion(client),
    neededVersion: readMigrations().length,
  };
}
