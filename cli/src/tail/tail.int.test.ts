/** `varselvakt tail` as people run it, on a real Kafka. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sampleEvent } from '@varselvakt/rules';
import { type CommandTopics, openCommandTopics } from '../../test/command-topics.ts';

let stack: CommandTopics;
const event = sampleEvent('MessageCreated');
const secret = 'Kari skal ringe 99999999 om 13097248022';

beforeAll(async () => {
  stack = await openCommandTopics({}, ['inbound']);
  const { sender, topics, encode } = stack;
  const place = { topic: topics.inbound, key: Buffer.from(event.aggregateId) };
  const body = { ...event.body, text: secret } as typeof event.body;
  await sender.send([
    { ...place, partition: 0, value: encode({ ...event, body }) },
    { ...place, partition: 0, value: Buffer.from([0, 0, 0, 0, 0]) },
    { ...place, partition: 1, value: null, headers: { 'x-note': secret } },
  ]);
});
afterAll(() => stack.close());

const lines = (output: string): readonly string[] => output.split('\n').filter((line) => line !== '');

describe('varselvakt tail', () => {
  test('shows what the records are and never what they say', async () => {
    const { exitCode, output, complaint } = await stack.run(
      'tail',
      stack.topics.inbound,
      '-o',
      'start',
      '-e',
      '--json',
    );
    expect([exitCode, complaint]).toEqual([0, '']);
    const views = lines(output).map((line) => JSON.parse(line));
    const places = views.map(({ partition, offset }) => `${partition}/${offset}`);
    expect(places.toSorted()).toEqual(['0/0', '0/1', '1/0']);
    const first = views.find(({ partition, offset }) => partition === 0 && offset === '0');
    expect(first).toMatchObject({
      schema: 'ProducerEvent',
      value: { eventId: event.eventId, body: { text: `«${secret.length} characters»` } },
    });
    for (const part of ['Kari', '99999999', '13097248022']) expect(output).not.toContain(part);
  });

  test('takes kcat’s letters: one partition, from an offset, so many, in a format', async () => {
    const { topics } = stack;
    const some = await stack.run('tail', topics.inbound, '-p', '0', '-o', '-2', '-n', '1', '-f', '%p/%o %k');
    expect(some).toMatchObject({ exitCode: 0, complaint: '', output: `0/0 ${event.aggregateId}\n` });
    const masked = await stack.run('tail', topics.inbound, '-o', '0:1', '-p', '0', '--masked-text', '-f', '%s');
    expect(masked.output).toContain('skal ringe ████████ om ███████████');
  });

  test('says what is wrong with the question', async () => {
    expect(await stack.run('tail', stack.topics.inbound, '-p', '2')).toMatchObject({
      exitCode: 2,
      complaint: expect.stringContaining('partitions 0 to 1'),
    });
  });
});
