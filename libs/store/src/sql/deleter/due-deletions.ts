import type { Act } from '../../act.ts';
import { candidateColumns } from './candidate-columns.ts';
import { isHeld } from './standing-hold.ts';

/**
 * $1 how many at most, $2 ids to leave out, $3 how early a due time may be at most (null: any), $4 producers to leave out. What is due by the clock of the database
 * and not held, oldest first, locked, nothing while deletions are paused; what others have locked is left for the next time, so that nobody ever waits for the deleter's
 * choice. Without $3 each batch would pass over all that the batches before it have deleted: index entries stay until a VACUUM.
 */
export const lockDueAggregates: Act = {
  name: 'lock-due-aggregates',
  text: `
with due as materialized (
  select candidate.*
  from aggregate as candidate
  where candidate.deleting_since is null and candidate.delete_at <= now()
    and candidate.delete_at >= coalesce($3::timestamptz, '-infinity')
    and candidate.aggregate_id <> all ($2::uuid[])
    and candidate.producer_id <> all ($4::text[])
    and not exists (select from deletion_control where paused_until > now())
    and not ${isHeld}
  order by candidate.delete_at
  limit $1
  for update of candidate skip locked
)
select ${candidateColumns} from due`,
};

/** Whether something is due that a producer or an operator asked for: that does not wait for the next interval. */
export const findRequestedDeletion: Act = {
  name: 'find-requested-deletion',
  text: `
select exists (
  select from aggregate as candidate
  where candidate.deleting_since is null and candidate.delete_at <= now() and candidate.deletion_cause <> 'RETENTION'
    and not ${isHeld}
) as found`,
};

/** What is due and not yet planned, held ones too: how many, and since when the oldest. */
export const measureDue: Act = {
  name: 'measure-due',
  text: `
select count(*) as due_count, coalesce(extract(epoch from now() - min(delete_at)), 0) as oldest_due_age_seconds
from aggregate where deleting_since is null and delete_at <= now()`,
};
