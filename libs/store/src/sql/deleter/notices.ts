import type { Act } from '../../act.ts';
import { candidateColumns } from './candidate-columns.ts';
import { isHeld } from './standing-hold.ts';

/**
 * $1 labels, $2 up to which time each of them is told ahead, $3 the latest of these, $4 from which time on to look, $5 how many at most. What is
 * to be deleted by then by its retention, and whose producer was not told of this very time; noted as told. What somebody has locked,
 * or a hold keeps, is left for the next time.
 */
export const takeNotices: Act = {
  name: 'take-deletion-notices',
  replan: true,
  text: `
with soon as materialized (
  select candidate.aggregate_id
  from aggregate as candidate
  where candidate.delete_at > greatest($4::timestamptz, now()) and candidate.delete_at <= $3::timestamptz
    and candidate.delete_at <= ($2::timestamptz[])[array_position($1::text[], candidate.label)]
    and candidate.noticed_delete_at is distinct from candidate.delete_at
    and candidate.deleting_since is null and candidate.kind is not null and candidate.deletion_cause = 'RETENTION'
    and not ${isHeld}
  order by candidate.delete_at
  limit $5
  for update of candidate skip locked
)
update aggregate as stored set noticed_delete_at = stored.delete_at
from soon where stored.aggregate_id = soon.aggregate_id
returning ${candidateColumns.replaceAll('aggregate_id,', 'stored.aggregate_id,')}`,
};
