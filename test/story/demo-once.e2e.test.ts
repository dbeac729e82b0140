/** The story that `npm start` tells, from the first record to the last tombstone, by the command that a newcomer types. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
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

test('every sample of the story meets its expected fate, and the command ends with 0', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'varselvakt-story-'));
  try {
    const environment = await makeEnvironment(folder);
    const result = await runProgram(process.execPath, [program, 'demo', '--once'], { folder, environment });
    const [, met, total] = /(\d+) of (\d+) samples met their expected fate/.exec(result.output) ?? [];
    expect({ ...result, met }).toMatchObject({ exitCode: 0, met: total });
    expect(Number(total)).toBeGreaterThan(25);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 300_000);
