import type { Act } from '../../../act.ts';

/** $1 actor, $2 action, $3 reason, $4 detail as JSON. */
export const insertOperatorAction: Act = {
  name: 'insert-operator-action',
  text: 'insert into operator_action (actor, action, reason, detail) values ($1, $2, $3, $4::jsonb)',
};

/**
 * $1 older than this one, $2 actor (at the command or signed in to the console), $3 action, $4 from when, $5 until when, each null for any;
 * $6 at most. The newest first.
 */
export const readOperatorActions: Act = {
  name: 'read-operator-actions',
  text: `
select action_number, extract(epoch from done_at) * 1000 as done_at_ms, actor, action, reason, detail
from operator_action
where ($1::bigint is null or action_number < $1::bigint)
  and ($2::text is null or actor in ($2::text, $2::text || '@console'))
  and ($3::text is null or action = $3::text)
  and ($4::timestamptz is null or done_at >= $4::timestamptz)
  and ($5::timestamptz is null or done_at < $5::timestamptz)
order by action_number desc limit $6::int`,
};
