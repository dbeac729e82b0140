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

/** How many events are stored. */
export const countStoredEvents: Act = {
  name: 'count-stored-events',
  text: 'select coalesce(sum(event_count), 0) as event_count from aggregate',
};
