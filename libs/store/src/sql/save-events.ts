import type { Act } from '../act.ts';

/** The identity of new events; a unique key met on the way means that somebody else stored it since we looked. */
export const copyEventIdentities: Act = {
  name: 'copy-event-identities',
  text: `
copy event_identity (event_id, aggregate_id, content_hash, log_topic, log_partition, log_offset, log_key,
  source_topic, source_partition, source_offset)
from stdin (format binary)`,
};

/** The records of new events, each into the partition of its aggregate's content day. */
export const copyEventContents: Act = {
  name: 'copy-event-contents',
  text: 'copy event_content (content_day, event_id, aggregate_id, payload) from stdin (format binary)',
};
