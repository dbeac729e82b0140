import kafkajs from 'kafkajs';
import pg from 'pg';
import { measureRate, requireVariable, tell } from './ceiling-process.ts';

/*
 * The yardstick of the deleter, run as a process of its own: as many tombstones by plain kafkajs, and as many rows deleted from
 * one table with the same share due by plain pg, 1,000 at a time.
 */
const ACKS_ALL = -1;
const BATCH = 1_000;
const KEY_BYTES = 53;

const tables = `
create table ceiling as
  select event_id, identity.aggregate_id, payload, delete_at
  from event_identity as identity join event_content using (event_id) join aggregate on aggregate.aggregate_id = identity.aggregate_id;
alter table ceiling add primary key (event_id);
create index ceiling_due on ceiling (delete_at);
create index ceiling_aggregate on ceiling (aggregate_id);
analyze ceiling`;
const deleteDue = `
with due as materialized (
  select ctid from ceiling where delete_at <= now() order by delete_at limit ${BATCH} for update skip locked
)
delete from ceiling using due where ceiling.ctid = due.ctid returning event_id`;

async function deleteAll(client: pg.Client): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query({ name: 'delete-due', text: deleteDue });
    if (rowCount === 0) return;
  }
}

async function sendAll(
  producer: kafkajs.Producer,
  topic: string,
  partitionCount: number,
  count: number,
): Promise<void> {
  for (let sent = 0; sent < count; sent += BATCH) {
    const partition = (sent / BATCH) % partitionCount;
    const messages = Array.from({ length: Math.min(BATCH, count - sent) }, (_, index) => ({
      key: String(sent + index).padStart(KEY_BYTES, '0'),
      value: null,
      partition,
    }));
    await producer.send({ topic, acks: ACKS_ALL, messages });
  }
}

const dueCount = Number(requireVariable('CEILING_COUNT'));
const topic = requireVariable('CEILING_TOPIC');
const partitionCount = Number(requireVariable('CEILING_PARTITIONS'));
const brokers = requireVariable('KAFKA_BROKERS').split(',');
const client = new pg.Client({ connectionString: requireVariable('DATABASE_URL') });
const producer = new kafkajs.Kafka({ brokers, logLevel: kafkajs.logLevel.ERROR }).producer({
  createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
});
await Promise.all([client.connect(), producer.connect()]);
await client.query(tables);
await sendAll(producer, topic, partitionCount, BATCH * 10);
tell({
  tombstones: await measureRate(dueCount, () => sendAll(producer, topic, partitionCount, dueCount)),
  rows: await measureRate(dueCount, () => deleteAll(client)),
});
await client.query('drop table ceiling');
await Promise.all([client.end(), producer.disconnect()]);
