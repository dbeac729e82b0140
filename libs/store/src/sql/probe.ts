import type { Act } from '../act.ts';

/** $1 event id, $2 aggregate id. Whether the event is stored, and how far the deletion of its aggregate is. */
export const findProbeRows: Act = {
  name: 'find-probe-rows',
  text: `
select exists (select from event_identity where event_id = $1::uuid) as is_stored,
  exists (select from aggregate where aggregate_id = $2::uuid) as is_there,
  exists (select from aggregate where aggregate_id = $2::uuid and deleting_since is not null) as is_planned`,
};
