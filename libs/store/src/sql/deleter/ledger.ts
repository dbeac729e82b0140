import type { Act } from '../../act.ts';

const lineColumns = `erasure_number, aggregate_hash, receipt_id, event_count, kind, cause, producer_id, label, record_topic, record_partition,
  (extract(epoch from due_at) * 1000000)::bigint as due_at_us, (extract(epoch from planned_at) * 1000000)::bigint as planned_at_us,
  (extract(epoch from published_at) * 1000000)::bigint as published_at_us,
  (extract(epoch from rows_gone_at) * 1000000)::bigint as rows_gone_at_us,
  extract(epoch from verified_at) * 1000 as verified_at_ms, extract(epoch from record_gone_at) * 1000 as record_gone_at_ms`;

const batchColumns =
  'batch_number, last_number, line_count, batch_hash, extract(epoch from chained_at) * 1000 as chained_at_ms';

/** $1 number, $2 how many at most. The seals of the batches after that one, in order. */
export const readBatchesAfter: Act = {
  name: 'read-ledger-batches',
  text: `select ${batchColumns} from erasure_chain where batch_number > $1::bigint order by batch_number limit $2`,
};

/** $1, $2 numbers of lines. The lines after the first one up to the second one, in order. */
export const readLinesBetween: Act = {
  name: 'read-ledger-lines',
  text: `
select ${lineColumns} from erasure
where erasure_number > $1::bigint and erasure_number <= $2::bigint order by erasure_number`,
};

/** The last seal. */
export const readLastBatch: Act = {
  name: 'read-last-ledger-batch',
  text: `select ${batchColumns} from erasure_chain order by batch_number desc limit 1`,
};

/** How many lines follow the last sealed one: none, since both are written together. */
export const countUnsealedLines: Act = {
  name: 'count-unsealed-ledger-lines',
  text: `
select count(*) as line_count from erasure
where erasure_number > (select coalesce(max(last_number), 0) from erasure_chain)`,
};

/** $1 aggregate id. Its lines, the newest first. */
export const findLinesOfAggregate: Act = {
  name: 'find-ledger-lines-of-aggregate',
  text: `
select ${lineColumns} from erasure
where aggregate_hash = ledger_hash((select ledger_key from installation), uuid_send($1::uuid))
order by erasure_number desc`,
};

/** $1 receipt. Its lines, the newest first; no index knows receipts, every line is read. */
export const findLinesOfReceipt: Act = {
  name: 'find-ledger-lines-of-receipt',
  text: `select ${lineColumns} from erasure where receipt_id = $1::uuid order by erasure_number desc`,
};

/** $1 number of a line. The seal of its batch, after the one before. */
export const readBatchOfLine: Act = {
  name: 'read-ledger-batch-of-line',
  text: `
select ${batchColumns} from erasure_chain
where batch_number >= (select min(batch_number) - 1 from erasure_chain where last_number >= $1::bigint)
order by batch_number limit 2`,
};

/** $1 aggregate id. What the tables still hold of it; an event's identity stands and goes with its content. */
export const countRowsLeft: Act = {
  name: 'count-rows-left',
  text: `
select (select count(*) from aggregate where aggregate_id = $1::uuid) + (select count(*) from event_content where aggregate_id = $1::uuid)
  as row_count`,
};
