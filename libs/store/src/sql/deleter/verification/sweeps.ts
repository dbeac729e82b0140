import type { Act } from '../../../act.ts';
import { advisoryLocks } from '../../advisory-locks.ts';

const sweepColumns = `sweep_number, topic, last_number, row_stage, row_day - date '1970-01-01' as row_day, row_after,
  next_offsets, end_offsets, row_count, record_count, found_count,
  extract(epoch from started_at) * 1000 as started_at_ms, extract(epoch from finished_at) * 1000 as finished_at_ms`;

/** Whether this connection may sweep from now on; one at a time, or two would count the same find. */
export const trySweepLock: Act = {
  name: 'try-sweep-lock',
  text: `select pg_try_advisory_lock(${advisoryLocks.sweeping}) as held`,
};

/** Lets others sweep. */
export const releaseSweepLock: Act = {
  name: 'release-sweep-lock',
  text: `select pg_advisory_unlock(${advisoryLocks.sweeping})`,
};

/** $1 topic. The one that is under way; no row: none is. */
export const readOpenSweep: Act = {
  name: 'read-open-sweep',
  text: `select ${sweepColumns} from erasure_sweep where topic = $1 and finished_at is null`,
};

/** $1 topic, $2 where each partition begins, $3 where it ends. */
export const insertSweep: Act = {
  name: 'insert-sweep',
  text: `
insert into erasure_sweep (topic, last_number, next_offsets, end_offsets)
select $1, coalesce((select max(erasure_number) from erasure), 0), $2::bigint[], $3::bigint[]
returning ${sweepColumns}`,
};

/** $1 sweep, $2 stage, $3 day, $4 last row, $5 offsets, $6 rows, $7 records: how far it has come; gives how much it has found. */
export const moveSweep: Act = {
  name: 'move-sweep',
  text: `
update erasure_sweep set row_stage = $2, row_day = date '1970-01-01' + $3::integer, row_after = $4, next_offsets = $5::bigint[],
  row_count = $6, record_count = $7,
  found_count = (select count(*) from erasure_finding as finding where finding.sweep_number = $1)
where sweep_number = $1
returning found_count`,
};

/** $1 sweep, $2 how many at most. Lines of which it has found nothing are verified; gives how many were noted. */
export const markVerified: Act = {
  name: 'mark-erasures-verified',
  text: `
with unverified as materialized (
  select line.erasure_number from erasure as line, erasure_sweep as sweep
  where sweep.sweep_number = $1 and line.verified_at is null and line.erasure_number <= sweep.last_number
    and not exists (
      select from erasure_finding as finding
      where finding.erasure_number = line.erasure_number and finding.sweep_number = $1)
  order by line.erasure_number limit $2
)
update erasure set verified_at = now() where erasure_number in (select erasure_number from unverified)`,
};

/** $1 sweep. */
export const endSweep: Act = {
  name: 'end-sweep',
  text: `
update erasure_sweep set finished_at = now() where sweep_number = $1
returning extract(epoch from finished_at) * 1000 as finished_at_ms`,
};

/** The last one that is finished, whether one is open, when the ledger began, the partition that has held erased bytes for longest, and the clock. */
export const readSweepStanding: Act = {
  name: 'read-sweep-standing',
  text: `
select extract(epoch from now()) * 1000 as now_ms,
  exists (select from erasure_sweep where finished_at is null) as is_open,
  (select extract(epoch from rows_gone_at) * 1000 from erasure order by erasure_number limit 1) as ledger_began_ms,
  dirty.table_name as dirty_table, dirty.dirty_hours, last.started_at_ms, last.finished_at_ms, last.found_count
from (select) as one left join (
  select table_name, extract(epoch from now() - dirty_since) / 3600 as dirty_hours
  from event_content_partition where dirty_since is not null order by dirty_since limit 1
) as dirty on true left join lateral (
  select extract(epoch from started_at) * 1000 as started_at_ms, extract(epoch from finished_at) * 1000 as finished_at_ms, found_count
  from erasure_sweep where finished_at is not null order by sweep_number desc limit 1
) as last on true`,
};

/** $1 line of the ledger. The last finished sweep that looked for it, and how often something of it was found. */
export const readVerificationOfLine: Act = {
  name: 'read-verification-of-line',
  text: `
select ${sweepColumns},
  (select count(*) from erasure_finding where erasure_number = $1::bigint) as found_of_line_count,
  (select extract(epoch from max(found_at)) * 1000 from erasure_finding where erasure_number = $1::bigint) as last_found_at_ms
from erasure_sweep where finished_at is not null and last_number >= $1::bigint order by sweep_number desc limit 1`,
};
