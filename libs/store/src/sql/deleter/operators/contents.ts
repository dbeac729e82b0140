import type { Act } from '../../../act.ts';

/** $1 a day (date). The next day that has a partition. */
export const findNextContentDay: Act = {
  name: 'find-next-content-day',
  text: `
select content_day - date '1970-01-01' as day from event_content_partition
where content_day > $1::date order by content_day limit 1`,
};

/** $1 day, $2 aggregate and $3 event after which to go on, $4 how many at most. What is stored of one day, by aggregate. */
export const readContentsOfDay: Act = {
  name: 'read-contents-of-day',
  text: `
select aggregate_id, event_id, payload from event_content
where content_day = $1::date and (aggregate_id, event_id) > ($2::uuid, $3::uuid)
order by aggregate_id, event_id limit $4`,
};

/**
 * $1 day, $2 aggregate and $3 event after which to go on, $4 how many at most, $5 labels. The same for what waits for the end of its retention
 * under these labels, with its plan and the place of each event in its order.
 */
export const readHistoriesOfDay: Act = {
  name: 'read-histories-of-day',
  text: `
select content.aggregate_id, content.event_id, content.payload, identity.log_offset, aggregate.producer_id, aggregate.label,
  extract(epoch from aggregate.delete_at) * 1000 as delete_at_ms
from event_content as content
join aggregate on aggregate.aggregate_id = content.aggregate_id
join event_identity as identity on identity.event_id = content.event_id
where content.content_day = $1::date and (content.aggregate_id, content.event_id) > ($2::uuid, $3::uuid)
  and aggregate.label = any ($5::text[]) and aggregate.deleting_since is null and aggregate.kind is not null
  and aggregate.deletion_cause = 'RETENTION'
order by content.aggregate_id, content.event_id limit $4`,
};

/** $1 labels (null: all). What waits for the end of its retention, by producer, label and full days ahead (0: within a day, or due). */
export const readForecast: Act = {
  name: 'read-deletion-forecast',
  text: `
select producer_id, label, greatest(0, floor(extract(epoch from delete_at - now()) / 86400))::integer as days_ahead, count(*) as due_count
from aggregate
where deleting_since is null and ($1::text[] is null or label = any ($1::text[]))
group by 1, 2, 3 order by 1, 2, 3`,
};

/** How many events are stored. */
export const countStoredEvents: Act = {
  name: 'count-stored-events',
  text: 'select coalesce(sum(event_count), 0) as event_count from aggregate',
};
