import { connect, type StoreClient } from './connect.ts';
import { type Migration, readMigrations } from './migration-files.ts';
import { readSchemaVersion } from './schema-version.ts';
import { migrationLock, recordSchemaVersion } from './sql/migrations.ts';
import { StoreError } from './store-error.ts';

export type MigrateOptions = {
  /** Tell what would be done, do nothing. */
  readonly dryRun?: boolean;
  /** For tests: other migrations than those of this code. */
  readonly migrations?: readonly Migration[];
};

/** What `migrate` did, or would do. `applied` is empty when the schema was up to date. */
export type MigrateReport = {
  readonly from: number;
  readonly to: number;
  readonly applied: readonly { readonly version: number; readonly name: string }[];
};

/**
 * Brings the schema to the version of this code: one transaction per migration, its version row first, so that starters who
 * race wait for each other and the later ones find nothing to do. Throws StoreError: transient (retry helps), fatal, or
 * STORE_SCHEMA_NEWER when the database is ahead of this code.
 */
export async function migrate(databaseUrl: string, options: MigrateOptions = {}): Promise<MigrateReport> {
  const migrations = options.migrations ?? readMigrations();
  const client = await connect(databaseUrl, {
    applicationName: 'varselvakt-migrate',
    statementTimeoutMs: 0,
    queryTimeoutMs: 3_600_000,
    lockTimeoutMs: 60_000,
    lookupPlans: false,
  });
  try {
    const from = await readSchemaVersion(client);
    const newest = migrations.length;
    if (from > newest) throw schemaNewer(from, newest);
    const missing = migrations.slice(from);
    const applied: { version: number; name: string }[] = [];
    for (const migration of missing) {
      if (options.dryRun === true || (await applyMigration(client, migration))) {
        applied.push({ version: migration.version, name: migration.name });
      }
    }
    return { from, to: options.dryRun === true ? from : newest, applied };
  } finally {
    await client.close();
  }
}

async function applyMigration(client: StoreClient, migration: Migration): Promise<boolean> {
  return client.transaction(async () => {
    await client.runScript('lock-migrations', migrationLock);
    const current = await readSchemaVersion(client);
    if (current >= migration.version) return false;
    await client.run(recordSchemaVersion, [migration.version, migration.name]);
    await client.runScript(`migration-${migration.version}`, migration.sql);
    return true;
  });
}

/**
 * Refuses to go on with a schema that is not exactly the one this code was written for. Throws StoreError STORE_SCHEMA_OLD
 * (missing or older: run `varselvakt db migrate`) or STORE_SCHEMA_NEWER (exit code 3), or transient.
 */
export async function checkSchema(client: StoreClient, newest = readMigrations().length): Promise<void> {
  const version = await readSchemaVersion(client);
  if (version > newest) throw schemaNewer(version, newest);
  if (version < newest) {
    const state = version === 0 ? 'is missing' : `has version ${version}`;
    throw new StoreError(
      'STORE_SCHEMA_OLD',
      `the schema ${state}, this code needs ${newest}: run varselvakt db migrate`,
    );
  }
}

const schemaNewer = (version: number, newest: number): StoreError =>
  new StoreError('STORE_SCHEMA_NEWER', `the schema has version ${version}, this code knows ${newest}: run newer code`);
