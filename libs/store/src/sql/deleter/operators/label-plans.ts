import type { Act } from '../../../act.ts';

/** $1 labels. Deletions ahead, by label and by where their time comes from. Reads every row: the table has no index by label. */
export const countLabelPlans: Act = {
  name: 'count-label-plans',
  text: `
select label, count(*) as stored_count,
  count(*) filter (where retention_source = 'LABEL_DEFAULT') as by_default_count,
  extract(epoch from min(delete_at) filter (where retention_source = 'LABEL_DEFAULT')) * 1000 as first_by_default_at_ms,
  extract(epoch from max(delete_at) filter (where retention_source = 'LABEL_DEFAULT')) * 1000 as last_by_default_at_ms,
  extract(epoch from max(delete_at)) * 1000 as last_at_ms
from aggregate
where label = any ($1::text[])
group by label`,
};
