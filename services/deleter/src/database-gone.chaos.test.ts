/** The database goes away and does not come back: the deleter says so and ends, so that somebody starts it anew or looks (P14). */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTcpProxy, type ProxyMode } from '../../../test/proxy/tcp-proxy.ts';
import { createDeletionWorld, type DeletionWorld } from '../fixtures/deletion-world.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const releases: (() => unknown)[] = [];
let world: DeletionWorld;

beforeAll(async () => {
  world = await createDeletionWorld();
}, 60_000);
afterAll(async () => {
  for (const release of releases) await release();
  await world.close();
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** The status of a health page; 0 while nobody answers. */
const statusOf = (port: number, page: 'live' | 'ready'): Promise<number> =>
  fetch(`http://127.0.0.1:${port}/internal/health/${page}`).then(
    ({ status }) => status,
    () => 0,
  );

async function untilStatus(child: ChildProcess, port: number, page: 'live' | 'ready', wanted: number): Promise<void> {
  while ((await statusOf(port, page)) !== wanted) {
    if (child.exitCode !== null) throw new Error(`it ended before it answered ${wanted}`);
    await pause(100);
  }
}

test.each<ProxyMode['type'] & ('REFUSE' | 'HANG')>(['REFUSE', 'HANG'])(
  'a deleter whose database is away for good (%s) is unhealthy after a while, then ends with a fault',
  async (type) => {
    const url = new URL(world.environment['DATABASE_URL'] ?? '');
    const proxy = await openTcpProxy({ host: url.hostname, port: Number(url.port) });
    url.host = `127.0.0.1:${proxy.port}`;
    const port = await freePort();
    const settings = { DATABASE_URL: url.href, HTTP_PORT: String(port), DELETER_INTERVAL_SECONDS: '1' };
    const limits = { PROGRESS_UNHEALTHY_SECONDS: '5', PROGRESS_EXIT_SECONDS: '15', SHUTDOWN_DEADLINE_SECONDS: '2' };
    const child = spawn(process.execPath, [main], {
      env: { ...world.environment, ...settings, ...limits },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    releases.push(proxy.close, () => child.kill('SIGKILL'));
    await untilStatus(child, port, 'ready', 200);
    proxy.setMode({ type });
    await untilStatus(child, port, 'live', 503);
    expect(await ended).not.toBe(0);
  },
  120_000,
);
