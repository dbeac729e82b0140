import type { Act } from '../act.ts';

/**
 * $1 age in seconds, $2 how many at most. Pending aggregates that have waited so long for their creation and whose producer
 * was not told yet; marks them as told.
 */
export const claimUnknownAggregates: Act = {
  name: 'claim-unknown-aggregates',
  text: `
with claimed as materialized (
  select aggregate_id from aggregate
  where kind is null and created_at < now() - make_interval(secs => $1)
    and unknown_reported_at is null and deleting_since is null
  order by created_at
  limit $2
  for update skip locked
)
update aggregate set unknown_reported_at = now()
from claimed
where aggregate.aggregate_id = claimed.aggregate_id
returning aggregate.aggregate_id, aggregate.last_event_id, aggregate.producer_id,
  extract(epoch from aggregate.delete_at) * 1000 as delete_at_ms`,
};
