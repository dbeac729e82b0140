import pg from 'pg';
import { byteaArray, uuidArray } from './binary-arrays.ts';
import { measureRate, requireVariable, tell } from './ceiling-process.ts';
import { readTopic } from './read-topic.ts';

/*
 * The yardstick of the persister, run as a process of its own: the same payloads into one table (id as key, one more index)
 * by plain pg, unnest over binary arrays, 1,000 rows and one moved position a transaction, one connection.
 */
const BATCH_ROWS = 1_000;
const UUID_LENGTH = 36;

const tables = `
create table ceiling (event_id uuid primary key, aggregate_id uuid not null, payload bytea not null);
create index ceiling_aggregate on ceiling (aggregate_id);
create table ceiling_position (partition integer primary key, next_offset bigint not null);
insert into ceiling_position values (0, 0)`;
const insert = `insert into ceiling select * from unnest($1::uuid[], $2::uuid[], $3::bytea[]) on conflict (event_id) do nothing`;
const move = 'update ceiling_position set next_offset = $1 where partition = 0';

type Row = { readonly id: Buffer; readonly payload: Buffer };

async function insertAll(client: pg.Client, rows: readonly Row[]): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH_ROWS) {
    const batch = rows.slice(start, start + BATCH_ROWS);
    const ids = uuidArray(batch.map(({ id }) => id));
    const payloads = byteaArray(batch.map(({ payload }) => payload));
    await client.query('begin');
    await client.query({ name: 'insert', text: insert, values: [ids, ids, payloads] });
    await client.query({ name: 'move', text: move, values: [start + batch.length] });
    await client.query('commit');
  }
}

const count = Number(requireVariable('CEILING_COUNT'));
const warmUpCount = Number(requireVariable('CEILING_WARM_UP'));
const topic = requireVariable('CEILING_TOPIC');
const messages = await readTopic(requireVariable('KAFKA_BROKERS').split(','), topic, `ceiling-${process.pid}`, count);
const rows = messages.map(({ key, value }) => ({
  id: Buffer.from(String(key).slice(0, UUID_LENGTH).replaceAll('-', ''), 'hex'),
  payload: value ?? Buffer.alloc(0),
}));
const client = new pg.Client({ connectionString: requireVariable('DATABASE_URL') });
await client.connect();
await client.query(tables);
await insertAll(client, rows.slice(0, warmUpCount));
const measured = rows.slice(warmUpCount);
tell({ insert: await measureRate(measured.length, () => insertAll(client, measured)) });
await client.end();
