import { createConfigSchema, databaseSettings } from '@varselvakt/runtime';
import { checkSchema, connect, type StoreClient } from '@varselvakt/store';
import { readConfig } from './read-config.ts';

const configSchema = createConfigSchema(databaseSettings);

type DatabaseUse = {
  readonly applicationName: string;
  /** For work on many rows; 0 = as long as it takes. */
  readonly statementTimeoutMs?: number;
  /** For reports: the server refuses whatever would change something. */
  readonly readOnly?: boolean;
};

/** Lends a connection to the database that the environment names. Throws CommandError for bad settings, StoreError. */
export async function withDatabase<Result>(
  { applicationName, statementTimeoutMs, readOnly = false }: DatabaseUse,
  work: (client: StoreClient) => Promise<Result>,
): Promise<Result> {
  const { DATABASE_URL: url } = readConfig(configSchema);
  const client = await connect(url, {
    applicationName,
    readOnly,
    lookupPlans: false,
    // A refusal comes at once; only a busy machine or a silent host takes longer.
    connectTimeoutMs: 20_000,
    ...(statementTimeoutMs === undefined ? {} : { statementTimeoutMs, queryTimeoutMs: 3_600_000 }),
  });
  try {
    await checkSchema(client);
    return await work(client);
  } finally {
    await client.close();
  }
}
