import type { Act } from '../../act.ts';

/** $1 number of the last line seen, $2 how many at most. The deleter's lines in their order, without taking them away. */
export const readDeleterLines: Act = {
  name: 'read-deleter-lines',
  text: `
select outbox_id, kind, aggregate_id, topic, partition, key, value
from outbox where owner = 'DELETER' and outbox_id > $1 order by outbox_id limit $2`,
};

/** Whether a deletion has been planned and is not finished. */
export const findUnfinished: Act = {
  name: 'find-unfinished-deletion',
  text: `select exists (select from outbox where owner = 'DELETER') as found`,
};
