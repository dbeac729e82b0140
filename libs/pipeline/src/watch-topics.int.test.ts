/** On a real broker: a topic that keeps records for longer than is declared makes a service not ready, with what to do about it. */
import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ClusterAdmin, createClusterAdmin, createKafkaClient, plainKafkaSettings } from '@varselvakt/kafka';
import { createHealthChecks, createLogger, type HealthReport } from '@varselvakt/runtime';
import { findFeedbackTopics } from './feedback-topics.ts';
import { pipelineTopics } from './pipeline-topics.ts';
import { feedbackAsDeclared, topicsAsDeclared } from './topic-retention.ts';
import { watchTopics } from './watch-topics.ts';

const settings = {
  TOPIC_PREFIX: `test.drift.${randomBytes(5).toString('hex')}.`,
  INBOUND_RETENTION_HOURS: 24,
  FEEDBACK_RETENTION_DAYS: 14,
  DEAD_LETTER_RETENTION_DAYS: 7,
};
const declared = topicsAsDeclared(settings, null);
let admin: ClusterAdmin;

beforeAll(() => {
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');
  admin = createClusterAdmin(createKafkaClient(plainKafkaSettings(brokers), () => undefined));
});
afterAll(() => admin.close());

/** What a service that starts now says of its readiness, once it has compared. */
async function startAndAsk(findDeclarations = async () => declared): Promise<HealthReport> {
  const stopping = new AbortController();
  const health = createHealthChecks();
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const log = createLogger({ service: 'test', version: '0', format: 'json', output });
  const progress = { progressed: noop, idle: noop, blocked: noop, ended: noop };
  let ended: Promise<void> = Promise.resolve();
  const runLoop: Parameters<typeof watchTopics>[0]['runLoop'] = (_name, loop) => {
    ended = loop(stopping.signal, progress);
  };
  watchTopics({ health, runLoop, log }, admin, findDeclarations);
  expect(health.report('ready').ok).toBe(false);
  while (health.report('ready').checks[0]?.reason === 'not compared yet')
    await new Promise((resolve) => setTimeout(resolve, 20));
  stopping.abort();
  await ended;
  return health.report('ready');
}

const noop = (): void => undefined;

test('a drift is named with topic, setting, both values and the remedy; put right, the service is ready', async () => {
  const drifted = declared.map((one) =>
    one.purpose === 'dead-letter' ? { ...one, configs: { ...one.configs, 'retention.ms': '999999999' } } : one,
  );
  await admin.applyTopics(drifted, { dryRun: false });
  expect(await startAndAsk()).toEqual({
    ok: false,
    checks: [
      {
        name: 'topics',
        ok: false,
        reason: `${settings.TOPIC_PREFIX}dead-letter: retention.ms is 999999999, declared is 604800000; run "varselvakt topics apply"`,
      },
    ],
  });
  await admin.applyTopics(declared, { dryRun: false });
  expect(await startAndAsk()).toMatchObject({ ok: true, checks: [{ reason: 'as declared' }] });
});

test('another retention that was chosen is what is declared, so a topic without it has drifted', async () => {
  const longer = topicsAsDeclared({ ...settings, FEEDBACK_RETENTION_DAYS: 30 }, null);
  const plans = await admin.checkTopics(longer);
  expect(plans.filter(({ action }) => action !== 'keep')).toMatchObject([
    { declaration: { purpose: 'feedback' }, drifts: [{ setting: 'retention.ms', declared: '2592000000' }] },
  ]);
});

test('a feedback topic of a single producer is watched like the shared one, whoever made it', async () => {
  const findOurs = async () =>
    feedbackAsDeclared(settings, await findFeedbackTopics(admin, pipelineTopics(settings.TOPIC_PREFIX)));
  const name = `${settings.TOPIC_PREFIX}feedback.team-a`;
  const own = feedbackAsDeclared(settings, [name]);
  const longer = own.map((one) => ({ ...one, configs: { ...one.configs, 'segment.ms': '604800000' } }));
  await admin.applyTopics(longer, { dryRun: false });
  expect(await startAndAsk(findOurs)).toMatchObject({
    ok: false,
    checks: [{ reason: `${name}: segment.ms is 604800000, declared is 86400000; run "varselvakt topics apply"` }],
  });
  await admin.applyTopics(own, { dryRun: false });
  expect(await startAndAsk(findOurs)).toMatchObject({ ok: true, checks: [{ reason: 'as declared' }] });
});
