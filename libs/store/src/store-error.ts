/** What a fault of the database means for the one who called. */
export type StoreErrorCode =
  /** The world is broken (connection, lock, disk, restart, time-out): the same call may succeed later. */
  | 'STORE_TRANSIENT'
  /** A value cannot be stored: no retry helps; find the row and dead-letter it. */
  | 'STORE_DATA'
  /** Somebody else stored the same key in between: run the whole transaction again. */
  | 'STORE_RACED'
  /** The database or the code must be changed by a person: stop. */
  | 'STORE_FATAL'
  /** The schema is missing or older than this code needs: run the migrations. */
  | 'STORE_SCHEMA_OLD'
  /** The schema is newer than this code: run newer code (exit code 3). */
  | 'STORE_SCHEMA_NEWER'
  /** The event log has another partition count than recorded at first start. */
  | 'STORE_TOPOLOGY_CHANGED';

export type StoreErrorFacts = {
  /** SQLSTATE, or the code of a network fault. */
  readonly sqlState?: string;
  readonly constraint?: string;
  readonly act?: string;
};

/**
 * The only error libs/store throws on purpose. It holds codes, names of acts and constraints, counts; never a value: pg's own
 * message, detail, where and parameters may quote row contents, so none of them is kept, not even as `cause`.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  readonly retriable: boolean;
  readonly sqlState: string | null;
  readonly constraint: string | null;
  readonly act: string | null;
  /** How a process ends that meets this error at its start: 3 = the schema is newer than the code. */
  readonly exitCode: number;

  constructor(code: StoreErrorCode, detail: string, facts: StoreErrorFacts = {}) {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.code = code;
    this.retriable = code === 'STORE_TRANSIENT' || code === 'STORE_RACED';
    this.sqlState = facts.sqlState ?? null;
    this.constraint = facts.constraint ?? null;
    this.act = facts.act ?? null;
    this.exitCode = code === 'STORE_SCHEMA_NEWER' ? 3 : 1;
  }
}
