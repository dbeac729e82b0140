import pg from 'pg';
import type { Act, ActResult } from './act.ts';
import { classifyPostgresError } from './classify-postgres-error.ts';
import { CopyQuery } from './copy-query.ts';
import { StoreError } from './store-error.ts';

/** How a connection behaves; times in milliseconds. */
export type ConnectOptions = {
  /** Shown in pg_stat_activity: name the consumer. */
  readonly applicationName: string;
  /** The server gives up a statement after this (57014, transient). Default 30,000; 0 = never. */
  readonly statementTimeoutMs?: number;
  /** We give up an answer after this and destroy the connection; keep it above `statementTimeoutMs`. Default 40,000. */
  readonly queryTimeoutMs?: number;
  /** Waiting for a row or table lock (55P03, transient). Default 15,000. */
  readonly lockTimeoutMs?: number;
  /** Default 5,000. */
  readonly connectTimeoutMs?: number;
  /**
   * Every plan by index lookups in nested loops (default true). A prepared plan made while the tables were empty would
   * otherwise go on scanning them whole when they have grown. False for reports and one-off statements.
   */
  readonly lookupPlans?: boolean;
  /** The server refuses whatever would change something. Default false. */
  readonly readOnly?: boolean;
  /** Told of each answer, good or bad: which act, and how long it took from the question on. Must not throw. */
  readonly onAnswer?: (act: string, durationMs: number) => void;
};

/** One connection to Postgres. Calls may overlap: they are sent at once and answered in order. */
export type StoreClient = {
  /** Runs one act. Throws StoreError (see `retriable`). */
  readonly run: (act: Act, params?: readonly unknown[]) => Promise<ActResult>;
  /** Runs one act without preparing it, as if it had `replan`: for texts that name a table of their own. Throws StoreError. */
  readonly runOnce: (act: Act, params: readonly unknown[]) => Promise<ActResult>;
  /** Runs a COPY .. FROM STDIN act with the rows that a CopyWriter has made. Throws StoreError. */
  readonly copy: (act: Act, rows: Buffer) => Promise<ActResult>;
  /** Runs SQL text that may hold several statements, for migrations and DDL. Throws StoreError. */
  readonly runScript: (name: string, text: string) => Promise<ActResult>;
  /**
   * Commits when `work` resolves, rolls back when it throws, and throws what it threw. After a transient StoreError from the
   * commit itself the outcome is unknown: ask the stored state, never assume.
   */
  readonly transaction: <T>(work: () => Promise<T>) => Promise<T>;
  /** True when the connection is gone or timed out: close it and connect anew. */
  readonly isBroken: () => boolean;
  /** Ends the connection; never throws. */
  readonly close: () => Promise<void>;
};

/*
 * With the usual costs (a random page = 4) Postgres compares every given id with every row as long as a table has fewer than
 * some thousand rows, instead of looking each id up: measured, that triples the CPU of a batch.
 */
