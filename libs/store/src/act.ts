/**
 * One SQL operation: its text never changes, so that each connection prepares it once under its name. Lists of any length go
 * in as binary arrays (binary/array-encoding.ts) and are unnested.
 */
export type Act = {
  readonly name: string;
  readonly text: string;
  /**
   * Planned anew each time (some 0.2 ms). For joins against tables that grow from nothing: a plan made while they were small
   * reads them whole, and a prepared one would go on doing so for a minute of growth.
   */
  readonly replan?: true;
};

/** A row as pg gives it: text form parsed by type (bigint and numeric stay strings, bytea is a Buffer, timestamptz a Date). */
export type Row = Readonly<Record<string, unknown>>;

/** What an act did. */
export type ActResult = { readonly rows: readonly Row[]; readonly rowCount: number };
