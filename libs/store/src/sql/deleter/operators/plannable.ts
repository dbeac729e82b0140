import type { Act } from '../../../act.ts';
import { isHeld } from '../standing-hold.ts';

/** What a run would delete now, by producer, label and cause; what goes with a case is counted under its own label. */
export const readPlannable: Act = {
  name: 'read-plannable',
  replan: true,
  text: `
with due as materialized (
  select candidate.aggregate_id, candidate.producer_id, candidate.label, candidate.deletion_cause, candidate.kind, candidate.group_ref
  from aggregate as candidate
  where candidate.deleting_since is null and candidate.delete_at <= now() and not ${isHeld}
), going as (
  select producer_id, label, deletion_cause as cause, false as is_along from due
  union all
  select member.producer_id, member.label, due.deletion_cause, true
  from due join aggregate as member on member.group_ref = due.group_ref
  where due.kind = 'CASE' and member.aggregate_id <> due.aggregate_id and member.deleting_since is null and member.delete_at > now()
)
select producer_id, label, cause, count(*) as going_count, count(*) filter (where is_along) as along_count
from going group by 1, 2, 3 order by 1, 2, 3`,
};
