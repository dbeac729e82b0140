import { connect, createContentPartition } from '@varselvakt/store';
import type { BenchDatabase } from '../stack/bench-database.ts';
import type { PipelineTopics } from '../stack/pipeline-topics.ts';

export type StoredAggregates = {
  readonly totalCount: number;
  /** Every so many-th is due. */
  readonly dueEvery: number;
};

const DAY_MS = 86_400_000;
const CHUNK_ROWS = 100_000;
/** The others are due on so many days, a month from now. */
const LATER_DAYS = 4;
const FIRST_LATER_DAY = 30;

/** An id of version 7, made by Postgres. */
const newId = `(lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' ||
  substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid`;

/** $1 first, $2 last number, $3 topic, $4 partitions, $5 every so many-th is due. Messages of one event, 704 bytes each. */
const insertMessages = `
with given as materialized (
  select n, ${newId} as aggregate_id, ${newId} as event_id,
    case when n % $5::integer = 0 then now() - interval '10 minutes'
      else now() + make_interval(days => ${FIRST_LATER_DAY} + n % ${LATER_DAYS}) end as delete_at
  from generate_series($1::integer, $2::integer) as n
), identity as (
  insert into event_identity (event_id, aggregate_id, content_hash, log_topic, log_partition, log_offset,
    source_topic, source_partition, source_offset)
  select event_id, aggregate_id, sha256(uuid_send(event_id)), topic_number, n % $4::integer, n, topic_number,
    n % $4::integer, n
  from given, topic where topic.name = $3
), content as (
  insert into event_content (content_day, event_id, aggregate_id, payload)
  select (delete_at at time zone 'UTC')::date, event_id, aggregate_id, decode(repeat(md5(n::text), 44), 'hex')
  from given
)
insert into aggregate (aggregate_id, last_event_id, delete_at, content_day, event_count, kind, state, retention_source,
  deletion_cause, producer_id, label, organisation_number)
select aggregate_id, event_id, delete_at, (delete_at at time zone 'UTC')::date, 1, 'MESSAGE', 'CREATED', 'PRODUCER',
  'RETENTION', 'tilskudd-demo', 'Tilskudd', '988077917'
from given`;

/** Puts messages into the tables as the persister would have, those that are due spread evenly among the others. */
export async function storeAggregates(
  database: BenchDatabase,
  topics: PipelineTopics,
  { totalCount, dueEvery }: StoredAggregates,
  onProgress: (storedCount: number) => void,
): Promise<void> {
  await makePartitions(database);
  const { client } = database;
  await client.query('insert into topic (name) values ($1)', [topics.events]);
  for (let first = 1; first <= totalCount; first += CHUNK_ROWS) {
    const last = Math.min(totalCount, first + CHUNK_ROWS - 1);
    await client.query(insertMessages, [first, last, topics.events, topics.partitionCount, dueEvery]);
    onProgress(last);
  }
  await client.query('vacuum analyze');
}

/** $1 how many, $2 topic, $3 over how many seconds from now on (0 = all of them a minute ago). */
const hasten = `
update aggregate set delete_at = case when $3::float8 = 0 then now() - interval '1 minute' else now() + random() * make_interval(secs => $3) end
where aggregate_id in (
  select stored.aggregate_id from event_identity as stored
  join topic on topic.topic_number = stored.log_topic and topic.name = $2
  join aggregate on aggregate.aggregate_id = stored.aggregate_id and aggregate.delete_at > now()
  limit $1)`;

/** Lets some of what was put there become due: at once, or one after the other. Throws RangeError when there are fewer. */
export async function makeDue(
  { client }: BenchDatabase,
  topics: PipelineTopics,
  count: number,
  { overSeconds }: { readonly overSeconds: number },
): Promise<void> {
  const { rowCount } = await client.query(hasten, [count, topics.events, overSeconds]);
  if (rowCount !== count) throw new RangeError(`Only ${rowCount} of ${count} could become due`);
  await client.query('vacuum analyze aggregate');
}

async function makePartitions({ url }: BenchDatabase): Promise<void> {
  const today = Math.floor(Date.now() / DAY_MS);
  const later = Array.from({ length: LATER_DAYS + 1 }, (_, index) => today + FIRST_LATER_DAY + index);
  const store = await connect(url, { applicationName: 'varselvakt-bench' });
  try {
    // Yesterday too: ten minutes ago may have been yesterday.
    for (const day of [today - 1, today, ...later]) await createContentPartition(store, day);
  } finally {
    await store.close();
  }
}
