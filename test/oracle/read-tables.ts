import type { Pipeline } from '../pipeline/open-pipeline.ts';
import type { AggregateRow, Evidence, IdentityRow } from './evidence.ts';

type Tables = Pick<Evidence, 'identities' | 'contentEventIds' | 'aggregates' | 'erasedAggregateIds' | 'outboxCount'>;

const identitySql = `
select event_id, aggregate_id, encode(content_hash, 'hex') as content_hash, log_partition, log_offset,
  convert_from(coalesce(log_key, event_log_key(event_id, content_hash)), 'UTF8') as log_key,
  source.name || '/' || source_partition || '/' || source_offset as source
from event_identity join topic as source on source.topic_number = source_topic`;

const aggregateSql = `
select aggregate_id, state, event_count, extract(epoch from delete_at) * 1000 as delete_at, deleting_since is not null as is_deleting
from aggregate`;

const erasedSql = `
select given.id from unnest($1::text[]) as given (id)
join erasure on aggregate_hash = ledger_hash((select ledger_key from installation), uuid_send(given.id::uuid))`;

/** What stands in the tables, and which of these aggregates the ledger of erasures knows. */
export async function readTables({ ask }: Pipeline, aggregateIds: readonly string[], foreign = /^$/): Promise<Tables> {
  const own = (column: string) => `where ${column}::text !~ '${foreign.source}'`;
  const identities = await ask(`${identitySql} ${own('event_id')}`);
  const contents = await ask(`select event_id from event_content ${own('event_id')}`);
  const aggregates = await ask(`${aggregateSql} ${own('aggregate_id')}`);
  const erased = await ask(erasedSql, [aggregateIds]);
  const [outbox] = await ask('select count(*)::int as line_count from outbox');
  return {
    identities: identities.map(toIdentity),
    contentEventIds: contents.map((row) => String(row['event_id'])),
    aggregates: aggregates.map(toAggregate),
    erasedAggregateIds: new Set(erased.map((row) => String(row['id']))),
    outboxCount: Number(outbox?.['line_count']),
  };
}

function toIdentity(row: Readonly<Record<string, unknown>>): IdentityRow {
  return {
    eventId: String(row['event_id']),
    aggregateId: String(row['aggregate_id']),
    contentHash: String(row['content_hash']),
    logPartition: Number(row['log_partition']),
    logOffset: BigInt(String(row['log_offset'])),
    logKey: String(row['log_key']),
    source: String(row['source']),
  };
}

function toAggregate(row: Readonly<Record<string, unknown>>): AggregateRow {
  return {
    aggregateId: String(row['aggregate_id']),
    state: String(row['state']),
    eventCount: Number(row['event_count']),
    deleteAt: Number(row['delete_at']),
    isDeleting: row['is_deleting'] === true,
  };
}
