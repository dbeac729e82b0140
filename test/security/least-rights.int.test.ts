/** A broker that asks who comes: with the rights of `topics acl` and no other the pipeline works, and nobody gets further than he should. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Stack, startStack, toVariables, toVariablesOfUser } from '@varselvakt/devstack';
import type { ProducerEvent } from '@varselvakt/domain';
import { createClusterAdmin, createKafkaClient, createSender, type KafkaClient } from '@varselvakt/kafka';
import { createConfigSchema, kafkaSettings, parseConfig, toKafkaConnection } from '@varselvakt/runtime';
import { sampleBody } from '@varselvakt/rules';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { runProgram } from '../pipeline/run-program.ts';
import { waitUntil } from '../pipeline/wait-until.ts';
import { newIdentity } from '../workload/life-scenes.ts';
import { eventOf, type WorkloadStart } from '../workload/planned-record.ts';
import { createPublisher } from '../workload/publish-workload.ts';
import { createRandom } from '../workload/random.ts';

const program = fileURLToPath(new URL('../../cli/bin/varselvakt.js', import.meta.url));
const services = ['validator', 'persister', 'deleter'] as const;
const users = [
  ...[...services, 'monitor'].map((name) => `varselvakt-${name}`),
  'tilskudd-demo',
  'oppfolging-demo',
  'stranger',
];

let stack: Stack;
let pipeline: Pipeline;

beforeAll(async () => {
  stack = await startStack({ name: 'secure', mode: 'embedded', profile: 'test', ephemeral: true, secureUsers: users });
  pipeline = await openPipeline(toVariables(stack.addresses));
  const granted = await varselvakt({}, 'topics', 'acl', '--apply', '--env', 'dev');
  expect(granted).toMatchObject({ exitCode: 0, complaint: '' });
});
afterAll(async () => {
  await pipeline?.close();
  await stack?.stop();
});

/** What a user needs to come in by the door, the pipeline's own settings apart. */
function asUser(user: string): Readonly<Record<string, string>> {
  const variables = toVariablesOfUser(stack.addresses, user);
  if (variables === null) throw new Error(`no user ${user}`);
  const { DATABASE_URL: _, ...kafka } = variables;
  return kafka;
}

const varselvakt = (changes: NodeJS.ProcessEnv, ...args: readonly string[]) =>
  runProgram(process.execPath, [program, ...args], {
    folder: pipeline.folder,
    environment: { ...pipeline.environment, ...changes },
  });

function clientOf(user: string): KafkaClient {
  const parsed = parseConfig(createConfigSchema(kafkaSettings), { ...pipeline.environment, ...asUser(user) });
  if (parsed.outcome !== 'VALID') throw new Error('the settings of a user');
  return createKafkaClient(toKafkaConnection(parsed.config, 'test'), () => undefined);
}

/** Sends an event as a user. Throws KafkaError where the user may not. */
async function send(user: string, event: ProducerEvent, topic?: string): Promise<void> {
  const sender = createSender(clientOf(user));
  await sender.start();
  try {
    const record = createPublisher(pipeline).toRecord(event);
    await sender.send([topic === undefined ? record : { ...record, topic }]);
  } finally {
    await sender.stop(2_000);
  }
}

const start: WorkloadStart = { random: createRandom(7), now: Date.now(), shortRetentionMs: null };
const storedCount = async () => (await pipeline.ask('select count(*)::int as count from aggregate'))[0]?.['count'];

test('an event goes from its producer to its hard delete, each service in its own name', async () => {
  const running = services.map((name) => pipeline.start(name, asUser(`varselvakt-${name}`)));
  await Promise.all(running.map(({ untilRunning }) => untilRunning()));
  const identity = newIdentity(start, 'tilskudd-demo');
  const created = eventOf(start, identity, sampleBody('MessageCreated', start.now));
  const own = eventOf(start, newIdentity(start, 'oppfolging-demo'), sampleBody('MessageCreated', start.now));
  await send('tilskudd-demo', created);
  await send('oppfolging-demo', own);
  await waitUntil('both are stored', async () => (await storedCount()) === 2);
  await send('tilskudd-demo', eventOf(start, identity, { type: 'DeletionRequested', reason: 'WITHDRAWN' }));
  await waitUntil('one is gone', async () => (await storedCount()) === 1);

  const told = await varselvakt(asUser('tilskudd-demo'), 'feedback', '--producer', 'tilskudd-demo', '--json');
  expect(told.complaint).toBe('');
  expect(told.output).toContain(identity.aggregateId);
  expect(running.map(({ hasEnded }) => hasEnded())).toEqual([false, false, false]);
  for (const { name, address } of running.filter((one) => one.name !== 'persister')) {
    const readiness = await (await fetch(`${address()}/internal/health/ready?verbose`)).text();
    expect({ name, readiness }).toEqual({ name, readiness: expect.stringContaining('as declared') });
  }
});

test('the monitor learns the lag of both groups, and how their topics are set, in its own name', async () => {
  const monitor = pipeline.start('monitor', asUser('varselvakt-monitor'));
  await monitor.untilRunning();
  await waitUntil('the lag of both groups is known', async () => {
    const metrics = await (await fetch(`${monitor.address()}/metrics`)).text();
    const told = [...metrics.matchAll(/^notif_topic_info\{topic="([^"]*)",.*\} 1$/gm)].map(([, topic]) => topic);
    const { inbound, events } = pipeline.topics;
    const isTold = [inbound, events].every((topic) => told.includes(topic));
    return isTold && metrics.match(/^notif_lag_collector_success\{.*\} 1$/gm)?.length === 2;
  });
  expect(monitor.output()).not.toContain('AUTHORIZATION_FAILED');
  expect(await monitor.stop()).toBe(0);
});

test('a producer writes to its own topic only, and reads neither the log nor the dead letters', async () => {
  const event = eventOf(start, newIdentity(start, 'tilskudd-demo'), sampleBody('MessageCreated', start.now));
  const { topics } = pipeline;
  const forbidden = { code: 'KAFKA_TOPIC_AUTHORIZATION_FAILED', retriable: false };
  await expect(send('tilskudd-demo', event, topics.ownInbound)).rejects.toMatchObject(forbidden);
  await expect(send('oppfolging-demo', event, topics.inbound)).rejects.toMatchObject(forbidden);
  await expect(send('tilskudd-demo', event, topics.events)).rejects.toMatchObject(forbidden);
  const admin = createClusterAdmin(clientOf('tilskudd-demo'));
  await expect(admin.topicBounds(topics.events)).rejects.toMatchObject(forbidden);
  await expect(admin.topicBounds(topics.deadLetters)).rejects.toMatchObject(forbidden);
  expect(await admin.topicBounds(topics.feedback)).not.toEqual([]);
  await admin.close();
});

test('a service without rights waits and says what it needs; one with a wrong password ends and says so', async () => {
  const stranger = pipeline.start('persister', asUser('stranger'));
  const mistaken = pipeline.start('validator', {
    ...asUser('varselvakt-validator'),
    KAFKA_SASL_PASSWORD: 'not-the-password',
  });
  await waitUntil('both have said it', () => stranger.output().includes('TOPIC_MISSING') && mistaken.hasEnded());
  expect(stranger.output()).toContain('\\"topics acl\\" says who needs which right');
  expect(mistaken.output()).toContain('KAFKA_SASL_AUTHENTICATION_FAILED');
  expect(mistaken.output()).not.toContain('not-the-password');
});
