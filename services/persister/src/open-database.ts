import type { DatabaseMetrics, ReleaseStack } from '@varselvakt/runtime';
import { createStoreConnection, type StoreConnection } from '@varselvakt/store';

/** The connections of a persister: each of the first stores batches of its own, the last holds the relay lock. */
export type DatabaseConnections = {
  readonly batches: readonly [StoreConnection, StoreConnection];
  readonly relay: StoreConnection;
};

/** Makes the connections; nothing is opened before it is used. Time-outs stay below what a batch handler may take. */
export function openDatabase(
  databaseUrl: string,
  release: Pick<ReleaseStack, 'push'>,
  metrics?: DatabaseMetrics,
): DatabaseConnections {
  const timeouts = { statementTimeoutMs: 15_000, queryTimeoutMs: 20_000, lockTimeoutMs: 10_000 };
  const open = (applicationName: string): StoreConnection => {
    const connection = createStoreConnection(databaseUrl, {
      applicationName,
      ...timeouts,
      ...(metrics === undefined ? {} : { onAnswer: metrics.onAnswer }),
    });
    metrics?.watch(connection);
    release.push(`database connection ${applicationName}`, connection.close);
    return connection;
  };
  return {
    batches: [open('varselvakt-persister-1'), open('varselvakt-persister-2')],
    relay: open('varselvakt-persister-relay'),
  };
}
