import { type ActResult, type StoreClient, type StoreConnection, StoreError } from '@varselvakt/store';
import { deleterActs } from './deleter-acts.ts';
import type { FakeAct } from './fake-act.ts';
import { copyTables, createTables, type FakeTables } from './fake-tables.ts';
import { ingestActs } from './ingest-acts.ts';

/**
 * What becomes of a step over the wire: LOST = nothing was done, and the caller hears of a fault; UNTOLD = it was done, and the caller hears
 * of a fault all the same.
 */
export type Passage = 'DONE' | 'LOST' | 'UNTOLD';

/** Asked before each statement outside a transaction, each begin and each commit; may take its time, or never answer. */
export type Wire = (what: string) => Promise<Passage>;

export type FakeSession = {
  readonly client: StoreClient;
  readonly connection: StoreConnection;
  /** The process is gone: its transaction is rolled back, its locks are free. */
  readonly kill: () => void;
};

export type FakeDatabase = {
  /** What is committed. */
  readonly tables: () => FakeTables;
  readonly open: (wire: Wire) => FakeSession;
};

const acts = { ...ingestActs, ...deleterActs };
const gone = (): StoreError => new StoreError('STORE_TRANSIENT', 'the connection was lost', { sqlState: '08006' });

/**
 * Postgres as the services see it through `StoreClient`: each act by its name, on maps. Transactions come one after the other, so
 * what two of them do to each other in the middle is not seen here (tests on the real one see it); what a crash between any two leaves behind is.
 */
export function createFakeDatabase(
  now: () => number,
  changedActs: Readonly<Record<string, FakeAct>> = {},
): FakeDatabase {
  const server: Server = {
    tables: createTables(),
    committed: null,
    acts: { ...acts, ...changedActs },
    locks: new Map(),
    turns: createTurns(),
    now,
  };
  return {
    tables: () => server.committed ?? server.tables,
    open: (wire) => {
      const session = new Session(server, wire);
      const client = session.toClient();
      return { client, connection: createConnection(client), kill: () => session.kill() };
    },
  };
}

type Server = {
  tables: FakeTables;
  /** What the one transaction under way goes back to. */
  committed: FakeTables | null;
  readonly locks: Map<unknown, symbol>;
  readonly turns: ReturnType<typeof createTurns>;
  readonly now: () => number;
  readonly acts: Readonly<Record<string, FakeAct>>;
};

class Session {
  readonly #id = Symbol('session');
  readonly #server: Server;
  readonly #wire: Wire;
  #isInTransaction = false;
  #isDead = false;

  constructor(server: Server, wire: Wire) {
    this.#server = server;
    this.#wire = wire;
  }

  toClient(): StoreClient {
    const run = (name: string, text: string, params: readonly unknown[]) => this.#run(name, text, params);
    return {
      run: ({ name, text }, params = []) => run(name, text, params),
      runOnce: ({ name, text }, params) => run(name, text, params),
      copy: ({ name, text }, rows) => run(name, text, [rows]),
      runScript: (name, text) => run(name, text, []),
      transaction: (work) => this.#transaction(work),
      isBroken: () => this.#isDead,
      close: async () => undefined,
    };
  }

  kill(): void {
    this.#rollBack();
    this.#isDead = true;
    const { turns, locks } = this.#server;
    turns.forget(this.#id);
    for (const [lock, holder] of locks) if (holder === this.#id) locks.delete(lock);
  }

  async #run(name: string, text: string, params: readonly unknown[]): Promise<ActResult> {
    if (this.#isInTransaction) return this.#act(name, text, params);
    const release = await this.#server.turns.take(this.#id);
    try {
      return await this.#pass(name, () => this.#act(name, text, params));
    } finally {
      release();
    }
  }

  async #transaction<T>(work: () => Promise<T>): Promise<T> {
    const release = await this.#server.turns.take(this.#id);
    try {
      await this.#pass('begin', () => {
        this.#server.committed = copyTables(this.#server.tables);
        this.#isInTransaction = true;
      });
      const value = await work();
      await this.#pass('commit', () => {
        this.#server.committed = null;
        this.#isInTransaction = false;
      });
      return value;
    } finally {
      this.#rollBack();
      release();
    }
  }

  async #pass<T>(what: string, effect: () => T): Promise<T> {
    const passage = await this.#wire(what);
    if (this.#isDead) return never();
    if (passage === 'LOST') throw gone();
    const value = effect();
    if (passage === 'UNTOLD') throw gone();
    return value;
  }

  #act(name: string, text: string, params: readonly unknown[]): ActResult {
    const { tables, locks, now, acts: known } = this.#server;
    if (name === 'try-relay-lock') return tryLock(locks, params[0], this.#id);
    const run = known[name];
    if (run === undefined) throw new Error(`the fake database does not know ${name}`);
    const result = run({ tables, params, text, now: now() });
    return typeof result === 'number' ? { rows: [], rowCount: result } : { rows: result, rowCount: result.length };
  }

  #rollBack(): void {
    const { committed } = this.#server;
    if (!this.#isInTransaction || committed === null) return;
    this.#server.tables = committed;
    this.#server.committed = null;
    this.#isInTransaction = false;
  }
}

/** A promise of a process that is gone. */
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

function tryLock(locks: Map<unknown, symbol>, lock: unknown, session: symbol): ActResult {
  const held = (locks.get(lock) ?? session) === session;
  if (held) locks.set(lock, session);
  return { rows: [{ held }], rowCount: 1 };
}

/** One borrower at a time, in the order of asking, as the real one lends. */
function createConnection(client: StoreClient): StoreConnection {
  let last: Promise<unknown> = Promise.resolve();
  const connection = {
    withClient: <T>(work: (borrowed: StoreClient) => Promise<T>): Promise<T> => {
      const turn = last.then(() => work(client));
      last = turn.catch(() => undefined);
      return turn;
    },
    use: () => ({ state: 'idle', waitingCount: 0 }) as const,
    close: async () => undefined,
  };
  return connection;
}

/** Lets one session at a time work; a session that is gone loses its turn. */
function createTurns() {
  let holder: symbol | null = null;
  let waiting: { readonly session: symbol; readonly begin: () => void }[] = [];
  const next = (): void => {
    const first = waiting.shift();
    holder = first?.session ?? null;
    first?.begin();
  };
  const releaseOf = (session: symbol) => (): void => {
    if (holder === session) next();
  };
  return {
    take: (session: symbol): Promise<() => void> =>
      new Promise((resolve) => {
        const begin = () => resolve(releaseOf(session));
        if (holder === null) {
          holder = session;
          begin();
        } else waiting.push({ session, begin });
      }),
    forget: (session: symbol): void => {
      waiting = waiting.filter((one) => one.session !== session);
      releaseOf(session)();
    },
  };
}
