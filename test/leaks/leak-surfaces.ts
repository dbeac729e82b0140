import { fileURLToPath } from 'node:url';
import { type OracleRecord, readTopic } from '../oracle/read-topic.ts';
import type { Pipeline } from '../pipeline/open-pipeline.ts';
import { runProgram } from '../pipeline/run-program.ts';
import type { ServiceProcess } from '../pipeline/service-process.ts';

/** One place where nothing of an event may ever stand. */
export interface Surface {
  readonly name: string;
  readonly content: Buffer;
}

const program = fileURLToPath(new URL('../../cli/bin/varselvakt.js', import.meta.url));
const pages = ['/metrics', '/internal/health/live', '/internal/health/ready'];
/** What we write into dead letters; the other headers are the producer's own, kept as they came. */
const ownHeader = /^(kafka_dlt-|notif-)/;

const tableQueries: readonly (readonly [table: string, sql: string])[] = [
  ['outbox', "select * from seen_outbox where kind <> 'DEAD_LETTER'"],
  ['outbox (dead letters)', "select kind, topic, partition, created_at from seen_outbox where kind = 'DEAD_LETTER'"],
  ['erasure', 'select * from erasure'],
  ['erasure_chain', 'select * from erasure_chain'],
  ['operator_action', 'select * from operator_action'],
  ['deletion_control', 'select * from deletion_control'],
  ['case_group', 'select * from case_group'],
  ['event_identity', 'select * from event_identity'],
  ['log_position', 'select * from log_position'],
  ['event_tally', 'select * from event_tally'],
];

/** All pages of a running service. */
export async function readPages(service: ServiceProcess): Promise<readonly Surface[]> {
  return Promise.all(
    pages.map(async (page) => {
      const response = await fetch(service.address() + page);
      return { name: `${service.name}${page}`, content: Buffer.from(await response.text()) };
    }),
  );
}

/** Everything that it has said. */
export function readLog({ name, output }: ServiceProcess): Surface {
  return { name: `log of the ${name}`, content: Buffer.from(output()) };
}

/** Feedback as a whole; of the other topics of ours keys and headers, of dead letters our own headers only. */
export async function readTopics({ servers, topics }: Pipeline): Promise<readonly Surface[]> {
  const read = (topic: string) => readTopic(servers.KAFKA_BROKERS, topic);
  const [feedback, events, deadLetters] = await Promise.all(
    [topics.feedback, topics.events, topics.deadLetters].map(read),
  );
  return [
    ...surfacesOf('feedback', feedback, ({ key, value, headers }) => [key, value, ...headers.flat()]),
    ...surfacesOf('event log', events, ({ key, headers }) => [key, ...headers.flat()]),
    ...surfacesOf('dead letters', deadLetters, ({ headers }) =>
      headers.filter(([name]) => ownHeader.test(name)).flat(),
    ),
  ];
}

/** Every row of the tables that hold no content. */
export async function readTables({ ask }: Pipeline): Promise<readonly Surface[]> {
  return Promise.all(
    tableQueries.map(async ([name, sql]) => {
      const rows = await ask(sql);
      const cells = rows.flatMap((row) => Object.values(row).map(toBytes));
      return { name: `table ${name}`, content: Buffer.concat(cells.flatMap((cell) => [cell, SEPARATOR])) };
    }),
  );
}

/** All scorecards, as the command prints them. */
export async function readScorecards({ environment, folder }: Pipeline): Promise<Surface> {
  const { output, complaint } = await runProgram(process.execPath, [program, 'producers', '--json'], {
    folder,
    environment,
  });
  if (!output.includes('"producerId"')) throw new Error(`There are no scorecards: ${complaint}`);
  return { name: 'scorecards', content: Buffer.from(output + complaint) };
}

const SEPARATOR = Buffer.from('\n');

function surfacesOf(
  name: string,
  records: readonly OracleRecord[] | undefined,
  partsOf: (record: OracleRecord) => readonly (Buffer | string | null)[],
): readonly Surface[] {
  return (records ?? []).map((record) => ({
    name: `${name} ${record.partition}/${record.offset}`,
    content: Buffer.concat(partsOf(record).flatMap((part) => [toBytes(part), SEPARATOR])),
  }));
}

function toBytes(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value;
  return Buffer.from(typeof value === 'object' ? JSON.stringify(value) : String(value));
}
