import { describe, expect, test } from '@jest/globals';
import { KafkaError } from '@varselvakt/kafka';
import { collectLag, totalLag } from './collect-lag.ts';
import { toLagJson, toLagPage } from './lag-page.ts';

const group = { service: 'validator', groupId: 'g<b>', topics: ['t'] };
const now = () => 0;
const answering = (offset: bigint | null) => ({
  topicBounds: async () => [
    { partition: 0, startOffset: 0n, endOffset: 7n },
    { partition: 1, startOffset: 0n, endOffset: 9n },
  ],
  committedOffsets: async () => [{ topic: 't', partition: 0, offset }],
});
const failing = {
  ...answering(null),
  topicBounds: () => Promise.reject(new KafkaError('KAFKA_DOWN', '', { retriable: true })),
};

describe('the lag of a group', () => {
  test('adds up what is known', async () => {
    expect(totalLag(await collectLag(answering(5n), group, now))).toBe(2n);
  });

  test.each([
    ['never committed', answering(null)],
    ['cannot be asked for', failing],
  ])('is unknown, not zero, when it %s', async (_, source) => {
    const lag = await collectLag(source, group, now);
    expect(totalLag(lag)).toBeNull();
    expect(toLagPage([lag])).toContain('<td>unknown</td>');
    expect(JSON.parse(toLagJson([lag]))[0]).toMatchObject({ service: 'validator', lag: null });
  });

  test('says why it is unknown', async () => {
    expect(JSON.parse(toLagJson([await collectLag(failing, group, now)]))[0].reason).toBe('KAFKA_DOWN');
  });

  test('is shown without letting a name become markup', async () => {
    expect(toLagPage([await collectLag(answering(5n), group, now)])).toContain('g&lt;b&gt;');
  });
});
