/** One of three brokers away: the monitor tells what it can read, what it cannot is absent and never zero, and the status says which broker it is. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createThreeNodeCluster, type ThreeNodeCluster } from '@varselvakt/devstack';
import { createKafkaClient, createSender, plainKafkaSettings } from '@varselvakt/kafka';
import { commitOffsets } from '../../libs/kafka/test/commit-offsets.ts';
import { givenServers } from '../pipeline/open-pipeline.ts';
import { type ServiceProcess, startService } from '../pipeline/service-process.ts';
import { waitUntil } from '../pipeline/wait-until.ts';

const name = `away${randomBytes(5).toString('hex')}`;
const staying = `${name}.on-one`;
const leaving = `${name}.on-two`;
const group = `${name}.group`;
let cluster: ThreeNodeCluster;
let monitor: ServiceProcess;

/** Each topic on one broker alone, three records in each, of which the group has handled one. */
async function fill(): Promise<void> {
  const client = createKafkaClient(plainKafkaSettings(cluster.brokers.split(',')), () => undefined);
  const admin = client.kafka.admin();
  await admin.connect();
  const onNode = (topic: string, node: number) => ({ topic, replicaAssignment: [{ partition: 0, replicas: [node] }] });
  await admin.createTopics({ topics: [onNode(staying, 1), onNode(leaving, 2)] });
  await admin.disconnect();
  const sender = createSender(client, { deadlineMs: 60_000 });
  await sender.start();
  const record = { partition: 0, key: Buffer.from('k'), value: Buffer.from('v') };
  for (const topic of [staying, leaving]) await sender.send([1, 2, 3].map(() => ({ ...record, topic })));
  await sender.stop(10_000);
  const offsets = [staying, leaving].map((topic) => ({ topic, partition: 0, offset: 1n }));
  // The coordinator may still be choosing itself.
  await waitUntil('the group has committed', () =>
    commitOffsets(client, group, offsets).then(
      () => true,
      () => false,
    ),
  );
}

beforeAll(async () => {
  cluster = await createThreeNodeCluster();
  await fill();
  const { KAFKA_SCHEMA_REGISTRY } = givenServers();
  monitor = startService('monitor', {
    ...{ PATH: process.env['PATH'], HOME: process.env['HOME'], KAFKA_BROKERS: cluster.brokers, KAFKA_SCHEMA_REGISTRY },
    ...{ TOPIC_PREFIX: `${name}.`, MONITOR_GROUPS: group, MONITOR_INTERVAL_SECONDS: '1' },
    ...{ HTTP_PORT: '0', HTTP_HOST: '127.0.0.1', LOG_FORMAT: 'json' },
  });
  await monitor.untilRunning();
}, 240_000);
afterAll(async () => {
  await monitor?.kill();
  await cluster?.close();
}, 120_000);

const read = async (path: string): Promise<string> => (await fetch(`${monitor.address()}${path}`)).text();
const lagOf = (topic: string) => `kafka_consumergroup_lag{consumergroup="${group}",topic="${topic}",partition="0"}`;
const seriesOf = (text: string, topic: string) =>
  text.split('\n').filter((line) => line.includes(`consumergroup="${group}"`) && line.includes(`"${topic}"`));

test('what lies on a broker that is away is unknown, what lies on the others is told, and the broker is named', async () => {
  const isWhole = async () => {
    const text = await read('/metrics');
    return (
      [staying, leaving].every((topic) => text.includes(`${lagOf(topic)} 2\n`)) && text.includes('kafka_brokers 3\n')
    );
  };
  await waitUntil('the lag of both topics is told', isWhole);

  await cluster.kill(2);
  // All of one scrape: a look in between may find the group's coordinator moving.
  let text = '';
  await waitUntil('the monitor knows of two brokers, and what lies on them', async () => {
    text = await read('/metrics');
    const told = ['kafka_brokers 2\n', `${lagOf(staying)} 2\n`, `notif_lag_collector_success{group="${group}"} 1\n`];
    return told.every((line) => text.includes(line));
  });
  expect(seriesOf(text, leaving)).toEqual([]);
  expect(text).not.toContain(`kafka_consumergroup_group_sum_lag{cluster_name="local",group="${group}"}`);
  expect(text).not.toContain(`kafka_topic_partition_leader{topic="${leaving}"`);
  await waitUntil('the API says which topic could not be read, and no sum', async () => {
    const [seen] = JSON.parse(await read(`/api/lag?group=${group}`)).groups;
    return seen.totalLag === null && seen.unreadTopics.some(({ topic }: { topic: string }) => topic === leaving);
  });
  await waitUntil('the status names the broker', async () =>
    (await read('/api/status')).includes(`broker 2 (${cluster.addressOf(2)}) is away`),
  );

  await cluster.start(2);
  await waitUntil('the lag of both topics is told again', isWhole);
}, 300_000);
