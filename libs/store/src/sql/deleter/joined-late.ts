import type { Act } from '../../act.ts';

/**
 * $1 how many hours back (null: all groups there ever were). What was stored in the group of a case although that is erased or being erased
 * is due at once.
 */
export const hastenJoinedLate: Act = {
  name: 'hasten-joined-late',
  replan: true,
  text: `
update aggregate as late set delete_at = now()
from case_group as closed
where closed.erasing_since is not null and closed.erasing_since > coalesce(now() - make_interval(hours => $1::integer), '-infinity')
  and late.group_ref = closed.group_ref and late.deleting_since is null and late.delete_at > now()`,
};
