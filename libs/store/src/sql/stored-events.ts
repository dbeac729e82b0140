import type { Act } from '../act.ts';

/** Which of the ids in $1 (uuid[] as text) are stored. */
export const findStoredEvents: Act = {
  name: 'find-stored-events',
  text: 'select event_id from event_identity where event_id = any($1::text[]::uuid[])',
};
