/** A handful of events through the real validator and persister, and every figure of the scorecards they make: by command and by the monitor. */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRegistryClient } from '@varselvakt/codec';
import type { ProducerEvent } from '@varselvakt/domain';
import { createKafkaClient, plainKafkaSettings } from '@varselvakt/kafka';
import { readRegister } from '@varselvakt/pipeline';
import type { Register } from '@varselvakt/register';
import { sampleBody, sampleEvent } from '@varselvakt/rules';
import { createLogger } from '@varselvakt/runtime';
import type { Scorecard, ScorecardReport } from '@varselvakt/scorecard';
import { createStoreConnection, type StoreConnection } from '@varselvakt/store';
import { openPipeline, type Pipeline } from '../../../../test/pipeline/open-pipeline.ts';
import { runProgram } from '../../../../test/pipeline/run-program.ts';
import { waitUntil } from '../../../../test/pipeline/wait-until.ts';
import { SYNTHETIC_IDENTITY_NUMBER } from '../../../../test/workload/bad-scenes.ts';
import type { Spoiling } from '../../../../test/workload/planned-record.ts';
import { createPublisher } from '../../../../test/workload/publish-workload.ts';
import { composeRefusals } from '../refusals/compose-refusals.ts';
import { toQuestion } from '../refusals/refusals-question.ts';
import { sampleReport } from '../testing/sample-report.ts';
import { answerProducers } from './answer-producers.ts';
import { createScorecards } from './create-scorecards.ts';
import { noScorecards } from './no-scorecards.ts';
import { producersSchema } from './producers-schema.ts';
import type { Scorecards } from './scorecards.ts';

const cli = fileURLToPath(new URL('../../../../cli/src/main.ts', import.meta.url));
const secret = 'Gjelder en hemmelighet';
const now = Date.now();
let pipeline: Pipeline;
let scorecards: Scorecards | undefined;
let current: Register | undefined;
let connection: StoreConnection | undefined;

const message = (changes: Partial<ProducerEvent> = {}, body: object = {}): ProducerEvent => {
  const identity = { eventId: randomUUID(), aggregateId: randomUUID(), groupId: 'gruppe-1', now };
  const made = { ...sampleBody('MessageCreated', now), externalMessages: [], ...body };
  return { ...sampleEvent('MessageCreated', identity), ...changes, body: made };
};

const kept = message();
const task = message({}, sampleBody('TaskCreated', now));
const others = { producerId: 'oppfolging-demo', label: 'Oppfølging' };
const first: readonly (readonly [ProducerEvent, Spoiling?])[] = [
  [kept],
  [kept],
  [{ ...kept, body: { ...sampleBody('MessageCreated', now), externalMessages: [], text: 'Noe annet' } }],
  [message({}, { retention: null })],
  [{ ...task, body: { ...sampleBody('TaskCreated', now), externalMessages: [] } }],
  [{ ...task, eventId: randomUUID(), body: { ...sampleBody('TaskCompleted', now), retention: null } }],
  [message({}, { text: `${secret} ${SYNTHETIC_IDENTITY_NUMBER} og ${SYNTHETIC_IDENTITY_NUMBER}` })],
  [message({ label: 'Tilskudd (ny)' })],
  [message(others)],
  [message(others), 'TRUNCATED'],
];
const late: ProducerEvent = {
  ...task,
  eventId: randomUUID(),
  body: { ...sampleBody('TaskExpired', now), retention: null },
};
const expired = `insert into aggregate (aggregate_id, last_event_id, delete_at, content_day, event_count, kind, state, retention_source, deletion_cause, producer_id, label, organisation_number)
  select gen_random_uuid(), gen_random_uuid(), delete_at, current_date, 1, 'MESSAGE', 'CREATED', 'PRODUCER', 'RETENTION', producer, 'x', '999999999'
  from (values ('2026-01-02T03:04:00Z'::timestamptz, 'tilskudd-demo'), ('infinity', 'gone-team'), (now() + interval '3 days', 'gone-team')) as given (delete_at, producer)`;

