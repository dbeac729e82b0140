/** Real processes: what an orchestrator sees of a service when it starts, stops and fails. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';

const fixture = fileURLToPath(new URL('../../fixtures/scripted-service.ts', import.meta.url));
const children: ChildProcess[] = [];

function start(SCRIPT: string, settings: Record<string, string> = {}) {
  const env = { PATH: process.env['PATH'], HTTP_PORT: '0', HTTP_HOST: '127.0.0.1', SCRIPT, ...settings };
  const child = spawn(process.execPath, [fixture], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let text = '';
  const grown: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += chunk;
      for (const tell of grown.splice(0)) tell();
    });
  }
  const until = async (wanted: RegExp): Promise<string> => {
    for (;;) {
      const found = wanted.exec(text);
      if (found !== null) return found[1] ?? found[0];
      await new Promise<void>((resolve) => grown.push(resolve));
    }
  };
  const lastLine = () => JSON.parse(text.trimEnd().split('\n').at(-1) ?? '{}');
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, until, text: () => text, ended, lastLine };
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

describe('a service', () => {
  test('serves health and metrics on a free port, and ends with 0 on SIGTERM after releasing everything', async () => {
    const { child, until, ended, lastLine } = start('works');
    const address = await until(/"http":"([^"]+)","msg":"running"/);
    for (const path of ['/internal/health/live', '/internal/health/ready', '/healthz', '/readyz']) {
      expect([path, (await fetch(address + path)).status]).toEqual([path, 200]);
    }
    const verbose = await (await fetch(`${address}/readyz?verbose`)).json();
    expect(verbose).toMatchObject({
      status: 'ok',
      checks: [
        { name: 'lifecycle', ok: true, reason: 'running' },
        { name: 'progress', ok: true },
      ],
    });
    const metrics = await (await fetch(`${address}/metrics`)).text();
    expect(metrics).toMatch(/^process_cpu_seconds_total /m);
    expect(metrics).toMatch(/^notif_build_info\{version="0/m);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(lastLine()).toMatchObject({
      msg: 'stopped',
      cause: 'SIGTERM',
      abandoned: [],
      failed: [],
      released: ['loop', 'progress watch', 'http server'],
    });
  });

  test('prints every fault of its settings and ends with 1', async () => {
    const { ended, text } = start('works', { HTTP_PORT: 'x', LOG_LEVEL: 'y' });
    expect(await ended).toBe(1);
    expect(text()).toContain('scripted cannot start. 2 settings are wrong or missing:');
  });

  test.each([
    ['failsToStart', 1],
    ['schemaNewer', 3],
    ['loopFails', 1],
    ['loopEnds', 1],
    ['rejects', 1],
    ['throws', 1],
  ] as const)(
    'whose script is %s ends with %i, releases what it opened, and shows nobody’s number',
    async (script, code) => {
      const { ended, text, lastLine } = start(script);
      expect(await ended).toBe(code);
      expect(lastLine()).toMatchObject({ msg: 'stopped', exitCode: code });
      expect(lastLine().released).toContain('http server');
      expect(text()).not.toContain('01010112345');
    },
  );

  test('waits for a dependency that is down: alive, not ready, with the reason; a stop ends the wait with 0', async () => {
    const { child, until, ended } = start('waits');
    const address = await until(/"http":"([^"]+)"/);
    await until(/waiting for a dependency/);
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    const ready = await fetch(`${address}/readyz?verbose`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).toContain('waiting for kafka (ECONNREFUSED)');
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  test('says what blocked its stop, and ends with 2 after the deadline', async () => {
    const { child, until, ended, lastLine } = start('hangsOnStop', { SHUTDOWN_DEADLINE_SECONDS: '1' });
    await until(/"running"/);
    child.kill('SIGTERM');
    expect(await ended).toBe(2);
    expect(lastLine()).toMatchObject({ abandoned: ['hanging'], exitCode: 2 });
  });

  test('ends at once on a second signal, but takes a Ctrl-C that arrives by two ways for one', async () => {
    const { child, until, ended } = start('hangsOnStop', { SHUTDOWN_DEADLINE_SECONDS: '60' });
    await until(/"running"/);
    child.kill('SIGINT');
    await until(/"stopping"/);
    child.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(child.exitCode).toBeNull();
    child.kill('SIGINT');
    expect(await ended).toBe(2);
  });

  test('that cannot progress turns unhealthy and then ends with 1', async () => {
    const { until, ended, lastLine } = start('standsStill', {
      PROGRESS_UNHEALTHY_SECONDS: '5',
      PROGRESS_EXIT_SECONDS: '10',
    });
    const address = await until(/"http":"([^"]+)","msg":"running"/);
    let body = '';
    while (!body.includes('DB_DOWN')) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      body = await (await fetch(`${address}/healthz?verbose`)).text();
    }
    expect(body).toContain('"status":"unhealthy"');
    expect(await ended).toBe(1);
    expect(lastLine()).toMatchObject({ cause: 'no progress' });
  }, 60_000);
});
