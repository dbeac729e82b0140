import { describe, expect, test } from '@jest/globals';
import { pipelineTopics } from '@varselvakt/pipeline';
import { parseRegister } from '@varselvakt/register';
import { planAccess } from './access-plan.ts';
import { renderKafkaAcls } from './render-kafka-acls.ts';
import { renderPlatformTopics } from './render-platform-topics.ts';
import { renderStrimziUsers } from './render-strimzi-users.ts';

const producer = (id: string, more: string) =>
  `  - { id: ${id}, team: T, contacts: { chat: c }, environments: [dev, prod], ${more} }`;
const registerText = [
  'producers:',
  producer('own', 'topics: [team.inbound.own], feedbackTopic: own'),
  producer('greedy', 'topics: [team.events, team.feedback.own, team.inbound.greedy]'),
  producer('shared', 'identityPolicy: { dev: claim, prod: claim }'),
  producer('varselvakt-probe', 'topics: [team.inbound.varselvakt-probe]'),
  producer('unproven', 'identityPolicy: { dev: claim, prod: topic }'),
].join('\n');
const result = parseRegister([{ name: 'register.yaml', text: registerText }]);
if (result.outcome !== 'LOADED') throw new Error('the register of this test');
const { register } = result;
const groups = { validator: 'team-validator', persister: 'team-persister' };
const pipeline = { topics: pipelineTopics('team.'), groups, environment: 'prod' as const };
const plan = planAccess(register, pipeline);
const writable = (principal: string, from = plan) =>
  from
    .filter((access) => access.principal === principal)
    .flatMap(({ topics }) => topics.filter(({ operations }) => operations.includes('Write')).map(({ topic }) => topic));

describe('the plan of access', () => {
  test('lets a producer write to its own topic and nowhere else', () => {
    expect(writable('own')).toEqual(['team.inbound.own']);
  });

  test('lets the monitor write where the probe goes in, and only there', () => {
    expect(writable('varselvakt-monitor')).toEqual(['team.inbound.varselvakt-probe']);
    expect(plan.map(({ principal }) => principal)).not.toContain('varselvakt-probe');
  });

  test('gives nobody a topic that the pipeline itself writes to, whatever the register says', () => {
    expect(writable('greedy')).toEqual(['team.inbound.greedy']);
  });

  test('lets one without write to the shared topic only where its word is enough', () => {
    expect(writable('shared')).toEqual(['team.inbound']);
    expect(writable('unproven')).toEqual([]);
    expect(writable('unproven', planAccess(register, { ...pipeline, environment: 'dev' }))).toEqual(['team.inbound']);
  });

  test('lets one with a feedback topic of its own read that one only, and the services write there', () => {
    const granted = (principal: string) => plan.find((access) => access.principal === principal)?.topics;
    const own = 'team.feedback.own';
    expect(granted('own')).toContainEqual({ topic: own, operations: ['Read'] });
    expect(granted('own')?.map(({ topic }) => topic)).not.toContain('team.feedback');
    expect(granted('shared')?.map(({ topic }) => topic)).not.toContain(own);
    for (const service of ['validator', 'persister', 'deleter'])
      expect(granted(`varselvakt-${service}`)).toContainEqual({
        topic: own,
        operations: expect.arrayContaining(['Write']),
      });
    expect(granted('varselvakt-monitor')).toContainEqual({ topic: own, operations: ['Read'] });
  });

  test('lets nobody but the services write to the log, the feedback and the dead letters', () => {
    const writers = plan.filter(({ principal }) =>
      writable(principal).some((topic) => !topic.startsWith('team.inbound')),
    );
    expect(writers.map(({ principal }) => principal)).toEqual([
      'varselvakt-validator',
      'varselvakt-persister',
      'varselvakt-deleter',
    ]);
  });
});

describe('the plan is printed', () => {
  test('as commands of Kafka, quoted for the shell', () => {
    expect(renderKafkaAcls(plan)).toContain(
      `kafka-acls.sh --bootstrap-server "$KAFKA_BROKERS" --add --allow-principal 'User:own' --operation Write --topic 'team.inbound.own'`,
    );
    expect(
      renderKafkaAcls([{ principal: "o'x", topics: [{ topic: 't', operations: ['Read'] }], groups: [] }]),
    ).toContain(`'User:o'\\''x'`);
  });

  test('as users of Strimzi', () => {
    const text = renderStrimziUsers(plan, 'main');
    expect(text.match(/^kind: KafkaUser$/gm)).toHaveLength(plan.length);
    expect(text).toContain('strimzi.io/cluster: main');
  });

  test('as topics of the platform, when their names begin with the team', () => {
    const declaration = {
      name: 'team.inbound.own',
      purpose: 'inbound',
      partitionCount: 6,
      replicationFactor: null,
    } as const;
    const declarations = [{ ...declaration, configs: { 'cleanup.policy': 'delete', 'retention.ms': '86400000' } }];
    const text = renderPlatformTopics(declarations, plan, { pool: 'pool', team: 'team' });
    expect(text).toContain('name: inbound.own\n');
    expect(text).toContain('retentionHours: 24');
    expect(text).toMatch(/application: own\n\s+access: write/);
    expect(renderPlatformTopics(declarations, plan, { pool: 'pool', team: 'other' })).toBeUndefined();
  });
});