beforeAll(async () => {
  pipeline = await openPipeline();
  const services = [pipeline.start('validator'), pipeline.start('persister')];
  await Promise.all(services.map(({ untilRunning }) => untilRunning()));
  const { publish } = createPublisher(pipeline);
  const send = (events: readonly (readonly [ProducerEvent, Spoiling?])[]) =>
    publish(
      events.map(([event, spoiling]) => ({
        event,
        expected: { fate: 'ANY' },
        ...(spoiling === undefined ? {} : { spoiling }),
      })),
    );
  await send(first);
  await waitUntil('everything is told', async () => (await countTold()) === 12);
  await waitUntil('everything is stored', async () => Number(await ask('count(*) from event_identity')) === 6);
  await pipeline.ask('update aggregate set deleting_since = now() where aggregate_id = $1', [task.aggregateId]);
  await send([[late]]);
  await waitUntil('the late one is told, too', async () => (await countTold()) === 14);
  await pipeline.ask(expired);
  scorecards = await openScorecards();
  scorecards.start();
}, 180_000);
afterAll(async () => {
  await scorecards?.stop();
  await connection?.close();
  await pipeline?.close();
}, 60_000);

const ask = async (what: string): Promise<unknown> => Object.values((await pipeline.ask(`select ${what}`))[0] ?? {})[0];

async function countTold(): Promise<number> {
  const bounds = await pipeline.admin.topicBounds(pipeline.topics.feedback);
  return bounds.reduce((sum, { endOffset }) => sum + Number(endOffset), 0);
}

async function openScorecards(): Promise<Scorecards> {
  const register = await readRegister(pipeline.environment['REGISTER_PATH'] ?? '');
  const { servers, admin, topics, databaseUrl, prefix } = pipeline;
  connection = createStoreConnection(databaseUrl, { applicationName: 'test-scorecards', lookupPlans: false });
  return createScorecards({
    client: createKafkaClient(plainKafkaSettings(servers.KAFKA_BROKERS.split(',')), () => undefined),
    admin,
    registry: createRegistryClient({ url: servers.KAFKA_SCHEMA_REGISTRY }),
    connection,
    topics,
    register: () => current ?? register,
    environment: 'dev',
    groupPrefix: prefix,
    dayCount: 30,
    lookMs: 200,
    now: Date.now,
    log: createLogger({ service: 'test', version: '0', level: 'fatal', format: 'json' }),
  });
}

const producers = (...words: readonly string[]) =>
  runProgram(process.execPath, [cli, 'producers', ...words], {
    folder: process.cwd(),
    environment: pipeline.environment,
  });

const sumUp = ({ days }: Scorecard) => ({
  storedCount: days.reduce((sum, { storedCount }) => sum + (storedCount ?? 0), 0),
  refusedCount: days.reduce((sum, { refusedCount }) => sum + refusedCount, 0),
  warnedCount: days.reduce((sum, { warnedCount }) => sum + warnedCount, 0),
});