const lookupPlanSettings = [
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'enable_material=off',
  'random_page_cost=0.1',
  'seq_page_cost=0.1',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/**
 * A host that vanishes sends no farewell: without these the server would keep its connection, and the advisory lock of a relay or
 * deleter with it, for two hours. Ours is given up after 25 s without an answer.
 */
const aliveSettings = [
  'tcp_keepalives_idle=10',
  'tcp_keepalives_interval=5',
  'tcp_keepalives_count=3',
  'tcp_user_timeout=25000',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

function createPgClient(databaseUrl: string, options: ConnectOptions): pg.Client {
  const { statementTimeoutMs = 30_000, lockTimeoutMs = 15_000, lookupPlans = true } = options;
  const readOnly = options.readOnly === true ? '-c default_transaction_read_only=on' : '';
  const settings = `-c jit=off -c lock_timeout=${lockTimeoutMs} -c idle_in_transaction_session_timeout=60000 ${readOnly} ${aliveSettings}`;
  return new pg.Client({
    connectionString: databaseUrl,
    application_name: options.applicationName,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5_000,
    query_timeout: options.queryTimeoutMs ?? 40_000,
    ...(statementTimeoutMs === 0 ? {} : { statement_timeout: statementTimeoutMs }),
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    options: lookupPlans ? `${settings} ${lookupPlanSettings}` : settings,
    ...{ pipeline: true },
  });
}

/**
 * Opens one long-lived connection. Throws StoreError: transient while the database cannot be reached, fatal when it refuses us
 * (password, no such database). A client whose query timed out is destroyed, because its state is unknown.
 */
export async function connect(databaseUrl: string, options: ConnectOptions): Promise<StoreClient> {
  const client = createPgClient(databaseUrl, options);
  let broken = false;
  client.on('error', () => {
    broken = true;
  });
  client.on('end', () => {
    broken = true;
  });
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw classifyPostgresError(error, 'connect');
  }
  const { onAnswer = () => undefined } = options;
  const answer = async (name: string, asked: Promise<pg.QueryResult | pg.ResultBuilder>): Promise<ActResult> => {
    const askedAt = performance.now();
    try {
      const result = await asked;
      return Array.isArray(result) ? { rows: [], rowCount: 0 } : { rows: result.rows, rowCount: result.rowCount ?? 0 };
    } catch (error) {
      const fault = classifyPostgresError(error, name);
      broken ||= isConnectionLost(fault);
      throw fault;
    } finally {
      onAnswer(name, performance.now() - askedAt);
    }
  };
  const query = (name: string, config: pg.QueryConfig) => answer(name, client.query(config));
  const runScript = (name: string, text: string) => query(name, { text });
  return {
    run: (act, params = []) => query(act.name, toQuery(act, params)),
    runOnce: (act, params) => query(act.name, toQuery({ ...act, replan: true }, params)),
    copy: ({ name, text }, rows) => answer(name, copyIn(client, text, rows)),
    runScript,
    transaction: (work) => inTransaction(runScript, work),
    isBroken: () => broken,
    close: () => closeClient(client, broken),
  };
}

const copyIn = (client: pg.Client, text: string, rows: Buffer): Promise<pg.ResultBuilder> =>
  new Promise((resolve, reject) => {
    client.query(new CopyQuery(text, rows, (error, result) => (error ? reject(error) : resolve(result))));
  });

const toQuery = ({ name, text, replan }: Act, params: readonly unknown[]): pg.QueryConfig => ({
  text,
  values: [...params],
  ...(replan === true ? {} : { name }),
});

/** Without an SQLSTATE the answer is missing; class 08 and 57P0x say that the server has closed the connection. */
function isConnectionLost(fault: StoreError): boolean {
  const state = fault.sqlState ?? '';
  return fault.code === 'STORE_TRANSIENT' && (state.length !== 5 || state.startsWith('08') || state.startsWith('57P'));
}

async function inTransaction<T>(runScript: StoreClient['runScript'], work: () => Promise<T>): Promise<T> {
  // Not awaited on its own: it travels with the first act, and a failure shows again in whatever follows.
  const begun = runScript('begin', 'begin');
  begun.catch(() => undefined);
  try {
    const value = await work();
    await begun;
    await runScript('commit', 'commit');
    return value;
  } catch (error) {
    await runScript('rollback', 'rollback').catch(() => undefined);
    throw error;
  }
}

async function closeClient(client: pg.Client, broken: boolean): Promise<void> {
  // A broken connection may never answer the farewell.
  const ended = client.end().catch(() => undefined);
  if (!broken) await ended;
}

/** Runs several acts that do not need each other's answers in one round trip; throws the first fault in their order. */
export async function runTogether(pending: readonly Promise<ActResult>[]): Promise<readonly ActResult[]> {
  const settled = await Promise.allSettled(pending);
  return settled.map((result) => {
    if (result.status === 'fulfilled') return result.value;
    throw result.reason instanceof StoreError ? result.reason : classifyPostgresError(result.reason, 'unknown');
  });
}
