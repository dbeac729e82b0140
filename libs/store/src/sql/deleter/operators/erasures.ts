import type { Act } from '../../../act.ts';
import { isHeld } from '../standing-hold.ts';

const receiptFor = (cause: string): string =>
  `erasure_receipt_id((select ledger_key from installation), candidate.aggregate_id, ${cause})`;

/**
 * $1 ids, $2 cause. What is stored of these, and (not named) what goes with the cases among them; each with the receipt that its erasure
 * for this cause gets.
 */
export const readErasable: Act = {
  name: 'read-erasable',
  replan: true,
  text: `
with named as (select * from aggregate where aggregate_id = any ($1::uuid[])), candidate as (
  select named.*, true as is_named from named
  union all
  select member.*, false from aggregate as member
  where member.group_ref in (select group_ref from named where kind = 'CASE') and member.aggregate_id <> all ($1::uuid[])
)
select aggregate_id, kind, producer_id, label, group_ref, is_named, deleting_since is not null as is_deleting,
  ${isHeld} as is_held, extract(epoch from delete_at) * 1000 as delete_at_ms, ${receiptFor('$2')} as receipt_id
from candidate order by is_named desc, aggregate_id`,
};

/** $1 label, $2 group id. Everything of the group. */
export const readGroupIds: Act = {
  name: 'read-group-ids',
  text: `
select aggregate_id from aggregate
where group_ref = group_ref((select ledger_key from installation), $1::text, $2::text) order by aggregate_id`,
};

/** $1 ids, $2 cause. They are due now, for this cause; whatever is being deleted already is left alone. */
export const markErasable: Act = {
  name: 'mark-erasable',
  text: `
with asked as materialized (
  select aggregate_id from aggregate where aggregate_id = any ($1::uuid[]) and deleting_since is null
  order by aggregate_id for update
)
update aggregate as stored set delete_at = least(stored.delete_at, now()), deletion_cause = $2
from asked where stored.aggregate_id = asked.aggregate_id`,
};

/** $1 producer. What it has, by label. */
export const measureProducer: Act = {
  name: 'measure-producer',
  text: `
select label, count(*) as stored_count, count(*) filter (where kind = 'CASE') as case_count,
  count(*) filter (where deleting_since is not null) as deleting_count,
  count(*) filter (where deleting_since is null and ${isHeld}) as held_count
from aggregate as candidate where producer_id = $1 group by label order by label`,
};

/**
 * $1 producer, $2 the id after which to go on, $3 how many at most. What the producer has is due now; what was marked before is passed
 * over, so that the same may be asked for again. The last id tells where to go on, null that this was all.
 */
export const markProducerErasable: Act = {
  name: 'mark-producer-erasable',
  text: `
with asked as materialized (
  select aggregate_id from aggregate
  where aggregate_id > $2::uuid and producer_id = $1 and deleting_since is null and deletion_cause <> 'PRODUCER_OFFBOARDED'
  order by aggregate_id limit $3 for update
), marked as (
  update aggregate as stored set delete_at = least(stored.delete_at, now()), deletion_cause = 'PRODUCER_OFFBOARDED'
  from asked where stored.aggregate_id = asked.aggregate_id
)
select count(*) as marked_count, (array_agg(aggregate_id order by aggregate_id desc))[1] as last_id from asked`,
};

/** $1 ids. The newest line of the ledger for each of them that has one. */
export const readErased: Act = {
  name: 'read-erased',
  replan: true,
  text: `
select given.aggregate_id, line.receipt_id, line.erasure_number, line.cause
from unnest($1::uuid[]) as given (aggregate_id)
cross join lateral (
  select receipt_id, erasure_number, cause from erasure
  where aggregate_hash = ledger_hash((select ledger_key from installation), uuid_send(given.aggregate_id))
  order by erasure_number desc limit 1
) as line`,
};

/** $1 producer, $2 after which line, $3 how many at most. Its lines for the cause PRODUCER_OFFBOARDED, as the chain seals them. */
export const readOffboardingLines: Act = {
  name: 'read-offboarding-lines',
  text: `
select erasure_number, erasure_line(erasure) as sealed_bytes from erasure
where erasure_number > $2::bigint and producer_id = $1 and cause = 'PRODUCER_OFFBOARDED'
order by erasure_number limit $3`,
};

/** How many are stored of $1 producer. */
export const countProducer: Act = {
  name: 'count-producer',
  text: 'select count(*) as stored_count from aggregate where producer_id = $1',
};
