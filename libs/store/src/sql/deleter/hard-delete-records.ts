import type { Act } from '../../act.ts';

/** $1 age in days, $2 how many at most. HardDeleted records that every reader has had time to act on. */
export const readOutlivedRecords: Act = {
  name: 'read-outlived-hard-delete-records',
  text: `
select erasure_number, receipt_id, record_topic, record_partition
from erasure
where record_topic is not null and record_gone_at is null and rows_gone_at <= now() - make_interval(days => $1)
order by rows_gone_at limit $2`,
};

/** $1 ledger numbers: the tombstones of their HardDeleted records are acknowledged. */
export const markRecordsGone: Act = {
  name: 'mark-hard-delete-records-gone',
  text: 'update erasure set record_gone_at = now() where erasure_number = any ($1::bigint[])',
};
