/** The monitor as a process: its looks arrive at those who watch, and those who watch do not hold up its end. */
import { expect, test } from '@jest/globals';
import { startService } from '../../../../test/pipeline/service-process.ts';

test('each look is told, and a stream that is open ends with the monitor, which ends as it should', async () => {
  const code = 'c'.repeat(32);
  const monitor = startService('monitor', {
    PATH: process.env['PATH'],
    KAFKA_BROKERS: process.env['KAFKA_BROKERS'],
    ...{ HTTP_PORT: '0', HTTP_HOST: '127.0.0.1', LOG_FORMAT: 'json' },
    ...{ MONITOR_INTERVAL_SECONDS: '1', MONITOR_SIGN_IN_CODE: `kari:operator:${code}` },
  });
  await monitor.untilRunning();
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ code });
  const signedIn = await fetch(`${monitor.address()}/api/session`, { method: 'POST', headers, body });
  expect([signedIn.status, await signedIn.json()]).toMatchObject([200, { name: 'kari', role: 'operator' }]);

  const stream = await fetch(`${monitor.address()}/api/stream`);
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  let seen = '';
  while (seen.match(/event: look\ndata: \{"collectedAt":\d+\}/g)?.length !== 2) {
    const piece = await reader?.read();
    if (piece?.done !== false) throw new Error('the stream ended before two looks');
    seen += piece.value;
  }
  const ended = (async () => {
    while ((await reader?.read())?.done === false);
  })();
  expect(await monitor.stop()).toBe(0);
  // It may be cut; it may not stay.
  await ended.catch(() => undefined);
  expect(monitor.output()).toContain('somebody has signed in to the console');
  expect(monitor.output()).not.toContain(code);
});
