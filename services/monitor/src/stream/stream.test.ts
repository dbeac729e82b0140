/** Event streams over a real port: how many, for how long, and what becomes of those who do not read. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { usualAccess } from '../access/access-settings.ts';
import { hashOf } from '../access/named-tokens.ts';
import { type MonitorServer, openMonitorServer } from '../testing/monitor-server.ts';
import { createEventStreams, type StreamLimits, usualLimits } from './event-streams.ts';

const callers = ['a', 'b', 'c'].map((name) => ({ name, secret: name.repeat(32) }));
const tokens = callers.map(({ name, secret }) => ({ name, role: 'viewer' as const, hash: hashOf(secret) }));
const limits: StreamLimits = { ...usualLimits, maxCount: 12 };

let server: MonitorServer;
const open = async (changes: Partial<StreamLimits> = {}) => {
  const streams = createEventStreams({ ...limits, ...changes });
  server = await openMonitorServer({ streams, access: { ...usualAccess, tokens } });
  return streams;
};
afterEach(() => server.close());

const watch = (caller: number): Promise<IncomingMessage> =>
  server.begin('/api/stream', { headers: { authorization: `Bearer ${callers[caller]?.secret}` } });
const statusOf = ({ statusCode }: IncomingMessage) => statusCode;

/** Reads until it has seen so much. */
async function readUntil(stream: IncomingMessage, wanted: string): Promise<string> {
  let seen = '';
  stream.setEncoding('utf8');
  while (!seen.includes(wanted)) {
    const [piece] = (await once(stream, 'data')) as [string];
    seen += piece;
  }
  return seen;
}

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
};

describe('a client that opens 200 event streams', () => {
  test('gets five; the others get theirs, up to the limit, and places become free again', async () => {
    const streams = await open();
    const many = await Promise.all(Array.from({ length: 200 }, () => watch(0)));
    expect(many.filter((stream) => statusOf(stream) === 200)).toHaveLength(5);
    const refused = many.filter((stream) => statusOf(stream) === 503);
    expect(refused).toHaveLength(195);
    expect(refused.map(({ headers }) => headers['retry-after'])).toEqual(Array(195).fill('10'));
    const others = await Promise.all([1, 1, 1, 1, 1, 2, 2, 2].map(watch));
    expect(others.map(statusOf)).toEqual([...Array(7).fill(200), 503]);
    expect(
      (await server.ask('/api/status', { headers: { authorization: `Bearer ${callers[0]?.secret}` } })).status,
    ).toBe(200);
    for (const stream of many) stream.destroy();
    await until(() => streams.count() === 7);
    expect(statusOf(await watch(2))).toBe(200);
  });
});

describe('a stream', () => {
  test('begins with the last look, and tells the next ones', async () => {
    const streams = await open();
    streams.send('look', { collectedAt: 1 });
    const stream = await watch(0);
    expect(stream.headers).toMatchObject({
      ...{ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' },
      'x-accel-buffering': 'no',
    });
    expect(await readUntil(stream, 'data')).toBe('retry: 3000\n\nevent: look\ndata: {"collectedAt":1}\n\n');
    streams.send('look', { collectedAt: 2 });
    expect(await readUntil(stream, 'data')).toBe('event: look\ndata: {"collectedAt":2}\n\n');
  });

  test('shows between the looks that it is alive', async () => {
    await open({ heartbeatMs: 5 });
    expect(await readUntil(await watch(0), ': still here')).toContain(': still here\n\n');
  });

  test('ends when its session does', async () => {
    const streams = await open();
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ token: callers[0]?.secret });
    const signedIn = await server.ask('/api/session', { method: 'POST', headers, body });
    const cookie = signedIn.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const stream = await server.begin('/api/stream', { headers: { cookie } });
    stream.resume();
    await server.ask('/api/session', { method: 'DELETE', headers: { cookie } });
    streams.send('look', { collectedAt: 1 });
    await once(stream, 'end');
    await until(() => streams.count() === 0);
  });

  test('of a client that does not read is ended before much has piled up', async () => {
    const streams = await open();
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`GET /api/stream HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${callers[0]?.secret}\r\n\r\n`);
    await once(socket, 'readable');
    const reader = await watch(1);
    let readBytes = 0;
    reader.on('data', (piece: Buffer) => {
      readBytes += piece.length;
    });
    const look = 'x'.repeat(64 * 1024);
    // The kernel takes some megabytes before it says that nobody reads.
    for (let count = 1; streams.count() === 2 && count <= 1_000; count += 1) {
      streams.send('look', look);
      await until(() => readBytes > count * look.length);
    }
    expect([streams.count(), reader.destroyed]).toEqual([1, false]);
    socket.destroy();
  });

  test('ends when the monitor does, and none begins then', async () => {
    const streams = await open();
    const all = await Promise.all([0, 1, 2].map(watch));
    const ended = Promise.all(all.map((stream) => once(stream.resume(), 'end')));
    streams.close();
    await ended;
    expect(statusOf(await watch(0))).toBe(503);
  });

  test('is not opened by a question for its headers', async () => {
    const streams = await open();
    const headers = { authorization: `Bearer ${callers[0]?.secret}` };
    expect((await server.ask('/api/stream', { method: 'HEAD', headers })).status).toBe(404);
    expect(streams.count()).toBe(0);
  });
});
