import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { INTERNAL_SERVER_ERROR, openTcpProxy, type TcpProxy } from './tcp-proxy.ts';

let server: Server;
let proxy: TcpProxy;
const ask = (signal?: AbortSignal) =>
  fetch(`http://127.0.0.1:${proxy.port}/`, { headers: { connection: 'close' }, ...(signal ? { signal } : {}) });

beforeEach(async () => {
  server = createServer((_, response) => response.end('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = await openTcpProxy({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
});
afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('a proxy', () => {
  test('passes on, refuses, and passes on again', async () => {
    expect(await (await ask()).text()).toBe('hello');
    proxy.setMode({ type: 'REFUSE' });
    await expect(ask()).rejects.toThrow();
    proxy.setMode({ type: 'PASS' });
    expect(await (await ask()).text()).toBe('hello');
  });

  test('gives no answer while it hangs, and the one that was waited for afterwards', async () => {
    proxy.setMode({ type: 'HANG' });
    await expect(ask(AbortSignal.timeout(200))).rejects.toThrow(/timeout|aborted/);
    const waiting = ask();
    proxy.setMode({ type: 'PASS' });
    expect(await (await waiting).text()).toBe('hello');
  });

  test('answers in place of the server', async () => {
    proxy.setMode(INTERNAL_SERVER_ERROR);
    expect((await ask()).status).toBe(500);
  });
});
