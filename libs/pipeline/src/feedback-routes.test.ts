/** Where outcomes go: to a producer's own topic when register and cluster have one, else to the shared one, and never nowhere. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { type OutgoingRecord, partitionFor } from '@varselvakt/kafka';
import { parseRegister, type Register } from '@varselvakt/register';
import { createLogger } from '@varselvakt/runtime';
import { createFeedbackRoutes } from './feedback-routes.ts';
import { findFeedbackTopics, findFeedbackTopicsOf } from './feedback-topics.ts';

const shared = { name: 'n.feedback', partitionCount: 6 };
const registerOf = (feedbackTopic: 'own' | 'shared'): Register => {
  const text = ['a', 'b']
    .map(
      (id) =>
        `  - { id: team-${id}, team: T, environments: [dev], feedbackTopic: ${id === 'a' ? feedbackTopic : 'shared'} }`,
    )
    .join('\n');
  const result = parseRegister([{ name: 'r.yaml', text: `producers:\n${text}\n` }]);
  if (result.outcome !== 'LOADED') throw new Error('the register of this test');
  return result.register;
};

let register: Register | null;
let topics: Map<string, number>;
const admin = {
  topicNames: async () => [...topics.keys()],
  partitionCount: async (topic: string) => topics.get(topic) ?? null,
};
const routes = () =>
  createFeedbackRoutes({
    shared,
    admin,
    register: () => register,
    environment: 'dev',
    log: createLogger({ service: 'test', version: '0', level: 'fatal' }),
  });
const record = (key: string | null, topic = shared.name): OutgoingRecord => ({
  topic,
  partition: 0,
  key: key === null ? null : Buffer.from(key),
  value: Buffer.from('v'),
});

beforeEach(() => {
  register = registerOf('own');
  topics = new Map([
    ['n.feedback', 6],
    ['n.feedback.team-a', 3],
    ['n.feedback.team-b', 3],
  ]);
});

describe('the outcomes of a producer', () => {
  test('go to its own topic when the register says so, in the partition that fits that topic', async () => {
    const { look, placeOf, direct } = routes();
    await look();
    expect(placeOf('team-a')).toEqual({ name: 'n.feedback.team-a', partitionCount: 3 });
    const key = 'team-a:018f3c7e-0000-7000-8000-000000000001';
    expect(direct(record(key))).toMatchObject({
      topic: 'n.feedback.team-a',
      partition: partitionFor(Buffer.from(key), 3),
      value: Buffer.from('v'),
    });
  });

  test.each(['team-b', 'unknown', null])('go to the shared one for %s', async (producerId) => {
    const { look, placeOf, direct } = routes();
    await look();
    expect(placeOf(producerId)).toBe(shared);
    const sent = record(`${producerId}:x`);
    expect(direct(sent)).toBe(sent);
  });

  test('go to the shared one while its own is not there, and again when it has gone', async () => {
    const { look, placeOf } = routes();
    expect(placeOf('team-a')).toBe(shared);
    topics.delete('n.feedback.team-a');
    await look();
    expect(placeOf('team-a')).toBe(shared);
    topics.set('n.feedback.team-a', 3);
    await look();
    expect(placeOf('team-a').name).toBe('n.feedback.team-a');
    topics.delete('n.feedback.team-a');
    await look();
    expect(placeOf('team-a')).toBe(shared);
  });

  test('follow the register that holds now', async () => {
    const { look, placeOf } = routes();
    await look();
    register = registerOf('shared');
    expect(placeOf('team-a')).toBe(shared);
    register = null;
    expect(placeOf('team-a')).toBe(shared);
  });

  test('leave every other record as it is', async () => {
    const { look, direct } = routes();
    await look();
    for (const other of [record('team-a:x', 'n.events'), record(null)]) expect(direct(other)).toBe(other);
  });
});

describe('who reads outcomes', () => {
  test('finds its own topic and the shared one that holds the earlier ones', async () => {
    expect(await findFeedbackTopicsOf('team-a', admin, { feedback: shared.name })).toEqual([
      'n.feedback.team-a',
      'n.feedback',
    ]);
  });

  test('does without the shared one where it may not be seen', async () => {
    topics.delete('n.feedback');
    expect(await findFeedbackTopicsOf('team-a', admin, { feedback: shared.name })).toEqual(['n.feedback.team-a']);
  });

  test('reads the shared one where there is no own one', async () => {
    expect(await findFeedbackTopicsOf('team-c', admin, { feedback: shared.name })).toEqual(['n.feedback']);
  });

  test('finds all of them for a trace', async () => {
    topics.set('n.feedbacks', 1);
    expect(await findFeedbackTopics(admin, { feedback: shared.name })).toEqual([
      'n.feedback',
      'n.feedback.team-a',
      'n.feedback.team-b',
    ]);
  });
});
