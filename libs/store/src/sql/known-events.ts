import type { Act } from '../act.ts';

/** $1 event ids. Those that are stored, with what tells a repeat from a conflict. */
export const readKnownEvents: Act = {
  name: 'read-known-events',
  text: `
select known.event_id, known.content_hash, known.log_offset, topic.name as source_topic, known.source_partition, known.source_offset
from event_identity as known
join topic on topic.topic_number = known.source_topic
where known.event_id = any ($1::uuid[])`,
};
