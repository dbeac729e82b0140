import type { Act } from '../act.ts';

/**
 * $1 event ids whose contents lie in this partition. Their records, in the order of the log; null payload: it is not there. Aggregates are
 * held, so that their deletion is planned after this transaction; those that are being deleted are left out.
 */
export const readStoredRecordsIn = (contentTable: string): Act => ({
  name: 'read-stored-records-in',
  text: `
select topic.name as topic, identity.log_partition as partition, identity.log_offset as offset,
  coalesce(identity.log_key, event_log_key(identity.event_id, identity.content_hash)) as key,
  (select content.payload from ${contentTable} as content
    where content.aggregate_id = identity.aggregate_id and content.event_id = identity.event_id) as payload
from unnest($1::uuid[]) as given (event_id)
join event_identity as identity on identity.event_id = given.event_id
join topic on topic.topic_number = identity.log_topic
join aggregate on aggregate.aggregate_id = identity.aggregate_id
where aggregate.deleting_since is null
order by identity.log_partition, identity.log_offset
for key share of aggregate`,
});
