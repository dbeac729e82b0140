import { Gauge, Histogram, type Registry } from 'prom-client';

/** What becomes of a connection, and how many wait for their turn. */
type ConnectionUse = { readonly state: 'active' | 'idle' | 'closed'; readonly waitingCount: number };

export type DatabaseMetrics = {
  /** Told of each answer of the database. */
  readonly onAnswer: (query: string, durationMs: number) => void;
  /** Counts this connection from now on. */
  readonly watch: (connection: { readonly use: () => ConnectionUse }) => void;
};

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Names of queries stand in the code and are words with dashes; what holds a number may hold a date or an id. */
const toQueryLabel = (name: string): string => (/^[a-z]+(-[a-z]+)*$/.test(name) ? name : 'other');

/** `notif_db_…` in the given registry. Once per registry; only where there is a database. */
export function createDatabaseMetrics(registry: Registry): DatabaseMetrics {
  const registers = [registry];
  const connections = new Set<{ readonly use: () => ConnectionUse }>();
  const duration = new Histogram({
    name: 'notif_db_query_duration_seconds',
    help: 'From the question to the answer of the database, failures included',
    buckets: seconds,
    labelNames: ['query'],
    registers,
  });
  new Gauge({
    name: 'notif_db_pool_connections',
    help: 'Connections to the database that work or rest, and who waits for one',
    labelNames: ['state'],
    registers,
    collect() {
      const counts = { idle: 0, active: 0, waiting: 0 };
      for (const connection of connections) {
        const { state, waitingCount } = connection.use();
        if (state !== 'closed') counts[state] += 1;
        counts.waiting += waitingCount;
      }
      for (const [state, count] of Object.entries(counts)) this.set({ state }, count);
    },
  });
  return {
    onAnswer: (query, durationMs) => duration.observe({ query: toQueryLabel(query) }, durationMs / 1_000),
    watch: (connection) => {
      connections.add(connection);
    },
  };
}
