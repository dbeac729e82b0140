import type { Act } from '../../../act.ts';

/** $1 actor, $2 action, $3 reason, $4 detail as JSON. */
export const insertOperatorAction: Act = {
  name: 'insert-operator-action',
  text: 'insert into operator_action (actor, action, reason, detail) values ($1, $2, $3, $4::jsonb)',
};
