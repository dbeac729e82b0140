/** `register diff --database`: what becomes of deletions that are planned already, counted on a real Postgres. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CommandDatabase, createCommandDatabase } from '../../test/command-database.ts';

let database: CommandDatabase;
let folder: string;

const registerWith = (...labels: readonly string[]): string =>
  `producers: [{ id: team-a, team: A, contacts: { chat: c }, environments: [dev], labels: [${labels.join(', ')}] }]\n`;
const write = async (name: string, text: string): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
};

/** Rows as the persister would store them. */
const store = async (label: string, source: 'PRODUCER' | 'LABEL_DEFAULT', days: readonly string[]): Promise<void> => {
  for (const day of days)
    await database.client.runScript(
      'test',
      `insert into aggregate (aggregate_id, last_event_id, delete_at, content_day, event_count, kind, state, retention_source,
         deletion_cause, producer_id, label, organisation_number)
       values (gen_random_uuid(), gen_random_uuid(), '${day}T12:00:00Z', '${day}', 1, 'MESSAGE', 'CREATED', '${source}',
         'RETENTION', 'team-a', '${label}', '988077917')`,
    );
};

beforeAll(async () => {
  [database, folder] = await Promise.all([createCommandDatabase(), mkdtemp(join(tmpdir(), 'varselvakt-diff-'))]);
  await store('Changed', 'LABEL_DEFAULT', ['2031-02-01', '2031-03-05']);
  await store('Changed', 'PRODUCER', ['2035-01-01']);
  await store('Gone', 'PRODUCER', ['2032-01-01']);
  await store('Kept', 'LABEL_DEFAULT', ['2033-01-01']);
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const named = (name: string, period: string) => `{ name: ${name}, retention: { default: ${period} } }`;

test('says how many stay where they are, and where a new default would put them', async () => {
  const before = await write(
    'before.yaml',
    registerWith(named('Changed', 'P1Y'), named('Gone', 'P1Y'), named('Kept', 'P1Y'), named('Empty', 'P1Y')),
  );
  const after = await write(
    'after.yaml',
    registerWith(named('Changed', 'P4M'), named('Kept', 'P1Y'), named('Empty', 'P2Y')),
  );
  const { exitCode, output } = await database.run('register', 'diff', before, after, '--database');
  expect(exitCode).toBe(0);
  const lines = output.split('\n').filter((line) => line.startsWith('planned'));
  expect(lines).toEqual([
    'planned    team-a: label "Changed": 2 planned deletions were set by the earlier default P1Y, due 2031-02-01 to 2031-03-05; they stay (P4M would make them earlier); only a RetentionChanged of the producer moves one',
    'planned    team-a: label "Gone": 1 case or notification is stored under it; each stays until its planned deletion, the last 2032-01-01',
    'planned    team-a: label "Empty": no planned deletion was set by its default',
  ]);
  const json = JSON.parse((await database.run('register', 'diff', before, after, '--database', '--json')).output);
  expect(json.planned[0]).toMatchObject({ label: 'Changed', byDefaultCount: 2, storedCount: 3, wouldGo: 'EARLIER' });
});