test('every figure is what was published, by command and by the monitor, and nothing of an event is shown', async () => {
  const snapshot = () => scorecards?.snapshot() ?? noScorecards;
  const [json, page] = await Promise.all([producers('--json'), producers('tilskudd-demo')]);
  // Something never expires, which none may: the command says so by its exit code.
  const never = { exitCode: 1, complaint: expect.stringContaining('1 cases and notifications would stay for ever') };
  expect([json, page]).toMatchObject([never, never]);
  const report = JSON.parse(json.output) as ScorecardReport;
  const [own, shared, other] = report.producers;
  expect(report).toMatchObject({ outcomeCount: 14, strayCount: 0, environment: 'dev' });
  expect(report.window).toMatchObject({ outcomesFromAt: null, volumeFromAt: null, fromAt: report.window.askedFromAt });
  expect(shared).toMatchObject({
    producerId: 'tilskudd-demo',
    receivedCount: 9,
    volume: {
      storedCount: 5,
      byType: [
        { eventType: 'MessageCreated', count: 3 },
        { eventType: 'TaskCompleted', count: 1 },
        { eventType: 'TaskCreated', count: 1 },
      ],
    },
    retention: { ownCount: 3, labelDefaultCount: 1, ownShare: 0.75 },
    deletions: { neverExpiringCount: 0, overdueCount: 1, oldestOverdueAt: Date.parse('2026-01-02T03:04:00Z') },
    outcomes: { ACCEPTED: 7, WARNED: 1, REJECTED: 1, DUPLICATE: 1, CONFLICT: 1, LATE: 1, UNREADABLE: 0, OTHER: 0 },
    refusedCount: 3,
    refusedShare: 3 / 9,
    warnedShare: 1 / 9,
    refusals: [
      { code: 'CONFLICT', clause: null, count: 1 },
      { code: 'LATE', clause: 'C7', count: 1 },
      { code: 'TEXT_IDENTITY_NUMBER', clause: 'C12', count: 1, share: 1 / 9 },
    ],
    warnings: [{ code: 'ASSESSMENT_MISSING', clause: 'C3', count: 1 }],
    terms: { state: 'CURRENT', version: '2026-01', missingAssessmentCount: 5, notices: [] },
  });
  expect(own).toMatchObject({
    producerId: 'oppfolging-demo',
    receivedCount: 2,
    volume: { storedCount: 1 },
    outcomes: { ACCEPTED: 0, WARNED: 1, UNREADABLE: 1 },
    refusals: [{ code: 'AVRO_CORRUPT', count: 1, share: 1 / 2 }],
    warnings: [{ code: 'TERMS_NOT_ACCEPTED', clause: 'C1', count: 1 }],
    terms: { state: 'MISSING', version: null },
  });
  expect(other).toMatchObject({
    producerId: 'other',
    deletions: { neverExpiringCount: 1, upcoming: [{ dueCount: 1 }] },
    terms: null,
  });
  expect([own, shared].map((card) => card && sumUp(card))).toEqual([
    { storedCount: 1, refusedCount: 1, warnedCount: 1 },
    { storedCount: 5, refusedCount: 3, warnedCount: 1 },
  ]);
  const refusedCodes = report.findings.byHour.filter(({ severity }) => severity === 'BLOCK').map(({ code }) => code);
  expect(refusedCodes.toSorted()).toEqual(['AVRO_CORRUPT', 'CONFLICT', 'LATE', 'TEXT_IDENTITY_NUMBER']);
  expect(page.output).toContain('Refused 3 (33.3 %): 1 rejected, 1 conflicts, 1 late, 0 unreadable');

  await waitUntil('the monitor has read and asked', () => snapshot().report?.databaseMeasuredAt != null);
  const seen = answerProducers(snapshot(), sampleReport, null);
  expect(seen).toMatchObject({ statusCode: 200, body: { producers: report.producers, findings: report.findings } });
  expect(answerProducers(snapshot(), sampleReport, 'tilskudd-demo')).toMatchObject({ body: { producers: [shared] } });
  expect(answerProducers(snapshot(), sampleReport, 'gone-team')).toMatchObject({ statusCode: 404 });

  const counted = snapshot().refusals;
  const refusals = counted === null ? null : composeRefusals(counted, toQuestion({ period: '48h' }));
  expect(refusals?.eventCount).toBe(4);
  expect(refusals?.rules.map(({ code, count }) => `${code} ${count}`).toSorted()).toEqual(
    refusedCodes.toSorted().map((code) => `${code} 1`),
  );
  expect(refusals?.producers).toMatchObject([
    { producerId: 'tilskudd-demo', count: 3 },
    { producerId: 'oppfolging-demo', count: 1 },
  ]);
  expect(refusals?.topics).toMatchObject([{ topic: pipeline.topics.inbound, count: 3 }, { count: 1 }]);

  expect(producersSchema.parse(seen.body)).toEqual(seen.body);

  const shown = [json.output, page.output, JSON.stringify(seen), JSON.stringify(refusals)].join('\n');
  for (const hidden of [secret, SYNTHETIC_IDENTITY_NUMBER, kept.eventId, kept.aggregateId, 'gone-team', 'Anne Demo'])
    expect(shown).not.toContain(hidden);
});

test('the monitor counts anew when the register names other producers: one that is gone counts as other', async () => {
  const register = await readRegister(pipeline.environment['REGISTER_PATH'] ?? '');
  const left = new Map([...register.producers].filter(([id]) => id !== 'oppfolging-demo'));
  current = { ...register, producers: left };
  const outcomesOf = (id: string) =>
    scorecards?.snapshot().report?.producers.find(({ producerId }) => producerId === id)?.outcomes;
  await waitUntil('its outcomes are those of others', () => outcomesOf('other')?.UNREADABLE === 1);
  expect(outcomesOf('oppfolging-demo')).toBeUndefined();
  expect(outcomesOf('tilskudd-demo')).toMatchObject({ ACCEPTED: 7, REJECTED: 1, LATE: 1 });
  expect(scorecards?.snapshot()).toMatchObject({ feedbackFault: null, databaseFault: null });
});
