/** The story that `npm start` tells, by the command that a newcomer types, and what its producers can ask afterwards. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { givenServers } from '../pipeline/open-pipeline.ts';
import { createOwnDatabase } from '../pipeline/own-database.ts';
import { writeRegister } from '../pipeline/register-file.ts';
import { runProgram } from '../pipeline/run-program.ts';

const program = fileURLToPath(new URL('../../cli/bin/varselvakt.js', import.meta.url));

/** Addresses of the test run; names that nobody else has. */
async function makeEnvironment(folder: string): Promise<NodeJS.ProcessEnv> {
  const servers = givenServers();
  const name = `story${randomBytes(5).toString('hex')}`;
  const registerPath = join(folder, 'register.yaml');
  await writeRegister(registerPath, `${name}.`);
  return {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    ...servers,
    VARSELVAKT_STACK: 'env',
    DATABASE_URL: await createOwnDatabase(servers.DATABASE_URL, name, { withTables: false }),
    TOPIC_PREFIX: `${name}.`,
    INBOUND_TOPICS: `${name}.inbound,${name}.inbound.oppfolging-demo`,
    REGISTER_PATH: registerPath,
    VALIDATOR_GROUP_ID: `${name}-validator`,
    PERSISTER_GROUP_ID: `${name}-persister`,
  };
}

let folder: string;
let environment: NodeJS.ProcessEnv;
const varselvakt = (...words: readonly string[]) =>
  runProgram(process.execPath, [program, ...words], { folder, environment });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varselvakt-story-'));
  environment = await makeEnvironment(folder);
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test('every sample of the story meets its expected fate, and the command ends with 0', async () => {
  const result = await varselvakt('demo', '--once');
  const [, met, total] = /(\d+) of (\d+) samples met their expected fate/.exec(result.output) ?? [];
  expect({ ...result, met }).toMatchObject({ exitCode: 0, met: total });
  expect(Number(total)).toBeGreaterThan(25);
}, 300_000);

test('a producer reads why its events were refused', async () => {
  const words = ['--producer', 'tilskudd-demo', '--code', 'TEXT_IDENTITY_NUMBER', '--lang', 'en'];
  const { exitCode, output } = await varselvakt('feedback', ...words);
  expect(output).toMatch(/REJECTED [0-9a-f-]{36}\n {2}block TEXT_IDENTITY_NUMBER \(C12\) body\.text \d+–\d+\n/);
  expect(exitCode).toBe(0);
});

test('what was deleted is traced from its publication to the last row', async () => {
  const deleted = await varselvakt('feedback', '--producer', 'tilskudd-demo', '--outcome', 'DELETED', '--json');
  const { aggregateId } = JSON.parse(deleted.output.split('\n')[0] ?? '') as { aggregateId: string };
  const { output } = await varselvakt('trace', aggregateId, '--json');
  const steps = (JSON.parse(output) as { steps: readonly { at: number; what: string }[] }).steps;
  const named = steps.map(({ what }) => what);
  for (const what of ['PUBLISHED', 'ACCEPTED', 'HARD_DELETED', 'TOMBSTONED', 'ROWS_GONE'])
    expect(named).toContain(what);
  expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).toSorted((one, other) => one - other));
});

test('a sample goes from the command line to the inbound topic', async () => {
  const file = join(folder, 'event.json');
  await writeFile(file, (await varselvakt('sample', 'MessageCreated')).output);
  const { exitCode, output } = await varselvakt('publish', file, '--send');
  expect(output).toMatch(/published [0-9a-f-]{36} at story[0-9a-f]{10}\.inbound\/\d\/\d+/);
  expect(exitCode).toBe(0);
});
