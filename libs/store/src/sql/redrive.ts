import type { Act } from '../act.ts';
import { advisoryLocks } from './advisory-locks.ts';

/** Held until the connection ends. */
export const tryRedriveLock: Act = {
  name: 'try-redrive-lock',
  text: `select pg_try_advisory_lock(${advisoryLocks.redriving}) as held`,
};

/** $1 topic of dead letters. What was begun and what was ended, in order. */
export const readRedriveActions: Act = {
  name: 'read-redrive-actions',
  text: `
select action, detail from operator_action
where action in ('DEAD_LETTERS_REDRIVING', 'DEAD_LETTERS_REDRIVEN') and detail ->> 'topic' = $1
order by action_number`,
};
