import type { Act } from '../../../act.ts';
import { isHeld } from '../standing-hold.ts';

/** What the planner may do, by the clock of the database. */
export const readDeletionControl: Act = {
  name: 'read-deletion-control',
  text: `
select extract(epoch from now()) * 1000 as now_ms,
  extract(epoch from paused_until) * 1000 as paused_until_ms, pause_reason, coalesce(paused_until > now(), false) as is_paused,
  extract(epoch from stopped_since) * 1000 as stopped_since_ms, stop_reason, stopped_at_count,
  case when approved_until > now() then approved_count end as approved_count
from deletion_control`,
};

/** $1 how many at most are counted. What is due, not held and not planned. */
export const countPlannable: Act = {
  name: 'count-plannable',
  text: `
select count(*) as due_count from (
  select from aggregate as candidate
  where candidate.deleting_since is null and candidate.delete_at <= now() and not ${isHeld}
  limit $1
) as due`,
};

/** $1 days. Lines of the ledger by full days ago (0 = within the last 24 hours), from the seals; days without any are left out. */
export const countErasedByDay: Act = {
  name: 'count-erased-by-day',
  text: `
select floor(extract(epoch from now() - chained_at) / 86400)::integer as days_ago, sum(line_count) as erased_count
from erasure_chain where chained_at > now() - make_interval(days => $1)
group by 1 order by 1`,
};

/** How many are in batches that are not finished. */
export const countPlanned: Act = {
  name: 'count-planned',
  text: 'select coalesce(sum(cardinality(aggregate_ids)), 0) as planned_count from deletion_plan',
};

/** $1 reason, $2 how many within 24 hours at least. The circuit breaker opens, or stays open. */
export const openBreaker: Act = {
  name: 'open-deletion-breaker',
  text: `
update deletion_control set stopped_since = coalesce(stopped_since, now()), stop_reason = $1, stopped_at_count = $2::bigint`,
};

/** The circuit breaker closes. */
export const closeBreaker: Act = {
  name: 'close-deletion-breaker',
  text: `
update deletion_control set stopped_since = null, stop_reason = null, stopped_at_count = null
where stopped_since is not null`,
};

/** $1 until when, $2 reason. No row changes when that instant has passed. */
export const pausePlanning: Act = {
  name: 'pause-planning',
  text: 'update deletion_control set paused_until = $1::timestamptz, pause_reason = $2 where $1::timestamptz > now()',
};

/** No row changes when nothing is paused. */
export const resumePlanning: Act = {
  name: 'resume-planning',
  text: 'update deletion_control set paused_until = null, pause_reason = null where paused_until > now()',
};

/** $1 how many within 24 hours, $2 until when. No row changes when that instant has passed. */
export const approveVolume: Act = {
  name: 'approve-volume',
  text: `
update deletion_control set approved_count = $1::bigint, approved_until = $2::timestamptz where $2::timestamptz > now()`,
};

/** $1 days ahead. What becomes due by producer and UTC day, held or not; what is overdue stands under its own day. */
export const readUpcoming: Act = {
  name: 'read-upcoming-deletions',
  text: `
select to_char(delete_at at time zone 'utc', 'YYYY-MM-DD') as day, producer_id, count(*) as due_count
from aggregate where deleting_since is null and delete_at < now() + make_interval(days => $1)
group by 1, 2 order by 1, 2`,
};

/** What is due now: all of it, what is kept by holds, what is being deleted. */
export const readDueNow: Act = {
  name: 'read-due-now',
  text: `
select count(*) filter (where deleting_since is null) as due_count,
  count(*) filter (where deleting_since is null and ${isHeld}) as held_count,
  count(*) filter (where deleting_since is not null) as planned_count,
  extract(epoch from min(delete_at) filter (where deleting_since is null)) * 1000 as oldest_due_at_ms,
  extract(epoch from min(delete_at) filter (where deleting_since is null and not ${isHeld})) * 1000 as oldest_free_due_at_ms
from aggregate as candidate where delete_at <= now()`,
};
