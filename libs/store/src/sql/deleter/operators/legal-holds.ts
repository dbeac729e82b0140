import type { Act } from '../../../act.ts';
import { advisoryLocks } from '../../advisory-locks.ts';
import { isHeld } from '../standing-hold.ts';

const holdColumns = `hold_id, scope, coalesce(aggregate_id::text, label, producer_id) as target, reason, owner,
  extract(epoch from created_at) * 1000 as created_at_ms, extract(epoch from expires_at) * 1000 as expires_at_ms,
  extract(epoch from released_at) * 1000 as released_at_ms, released_by,
  released_at is null and expires_at > now() as is_standing`;

/** $1 aggregate, $2 label, $3 producer (one of them), $4 reason, $5 owner, $6 until when. No row: that instant has passed. */
export const insertHold: Act = {
  name: 'insert-legal-hold',
  text: `
insert into legal_hold (scope, aggregate_id, label, producer_id, reason, owner, expires_at)
select case when $1::uuid is not null then 'AGGREGATE' when $2::text is not null then 'LABEL' else 'PRODUCER' end,
  $1::uuid, $2::text, $3::text, $4::text, $5::text, $6::timestamptz
where $6::timestamptz > now()
returning ${holdColumns}`,
};

/** $1 hold, $2 who. No row: there is no such hold that stands. */
export const releaseHold: Act = {
  name: 'release-legal-hold',
  text: `
update legal_hold set released_at = now(), released_by = $2
where hold_id = $1::uuid and released_at is null and expires_at > now()
returning ${holdColumns}`,
};

/** $1 hold. */
export const findHold: Act = {
  name: 'find-legal-hold',
  text: `select ${holdColumns} from legal_hold where hold_id = $1::uuid and released_at is null and expires_at > now()`,
};

/** $1 whether those that ended as well. The newest first. */
export const readHolds: Act = {
  name: 'read-legal-holds',
  text: `
select ${holdColumns} from legal_hold
where $1::boolean or (released_at is null and expires_at > now()) order by created_at desc, hold_id`,
};

/**
 * $1 aggregate, $2 label, $3 producer (one of them). What a hold on it would keep, with the cases that it would keep too: how much, how
 * much of it is due, and how much is being deleted and cannot be kept any more.
 */
export const measureCover: Act = {
  name: 'measure-hold-cover',
  text: `
select count(*) filter (where deleting_since is null) as covered_count,
  count(*) filter (where deleting_since is null and delete_at <= now()) as due_count,
  count(*) filter (where deleting_since is not null) as too_late_count
from aggregate as candidate
where candidate.aggregate_id = $1::uuid or candidate.label = $2::text or candidate.producer_id = $3::text
  or (candidate.kind = 'CASE' and candidate.group_ref is not null
    and candidate.group_ref = (select group_ref from aggregate where aggregate_id = $1::uuid))`,
};

/** How many are due and held. */
export const countHeld: Act = {
  name: 'count-held',
  text: `
select count(*) as held_count from aggregate as candidate
where exists (select from legal_hold where released_at is null and expires_at > now())
  and candidate.deleting_since is null and candidate.delete_at <= now() and ${isHeld}`,
};

/** While somebody places a hold nothing is planned, and the other way round; ends with the transaction. */
export const lockPlanning: Act = {
  name: 'lock-planning',
  text: `select pg_advisory_xact_lock(${advisoryLocks.planning})`,
};

/** Planners take it first: a hold that was placed before is then seen by the choice of what is due. */
export const lockPlanningShared: Act = {
  name: 'lock-planning-shared',
  text: `select pg_advisory_xact_lock_shared(${advisoryLocks.planning})`,
};
