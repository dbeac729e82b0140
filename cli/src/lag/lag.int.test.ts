/** A real monitor on a real Kafka, a group whose member cannot do its work, and the commands that tell of both. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type BatchConsumer, createBatchConsumer } from '@varselvakt/kafka';
import type { LagReport } from '@varselvakt/lag';
import { type ServiceProcess, startService } from '../../../test/pipeline/service-process.ts';
import { waitUntil } from '../../../test/pipeline/wait-until.ts';
import { type CommandTopics, openCommandTopics } from '../../test/command-topics.ts';

let stack: CommandTopics;
let monitor: ServiceProcess;
let stuck: BatchConsumer;
let groupId = '';
const groups = { validator: '', persister: '' };

const record = (partition: number) => ({
  ...{ topic: stack.topics.inbound, partition, key: Buffer.from('k'), value: Buffer.from('v') },
});

beforeAll(async () => {
  const environment: Record<string, string> = {};
  stack = await openCommandTopics(environment);
  groupId = `${stack.prefix}stuck`;
  groups.validator = `${stack.prefix}validator`;
  groups.persister = `${stack.prefix}persister`;
  Object.assign(environment, { VALIDATOR_GROUP_ID: groups.validator, PERSISTER_GROUP_ID: groups.persister });
  monitor = startService('monitor', {
    ...{ PATH: process.env['PATH'], KAFKA_BROKERS: process.env['KAFKA_BROKERS'], TOPIC_PREFIX: stack.prefix },
    ...{ HTTP_PORT: '0', LOG_FORMAT: 'json', MONITOR_INTERVAL_SECONDS: '1', MONITOR_GROUPS: `${stack.prefix}*` },
    ...environment,
  });
  let isFirst = true;
  stuck = createBatchConsumer(stack.client, {
    groupId,
    topics: [stack.topics.inbound],
    // The first record of partition 0 can be handled, nothing else: the partition is paused again and again.
    handler: async ({ partition }) => {
      if (partition !== 0 || !isFirst) throw new Error('cannot be done');
      isFirst = false;
    },
    maxRecords: 1,
  });
  await stack.sender.send([record(0), record(0), record(0), record(1)]);
  await Promise.all([stuck.start(), monitor.untilRunning()]);
});

afterAll(async () => {
  await stuck.stop(5_000);
  await monitor.stop();
  await stack.close();
});

const read = async (path: string): Promise<string> => (await fetch(`${monitor.address()}${path}`)).text();
const lagOf = async (name: string) =>
  (JSON.parse(await read('/api/lag')) as LagReport).groups.find(({ group }) => group === name);

describe('the monitor', () => {
  test('sees what waits behind a partition that is paused, for how long, and who has it', async () => {
    let found = await lagOf(groupId);
    await waitUntil('the partition is looked at', async () => {
      found = await lagOf(groupId);
      const [first, second] = found?.partitions ?? [];
      return (
        first?.committedOffset === 1 && first.timeLagSeconds !== null && first.member !== null && second !== undefined
      );
    });
    expect(found).toMatchObject({
      memberCount: 1,
      state: 'Stable',
      totalLag: null, // partition 1 was never committed
      partitions: [
        { partition: 0, lag: 2, timeLagSeconds: expect.any(Number), member: { clientId: expect.any(String) } },
        { partition: 1, lag: null, committedOffset: null, endOffset: 1 },
      ],
    });
  });

  test('calls it STALL once it has looked often enough', async () => {
    const pattern = /^STALL in .*a member has the partition, but has not moved for \d+ s$/;
    await waitUntil('the status is judged', async () => pattern.test((await lagOf(groupId))?.reason ?? ''));
  });

  test('tells both by metrics, and nothing where nothing is known', async () => {
    const place = `group="${groupId}",topic="${stack.topics.inbound}",partition=`;
    let text = '';
    await waitUntil('the status is told', async () => {
      text = await read('/metrics');
      return text.includes(`notif_partition_status{${place}"0"} 5`);
    });
    expect(text).toContain(`kafka_consumergroup_lag{consumer${place}"0"} 2`);
    expect(text).not.toContain(`kafka_consumergroup_lag{consumer${place}"1"}`);
    expect(text).toContain(`notif_lag_collector_success{group="${groups.validator}"} 1`);
  });

  test('answers scripts that were written for Burrow', async () => {
    await waitUntil('Burrow would say the same', async () => {
      const { error, status } = JSON.parse(await read(`/v3/kafka/local/consumer/${groupId}/status`));
      const [first] = status.partitions;
      return !error && status.status === 'ERR' && first?.status === 'STALL' && first.current_lag === 2;
    });
  });
});

describe('varselvakt lag', () => {
  test('tells the same from the monitor and from Kafka itself', async () => {
    const ask = async (...more: readonly string[]) => {
      const { exitCode, output } = await stack.run('lag', '--group', groupId, '--json', ...more);
      const { groups: found } = JSON.parse(output) as LagReport;
      return { exitCode, lags: found.map(({ group, partitions }) => [group, partitions[0]?.lag]) };
    };
    const expected = { exitCode: 0, lags: [[groupId, 2]] };
    expect(await ask('--monitor', monitor.address())).toEqual(expected);
    expect(await ask()).toEqual(expected);
  });

  test('ends with 1 for a group that nobody knows, and with 3 where no monitor answers', async () => {
    const answers = await Promise.all([
      stack.run('lag', '--group', `${stack.prefix}nobody`),
      stack.run('lag', '--monitor', 'http://127.0.0.1:1'),
    ]);
    expect(answers.map(({ exitCode }) => exitCode)).toEqual([1, 3]);
  });
});

describe('varselvakt status', () => {
  test('says which stages do not run and what to do, and ends with 1', async () => {
    const { exitCode, output } = await stack.run('status', '--monitor', monitor.address());
    expect(exitCode).toBe(1);
    expect(output).toContain('no validator is running');
    expect(output).toContain('persister: start one: varselvakt run persister');
  });
});
