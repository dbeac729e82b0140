import type { Act } from '../act.ts';

/** The identity of new events; a unique key met on the way means that somebody else stored it since we looked. */
export const insertEventIdentities: Act = {
  name: 'insert-event-identities',
  text: `
insert into event_identity (event_id, aggregate_id, content_hash, log_topic, log_partition, log_offset, log_key,
  source_topic, source_partition, source_offset)
select * from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::smallint[], $5::smallint[], $6::bigint[], $7::bytea[],
  $8::smallint[], $9::smallint[], $10::bigint[])`,
};

/** The records of new events, each into the partition of its aggregate's content day. */
export const insertEventContents: Act = {
  name: 'insert-event-contents',
  text: `
insert into event_content (content_day, event_id, aggregate_id, payload)
select * from unnest($1::date[], $2::uuid[], $3::uuid[], $4::bytea[])`,
};
