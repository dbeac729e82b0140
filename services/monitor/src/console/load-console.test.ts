import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type MonitorServer, openMonitorServer } from '../testing/monitor-server.ts';
import { type Console, loadConsole } from './load-console.ts';

let server: MonitorServer;
let loaded: Console;

beforeAll(async () => {
  [server, loaded] = await Promise.all([openMonitorServer(), loadConsole()]);
});
afterAll(() => server.close());

describe('the console', () => {
  test('is served below one address, whatever stands behind it', async () => {
    for (const path of ['/console/', '/console/lag?group=g', '/console/producers/team-a', '/console/nothing']) {
      const { status, text } = await server.ask(path);
      expect([status, text]).toEqual([200, loaded.page.body]);
    }
    for (const path of ['/', '/console'])
      expect(await server.ask(path)).toMatchObject({ status: 302, headers: { location: '/console/' } });
  });

  test('its policy lets only its own files and its import map run', async () => {
    const { headers } = await server.ask('/console/');
    const policy = String(headers['content-security-policy']);
    const [, map = ''] = /<script type="importmap">(.*?)<\/script>/.exec(loaded.page.body) ?? [];
    expect(policy).toContain(`script-src 'self' 'sha256-${hash('sha256', map, 'base64')}';`);
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(loaded.page.body).not.toMatch(/<style|style=|<script>|\son\w+=/);
  });

  test('asks for no file that is not served, and for no other host', () => {
    const page = [...loaded.page.body.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address]) => address ?? '');
    for (const address of page) expect(loaded.files.has(address.replace('/console/assets/', ''))).toBe(true);
    const missing = [...loaded.files].flatMap(([name, { body }]) =>
      [...body.matchAll(/(?:from|import)\s*["'](\.[^"']+)["']/g)]
        .map(([, address]) => new URL(address ?? '', `http://c/${name}`).pathname.slice(1))
        .filter((address) => name.startsWith('src/') && !loaded.files.has(address)),
    );
    expect(missing).toEqual([]);
  });

  test('its modules are JavaScript, and tests are not among them', async () => {
    const { headers, text } = await server.ask('/console/assets/src/main.ts');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(text).toContain('new Shell(root, pages)');
    expect([...loaded.files.keys()].filter((name) => name.endsWith('.test.ts'))).toEqual([]);
  });

  test('what a browser has already is not sent again', async () => {
    const { headers } = await server.ask('/console/');
    const again = await server.ask('/console/', {
      headers: { host: '127.0.0.1', 'if-none-match': headers.etag ?? '' },
    });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test.each([
    '/console/assets/',
    '/console/assets/../package.json',
    '/console/assets/src/%2e%2e/package.json',
    '/console/assets/nothing.js',
  ])('there is no %s', async (path) => expect(await server.ask(path)).toMatchObject({ status: 404 }));
});
