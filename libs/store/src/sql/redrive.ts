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

/** $1 number of the act up to which they were counted. Letters by act and by the topic that they were for, and the number of the last act. */
export const countRedrivenLetters: Act = {
  name: 'count-redriven-letters',
  text: `
select action, letter ->> 3 as topic, count(*)::integer as letter_count, max(max(action_number)) over () as last_number
from operator_action, jsonb_array_elements(detail -> 'letters') letter
where action in ('DEAD_LETTERS_REDRIVING', 'DEAD_LETTERS_REDRIVEN') and action_number > $1
group by action, letter ->> 3`,
};
