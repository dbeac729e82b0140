/**
 * Two more parts of a WITH that has written lines of the ledger as `line` (column `written`): seals them as the next batch of the chain, with
 * `chainedAt` as its instant. Only one may write at a time: the number of a batch is unique, so the chain cannot fork.
 */
export const sealLines = (chainedAt: string): string => `batch as (
  select count(*)::integer as line_count, max((written).erasure_number) as last_number,
    string_agg(erasure_line(written), ''::bytea order by (written).erasure_number) as lines
  from line
), sealed as (
  insert into erasure_chain (batch_number, last_number, line_count, batch_hash, chained_at)
  select following.number, batch.last_number, batch.line_count,
    erasure_batch_hash(following.previous_hash, following.number, batch.line_count, batch.lines), ${chainedAt}
  from batch, (
    select coalesce(max(batch_number), 0) + 1 as number, coalesce(
      (select batch_hash from erasure_chain order by batch_number desc limit 1), decode(repeat('00', 32), 'hex')) as previous_hash
    from erasure_chain
  ) as following
  where batch.line_count > 0
)`;
