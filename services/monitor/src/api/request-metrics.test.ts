/** Through the port, as Prometheus and everybody else sees it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type MonitorServer, openMonitorServer } from '../testing/monitor-server.ts';

let server: MonitorServer;
const ask = (path: string, method = 'GET') => server.ask(path, { method, headers: { host: 'localhost' } });
/** What is told of answers, without how long they took. */
const counts = async () => (await ask('/metrics')).text.match(/^http_request_duration_seconds_count\{.*$/gm);

beforeAll(async () => {
  server = await openMonitorServer();
});
afterAll(() => server.close());

test('answers of both servers are told by declared routes: nothing that is asked for makes a series of its own', async () => {
  for (const path of ['/api/rules/SECRET_A', '/api/rules/SECRET_B', '/api/lag?group=SECRET', '/api/SECRET', '/SECRET'])
    await ask(path);
  await ask('/internal/health/live');
  await ask('/api/status', 'PROPFIND');
  const expected = [
    '{method="GET",route="/api/rules/:code",status_code="404"} 2',
    '{method="GET",route="/api/lag",status_code="404"} 1',
    '{method="GET",route="other",status_code="404"} 2',
    '{method="GET",route="/internal/health/live",status_code="200"} 1',
    '{method="other",route="other",status_code="415"} 1',
  ].map((end) => `http_request_duration_seconds_count${end}`);
  // An answer counts when it has been sent: who asked may have it a little earlier.
  let told = await counts();
  while (!expected.every((line) => told?.includes(line))) told = await counts();
  expect(told?.join('')).not.toContain('SECRET');
});
