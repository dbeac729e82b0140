import type { Act } from '../act.ts';

/** Lines to publish; their numbers follow the order of the arrays. */
export const insertOutboxLines: Act = {
  name: 'insert-outbox-lines',
  text: `
insert into outbox (owner, kind, topic, partition, key, value, headers)
select given.owner, given.kind, given.topic, given.partition, given.key, given.value,
  given.headers::jsonb
from unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::bytea[], $6::bytea[], $7::text[])
  with ordinality as given (owner, kind, topic, partition, key, value, headers, place)
order by given.place`,
};

/** $1 owner, $2 how many at most, $3 how many value bytes at most (one line is always given). The oldest lines; hold the owner's relay lock. */
export const readOutboxLines: Act = {
  name: 'read-outbox-lines',
  text: `
select outbox_id, kind, topic, partition, key, value, headers
from (
  select oldest.*, sum(coalesce(octet_length(value), 0)) over (order by outbox_id) - coalesce(octet_length(value), 0) as bytes_before
  from (select * from outbox where owner = $1 order by outbox_id limit $2) as oldest
) as counted
where bytes_before < $3
order by outbox_id`,
};

/** $1 owner, $2 numbers of lines that Kafka has acknowledged. */
export const deleteOutboxLines: Act = {
  name: 'delete-outbox-lines',
  text: 'delete from outbox where owner = $1 and outbox_id = any ($2::bigint[])',
};

/** $1 lock number. True when this connection is now the only relay of that owner; held until the connection ends. */
export const tryRelayLock: Act = {
  name: 'try-relay-lock',
  text: 'select pg_try_advisory_lock($1) as held',
};
