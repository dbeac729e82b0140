/** `varselvakt offsets reset` as people run it, on a real Kafka and a real Postgres. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createBatchConsumer } from '@varselvakt/kafka';
import { type CommandDatabase, createCommandDatabase } from '../../test/command-database.ts';
import { type CommandTopics, openCommandTopics } from '../../test/command-topics.ts';

let stack: CommandTopics;
let database: CommandDatabase;
let groupId: string;

beforeAll(async () => {
  database = await createCommandDatabase();
  stack = await openCommandTopics({ DATABASE_URL: database.url }, ['inbound']);
  const { sender, admin, topics, prefix } = stack;
  groupId = `${prefix}group`;
  await sender.send([0, 0, 0, 1].map((partition) => ({ topic: topics.inbound, partition, key: null, value: null })));
  await admin.setGroupOffsets(groupId, topics.inbound, [{ partition: 0, offset: 2n }]);
});
afterAll(async () => {
  await stack.close();
  await database.close();
});

const reset = (...args: readonly string[]) =>
  stack.run('offsets', 'reset', '--group', groupId, '--topic', stack.topics.inbound, ...args);
const committed = async () =>
  (await stack.admin.committedOffsets(groupId, [stack.topics.inbound])).map(({ offset }) => offset);

describe('varselvakt offsets reset', () => {
  test('moves a group by its typed name only, and writes down who did it and why', async () => {
    const wrong = await reset('--to-latest', '--reason', 'skip the bad ones', '--confirm', 'another');
    expect([wrong.exitCode, await committed()]).toEqual([2, [2n, null]]);
    expect(wrong.output).toContain('2 records would NEVER be read');
    const moved = await reset('--to-earliest', '--reason', 'again', '--by', 'ola', '--confirm', groupId, '--json');
    expect(JSON.parse(moved.output)).toMatchObject({
      isMoved: true,
      partitions: [
        { partition: 0, from: '2', to: '0', skippedCount: 0, repeatedCount: 2 },
        { partition: 1, from: null, to: '0' },
      ],
    });
    expect(await committed()).toEqual([0n, 0n]);
    const { rows } = await database.client.runScript(
      'test',
      'select actor, action, reason, detail from operator_action',
    );
    expect(rows).toMatchObject([
      {
        actor: 'ola',
        action: 'OFFSETS_RESETTING',
        reason: 'again',
        detail: { groupId, moves: [{ from: '2', to: '0' }, {}] },
      },
    ]);
  });

  test('refuses while the group has a member', async () => {
    const { client, topics } = stack;
    const consumer = createBatchConsumer(client, { groupId, topics: [topics.inbound], handler: async () => undefined });
    await consumer.start();
    const refused = await reset('--to-latest', '--dry-run');
    const meanwhile = stack.admin.setGroupOffsets(groupId, topics.inbound, [{ partition: 0, offset: 1n }]);
    await expect(meanwhile).rejects.toMatchObject({ code: 'KAFKA_GROUP_IN_USE' });
    await consumer.stop(5_000);
    expect(refused).toMatchObject({ exitCode: 1, output: '', complaint: expect.stringContaining('has 1 members') });
  });
});
