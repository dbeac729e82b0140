/** A topic that keeps records for longer than is declared makes the deleter not ready, with what to do about it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { topicDeclarations } from '@varselvakt/kafka';
import { openPipeline, type Pipeline } from '../../../../test/pipeline/open-pipeline.ts';
import { waitUntil } from '../../../../test/pipeline/wait-until.ts';

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline();
}, 60_000);
afterAll(() => pipeline.close());

test('a drift is named at the start with topic, setting, both values and the remedy; as declared the service is ready', async () => {
  const { prefix, topics, admin } = pipeline;
  const declare = (configs: Readonly<Record<string, string>>) =>
    admin.applyTopics(
      topicDeclarations(prefix, { overrides: { 'dead-letter': { partitionCount: 2, configs } } }).filter(
        ({ purpose }) => purpose === 'dead-letter',
      ),
      { dryRun: false },
    );
  const readiness = async (address: string) => {
    const response = await fetch(`${address}/internal/health/ready?verbose`);
    return { status: response.status, text: await response.text() };
  };
  await declare({ 'retention.ms': '999999999' });
  const drifted = pipeline.start('deleter');
  await waitUntil('the deleter says what drifted', async () => {
    if (drifted.address() === '') return false;
    const { status, text } = await readiness(drifted.address());
    return status === 503 && text.includes(`${topics.deadLetters}: retention.ms is 999999999, declared is 604800000;`);
  });
  await drifted.kill();
  await declare({});
  const sound = pipeline.start('deleter');
  await sound.untilRunning();
  await waitUntil('the deleter is ready', async () => (await readiness(sound.address())).status === 200);
  expect((await readiness(sound.address())).text).not.toContain('retention.ms');
});
