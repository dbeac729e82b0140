import type { Act } from '../../../act.ts';
import { isHeld } from '../standing-hold.ts';

/**
 * $1 days ahead, $2 producer, $3 label (null: all), $4 how many producers and labels at most. What becomes due, by UTC day and by producer and
 * label, held or not; what is due already is not among it. Reads the rows of that span once.
 */
export const countAhead: Act = {
  name: 'count-deletions-ahead',
  text: `
with ahead as (
  select to_char(delete_at at time zone 'utc', 'YYYY-MM-DD') as day, producer_id, label, count(*) as due_count,
    grouping(producer_id) = 1 as is_day
  from aggregate
  where deleting_since is null and delete_at > now() and delete_at < now() + make_interval(days => $1)
    and ($2::text is null or producer_id = $2::text) and ($3::text is null or label = $3::text)
  group by grouping sets ((to_char(delete_at at time zone 'utc', 'YYYY-MM-DD')), (producer_id, label))
)
(select day, null as producer_id, null as label, due_count from ahead where is_day order by day)
union all
(select null, producer_id, label, due_count from ahead where not is_day order by due_count desc, producer_id, label limit $4)`,
};

/** $1 how many at most. What is due and neither being deleted nor held, the oldest first. */
export const readOverdue: Act = {
  name: 'read-overdue',
  text: `
select aggregate_id, producer_id, label, deletion_cause as cause, extract(epoch from delete_at) * 1000 as due_at_ms
from aggregate as candidate
where deleting_since is null and delete_at <= now() and not ${isHeld}
order by delete_at limit $1`,
};

/** How long the ledger is, by its seals, and when the newest one was set. */
export const measureLedger: Act = {
  name: 'measure-ledger',
  text: `
select coalesce(sum(line_count), 0) as line_count, count(*) as batch_count, extract(epoch from max(chained_at)) * 1000 as last_at_ms
from erasure_chain`,
};

/** $1 below which number, $2 how many at most. Lines of the ledger, the newest first. */
export const readNewestLines: Act = {
  name: 'read-newest-ledger-lines',
  text: `
select erasure_number, receipt_id, kind, cause, producer_id, label, event_count, extract(epoch from due_at) * 1000 as due_at_ms,
  extract(epoch from rows_gone_at) * 1000 as rows_gone_at_ms, extract(epoch from verified_at) * 1000 as verified_at_ms
from erasure where erasure_number < $1::bigint order by erasure_number desc limit $2`,
};

/** $1 names of acts, $2 how many at most. The newest first. */
export const readActions: Act = {
  name: 'read-operator-actions',
  text: `
select extract(epoch from done_at) * 1000 as done_at_ms, actor, action, reason, detail
from operator_action where action = any ($1::text[]) order by action_number desc limit $2`,
};
