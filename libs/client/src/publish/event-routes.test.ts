import { expect, jest, test } from '@jest/globals';
import { pipelineTopics } from '@varselvakt/pipeline';
import { createEventRoutes } from './event-routes.ts';

const minuteMs = 60_000;

function createRoutes(partitions: Readonly<Record<string, number>>, topic?: string) {
  const clock = { now: 0 };
  const findRegistration = jest.fn(async (_subject: string, _text: string): Promise<number | undefined> => 7);
  const routes = createEventRoutes({
    registry: { findRegistration } as never,
    topics: pipelineTopics('test.'),
    admin: { partitionCount: async (name) => partitions[name] ?? null },
    topic,
    now: () => clock.now,
  });
  return { routes, clock, findRegistration };
}

test('a producer with a topic of its own writes there, all others to the shared one', async () => {
  const { routes } = createRoutes({ 'test.inbound': 3, 'test.inbound.team-a': 5 });
  expect(await routes('team-a')).toMatchObject({ name: 'test.inbound.team-a', partitionCount: 5 });
  expect(await routes('team-b')).toMatchObject({ name: 'test.inbound', partitionCount: 3 });
});

test('a topic that is asked for wins', async () => {
  const { routes } = createRoutes({ 'test.inbound': 3, else: 1 }, 'else');
  expect(await routes('team-a')).toMatchObject({ name: 'else' });
});

test('a route is kept for five minutes, so that new partitions are seen', async () => {
  const { routes, clock, findRegistration } = createRoutes({ 'test.inbound': 3 });
  await Promise.all([routes('team-a'), routes('team-a')]);
  clock.now = 5 * minuteMs - 1;
  await routes('team-a');
  expect(findRegistration).toHaveBeenCalledTimes(1);
  clock.now = 5 * minuteMs;
  await routes('team-a');
  expect(findRegistration).toHaveBeenCalledTimes(2);
});

test('a route that was not found is looked for again', async () => {
  const { routes, findRegistration } = createRoutes({ 'test.inbound': 3 });
  findRegistration.mockResolvedValueOnce(undefined);
  await expect(routes('team-a')).rejects.toMatchObject({ code: 'SCHEMA_NOT_REGISTERED', retriable: true });
  await expect(routes('team-a')).resolves.toMatchObject({ name: 'test.inbound' });
});
