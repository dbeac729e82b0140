import type { Act } from '../../act.ts';

/** $1 topic, $2 partitions, $3 keys, $4 values. What the producers are told, in this order; gives the numbers of the first and the last line. */
export const insertDeletionFeedback: Act = {
  name: 'insert-deletion-feedback',
  text: `
with written as (
  insert into outbox (owner, kind, topic, partition, key, value)
  select 'DELETER', 'FEEDBACK', $1, given.partition, given.key, given.value
  from unnest($2::integer[], $3::bytea[], $4::bytea[]) as given (partition, key, value)
  returning outbox_id
)
select min(outbox_id) as first_id, max(outbox_id) as last_id from written`,
};

/** $1 how many at most. What was not acknowledged before a run was broken off. */
export const readDeletionFeedback: Act = {
  name: 'read-deletion-feedback',
  text: `
select outbox_id, topic, partition, key, value from outbox where owner = 'DELETER' order by outbox_id limit $1`,
};

/** $1 and $2 the numbers of the first and the last line that are acknowledged. Only one deleter works at a time. */
export const removeDeletionFeedback: Act = {
  name: 'remove-deletion-feedback',
  text: `delete from outbox where owner = 'DELETER' and outbox_id between $1 and $2`,
};
