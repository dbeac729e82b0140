import type { Row } from '../../act.ts';
import { encodeInt8Array } from '../../binary/array-encoding.ts';
import type { StoreClient } from '../../connect.ts';
import {
  endSweep,
  insertSweep,
  markVerified,
  moveSweep,
  readOpenSweep,
  readSweepStanding,
  readVerificationOfLine,
  releaseSweepLock,
  trySweepLock,
} from '../../sql/deleter/verification/sweeps.ts';
import { firstRow, type RowPosition } from './row-position.ts';

/** One verification, and how far it has come. */
export type Sweep = {
  /** 0: a dry run, of which nothing is noted. */
  readonly sweepNumber: bigint;
  readonly topic: string;
  /** Ledger lines up to this one were written when it began. */
  readonly lastNumber: bigint;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly rows: RowPosition;
  /** By partition. */
  readonly nextOffsets: readonly bigint[];
  readonly endOffsets: readonly bigint[];
  readonly rowCount: number;
  readonly recordCount: number;
  readonly foundCount: number;
};

export type SweepBounds = Pick<Sweep, 'topic' | 'nextOffsets' | 'endOffsets'>;

/** True when nobody else sweeps; until releaseSweeping or the end of the connection nobody else can. Throws StoreError. */
export async function becomeSweeper(client: StoreClient): Promise<boolean> {
  return (await client.run(trySweepLock)).rows[0]?.['held'] === true;
}

/** Lets others sweep. Throws StoreError. */
export async function releaseSweeping(client: StoreClient): Promise<void> {
  await client.run(releaseSweepLock);
}

/** The one of this event log that is under way; null: none is. Throws StoreError. */
export async function findOpenSweep(client: StoreClient, topic: string): Promise<Sweep | null> {
  const row = (await client.run(readOpenSweep, [topic])).rows[0];
  return row === undefined ? null : toSweep(row);
}

/** Begins one. Throws StoreError. */
export async function beginSweep(client: StoreClient, bounds: SweepBounds): Promise<Sweep> {
  const offsets = [encodeInt8Array(bounds.nextOffsets), encodeInt8Array(bounds.endOffsets)];
  return toSweep((await client.run(insertSweep, [bounds.topic, ...offsets])).rows[0] ?? {});
}

/** A sweep that is written down nowhere. */
export const dryRunSweep = (bounds: SweepBounds, startedAt: number): Sweep => ({
  ...bounds,
  sweepNumber: 0n,
  lastNumber: 0n,
  startedAt,
  rows: firstRow,
  rowCount: 0,
  recordCount: 0,
  foundCount: 0,
});

/** Notes how far it has come; gives it with all that it has found by now, before a crash too. Throws StoreError. */
export async function saveSweep(client: StoreClient, sweep: Sweep): Promise<Sweep> {
  const { stage, day, afterId } = sweep.rows;
  const { rows } = await client.run(moveSweep, [
    sweep.sweepNumber.toString(),
    stage,
    day,
    afterId,
    encodeInt8Array(sweep.nextOffsets),
    sweep.rowCount,
    sweep.recordCount,
  ]);
  return { ...sweep, foundCount: Number(rows[0]?.['found_count']) };
}

const maxLinesAtOnce = 20_000;

/** Notes on every ledger line of which nothing was found that it is verified, then that the sweep is over; gives when. Throws StoreError. */
export async function finishSweep(client: StoreClient, { sweepNumber }: Sweep): Promise<number> {
  const number = sweepNumber.toString();
  for (;;) {
    const { rowCount } = await client.run(markVerified, [number, maxLinesAtOnce]);
    if (rowCount < maxLinesAtOnce) break;
  }
  return toMs((await client.run(endSweep, [number])).rows[0]?.['finished_at_ms']);
}

/** What is known of verifications; instants in milliseconds since the epoch. */
export type SweepStanding = {
  /** The database's clock. */
  readonly databaseAt: number;
  readonly isOpen: boolean;
  /** The first line of the ledger; null: nothing was ever erased, so there is nothing to verify. */
  readonly ledgerBeganAt: number | null;
  readonly last: { readonly startedAt: number; readonly finishedAt: number; readonly foundCount: number } | null;
  /** The partition of event_content in whose file bytes of erased texts have lain for longest; null: in none. */
  readonly dirtyContent: { readonly tableName: string; readonly hours: number } | null;
};

/** Throws StoreError. */
export async function readStanding(client: StoreClient): Promise<SweepStanding> {
  const row = (await client.run(readSweepStanding)).rows[0] ?? {};
  return {
    databaseAt: toMs(row['now_ms']),
    isOpen: row['is_open'] === true,
    ledgerBeganAt: row['ledger_began_ms'] == null ? null : toMs(row['ledger_began_ms']),
    dirtyContent:
      row['dirty_table'] == null
        ? null
        : { tableName: row['dirty_table'] as string, hours: Math.floor(Number(row['dirty_hours'])) },
    last:
      row['started_at_ms'] == null
        ? null
        : {
            startedAt: toMs(row['started_at_ms']),
            finishedAt: toMs(row['finished_at_ms']),
            foundCount: Number(row['found_count']),
          },
  };
}

/** What is known of one erasure: the last sweep that looked for it, and what sweeps ever found of it. */
export type Verification = {
  readonly sweepNumber: bigint;
  readonly finishedAt: number;
  /** Records of the event log and rows of the tables that it compared with the ledger. */
  readonly recordCount: number;
  readonly rowCount: number;
  /** Finds of this erasure, by any sweep. */
  readonly foundCount: number;
  readonly lastFoundAt: number | null;
};

/** Null: no sweep has looked for it yet. Throws StoreError. */
export async function readVerification(client: StoreClient, erasureNumber: bigint): Promise<Verification | null> {
  const row = (await client.run(readVerificationOfLine, [erasureNumber.toString()])).rows[0];
  if (row === undefined) return null;
  const { sweepNumber, recordCount, rowCount } = toSweep(row);
  return {
    sweepNumber,
    recordCount,
    rowCount,
    finishedAt: toMs(row['finished_at_ms']),
    foundCount: Number(row['found_of_line_count']),
    lastFoundAt: row['last_found_at_ms'] == null ? null : toMs(row['last_found_at_ms']),
  };
}

const toSweep = (row: Row): Sweep => ({
  sweepNumber: BigInt(row['sweep_number'] as string),
  topic: row['topic'] as string,
  lastNumber: BigInt(row['last_number'] as string),
  startedAt: toMs(row['started_at_ms']),
  rows: {
    stage: row['row_stage'] as RowPosition['stage'],
    day: row['row_day'] === null ? null : Number(row['row_day']),
    afterId: row['row_after'] as string | null,
  },
  nextOffsets: (row['next_offsets'] as readonly string[]).map(BigInt),
  endOffsets: (row['end_offsets'] as readonly string[]).map(BigInt),
  rowCount: Number(row['row_count']),
  recordCount: Number(row['record_count']),
  foundCount: Number(row['found_count']),
});

const toMs = (value: unknown): number => Math.round(Number(value));
