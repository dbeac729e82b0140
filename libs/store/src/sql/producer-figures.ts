import type { Act } from '../act.ts';
import { isHeld } from './deleter/standing-hold.ts';

/**
 * $1 how many at most, the oldest ones. What is due by producer: held, being deleted, neither. Bounded, for it is asked again and again also
 * while millions wait because deletions stand still.
 */
export const readOverdueByProducer: Act = {
  name: 'read-overdue-by-producer',
  text: `
with due as materialized (
  select candidate.producer_id, candidate.delete_at, candidate.deleting_since is not null as is_planned,
    candidate.deleting_since is null and ${isHeld} as is_held
  from aggregate as candidate where candidate.delete_at <= now()
  order by candidate.delete_at
  limit $1
)
select producer_id, count(*) filter (where not is_planned and not is_held) as overdue_count,
  count(*) filter (where is_held) as held_count, count(*) filter (where is_planned) as planned_count,
  extract(epoch from min(delete_at) filter (where not is_planned and not is_held)) * 1000 as oldest_overdue_at_ms
from due group by producer_id order by producer_id`,
};

/** What would stay for more than a hundred years. One look at the end of the index when there is none. */
export const countNeverExpiring: Act = {
  name: 'count-never-expiring',
  text: `
select producer_id, count(*) as never_count
from aggregate where delete_at > now() + interval '100 years'
group by producer_id order by producer_id`,
};

/** $1 days ahead. What is not due yet, by UTC day and producer. Reads the rows of that span. */
export const countUpcomingByProducer: Act = {
  name: 'count-upcoming-by-producer',
  text: `
select to_char(delete_at at time zone 'utc', 'YYYY-MM-DD') as day, producer_id, count(*) as due_count
from aggregate
where deleting_since is null and delete_at > now() and delete_at < now() + make_interval(days => $1)
group by 1, 2 order by 1, 2`,
};
