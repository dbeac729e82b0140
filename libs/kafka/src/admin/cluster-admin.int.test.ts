import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { createRecordedClient, createTopic, eventually, uniqueName } from '../../test/real-topics.ts';
import { createClusterAdmin, createSender, topicDeclarations } from '../index.ts';

jest.setTimeout(60_000);

const { client } = createRecordedClient();
const admin = createClusterAdmin(client);
afterAll(() => admin.close());

const actions = (plans: readonly { readonly action: string }[]): readonly string[] => plans.map(({ action }) => action);

describe('applying the declared topics', () => {
  const prefix = `${uniqueName('apply')}.`;
  const declarations = topicDeclarations(prefix, { producerIds: ['fager'], replicationFactor: 1 });

  test('only tells, on a dry run', async () => {
    expect(actions(await admin.applyTopics(declarations, { dryRun: true }))).toEqual(Array(5).fill('create'));
    expect(await admin.partitionCount(`${prefix}events`)).toBeNull();
  });

  test('creates what is missing, as declared', async () => {
    await admin.applyTopics(declarations, { dryRun: false });
    expect(await admin.partitionCount(`${prefix}events`)).toBe(6);
    expect(await admin.partitionCount(`${prefix}dead-letter`)).toBe(3);
    expect(actions(await admin.checkTopics(declarations))).toEqual(Array(5).fill('keep'));
  });

  test('changes nothing the second time', async () => {
    expect(actions(await admin.applyTopics(declarations, { dryRun: false }))).toEqual(Array(5).fill('keep'));
  });

  test('shows what drifted and puts it right, and leaves other settings of the topic alone', async () => {
    const drifted = topicDeclarations(prefix, {
      replicationFactor: 1,
      overrides: { events: { configs: { 'delete.retention.ms': '1000', 'max.message.bytes': '2000000' } } },
    });
    await admin.applyTopics(drifted, { dryRun: false });
    const [plan] = (await admin.checkTopics(declarations)).filter(({ action }) => action === 'alter');
    expect(plan).toMatchObject({
      declaration: { name: `${prefix}events` },
      drifts: [{ setting: 'delete.retention.ms', declared: '604800000', actual: '1000' }],
    });
    await admin.applyTopics(declarations, { dryRun: false });
    expect(actions(await admin.checkTopics(declarations))).toEqual(Array(5).fill('keep'));
    const other = topicDeclarations(prefix, { overrides: { events: { configs: { 'max.message.bytes': '2000000' } } } });
    expect(actions(await admin.checkTopics(other))).toEqual(Array(4).fill('keep'));
  });

  test('never touches the number of partitions', async () => {
    const wider = topicDeclarations(prefix, { overrides: { events: { partitionCount: 12 } } });
    const plans = await admin.applyTopics(wider, { dryRun: false });
    expect(plans.find(({ action }) => action === 'conflict')).toMatchObject({
      declaration: { name: `${prefix}events` },
      drifts: [{ setting: 'partitions', declared: '12', actual: '6' }],
    });
    expect(await admin.partitionCount(`${prefix}events`)).toBe(6);
  });
});

describe('the bounds of a log', () => {
  test('move up when its beginning is cut off; a cut that is none is left out', async () => {
    const topic = await createTopic(client, 'bounds', 2);
    const sender = createSender(client);
    const records = Array.from({ length: 20 }, (_, i) => ({
      topic,
      partition: i % 2,
      key: null,
      value: Buffer.from('v'),
    }));
    await sender.send(records);
    await sender.stop(5_000);
    expect(await admin.deleteRecordsBefore(topic, [{ partition: 0, offset: 4n }])).toEqual([0]);
    const again = [
      { partition: 0, offset: 4n },
      { partition: 1, offset: 0n },
      { partition: 1, offset: 99n },
    ];
    expect(await admin.deleteRecordsBefore(topic, again)).toEqual([]);
    expect(await admin.topicBounds(topic)).toEqual([
      { partition: 0, startOffset: 4n, endOffset: 10n },
      { partition: 1, startOffset: 0n, endOffset: 10n },
    ]);
  });

  test('of a group that never committed are unknown, not zero', async () => {
    const topic = await createTopic(client, 'uncommitted', 1);
    await eventually('the group is asked for', async () => {
      const [committed] = await admin.committedOffsets(uniqueName('nobody'), [topic]);
      return committed?.offset === null;
    });
  });

  test('of a topic that is not there are an error that a retry may heal', async () => {
    await expect(admin.topicBounds(uniqueName('missing'))).rejects.toMatchObject({
      code: 'KAFKA_UNKNOWN_TOPIC_OR_PARTITION',
      retriable: true,
    });
  });
});
