/** `varselvakt doctor` and `varselvakt topics check` as people run them, on a real Kafka, registry and Postgres. */

import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CommandDatabase, createCommandDatabase } from '../../test/command-database.ts';
import { type CommandTopics, openCommandTopics } from '../../test/command-topics.ts';

let stack: CommandTopics;
let database: CommandDatabase;
const registerPath = fileURLToPath(new URL('../../../bench/load/register.yaml', import.meta.url));

beforeAll(async () => {
  database = await createCommandDatabase();
  stack = await openCommandTopics({ DATABASE_URL: database.url, REGISTER_PATH: registerPath });
});
afterAll(async () => {
  await stack.close();
  await database.close();
});

/** The first group that a new broker is asked for has to wait for its coordinator. */
async function runUntilSettled() {
  for (let attemptCount = 1; ; attemptCount += 1) {
    const result = await stack.run('doctor', '--json');
    if (attemptCount === 10 || !result.output.includes('have not settled')) return result;
  }
}

type Line = { readonly area: string; readonly level: string; readonly what: string };

describe('varselvakt doctor', () => {
  test('finds what is not as it should be, and that the rest is well', async () => {
    const { exitCode, output } = await runUntilSettled();
    const { lines } = JSON.parse(output) as { readonly lines: readonly Line[] };
    const levelsOf = (area: string) => lines.filter((line) => line.area === area).map(({ level }) => level);
    // The test's topics have two partitions instead of the declared numbers.
    expect([exitCode, levelsOf('topics').includes('fault')]).toEqual([1, true]);
    for (const area of ['settings', 'kafka', 'permissions', 'registry', 'clocks'])
      expect([area, ...levelsOf(area)]).toEqual([area, 'ok']);
    expect(levelsOf('database')).toContain('ok');
    expect(levelsOf('database')).not.toContain('fault');
    expect(levelsOf('groups')).toEqual(['warning', 'warning']);
  });
});

describe('varselvakt topics check', () => {
  test('names each difference with what to do about it', async () => {
    const { exitCode, output } = await stack.run('topics', 'check', '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(output).faults).toContainEqual(
      expect.objectContaining({
        topic: stack.topics.inbound,
        problem: 'partitions is 2, declared is 6',
        remedy: expect.stringContaining('make the topic anew'),
      }),
    );
  });
});
