/** Whatever is sent to the port of the monitor: an answer that says nothing of it again, and never a fault of ours. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type MonitorServer, openMonitorServer } from '../testing/monitor-server.ts';
import { usualAccess } from './access-settings.ts';
import { hashOf } from './named-tokens.ts';

/** Looked for in all answers. */
const mark = 'hostile-mark-4711';
const secret = 's'.repeat(32);
const tokens = [{ name: 'kari', role: 'operator', hash: hashOf(secret) }] as const;

let servers: readonly MonitorServer[];
beforeAll(async () => {
  servers = [await openMonitorServer(), await openMonitorServer({ access: { ...usualAccess, reach: 'any', tokens } })];
});
afterAll(async () => {
  for (const server of servers) await server.close();
});

/** Sends bytes as they are; gives all that comes back until the server hangs up. */
async function sendRaw(server: MonitorServer, bytes: Buffer): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  // Being hung up on while it is still talking is what a hostile client must expect.
  const answer = text(socket).catch(() => '');
  socket.on('error', () => undefined);
  socket.end(bytes);
  return answer;
}

const statusesOf = (answer: string): readonly number[] =>
  [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));

async function expectHarmless(bytes: Buffer): Promise<void> {
  for (const server of servers) {
    const answer = await sendRaw(server, bytes);
    expect(statusesOf(answer).filter((status) => status === 500)).toEqual([]);
    expect(answer).not.toContain(mark);
    expect(answer).not.toMatch(/ at .*\.[jt]s:\d|node_modules|"stack"/);
  }
}

const names = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'prototype[x]',
  mark,
  'group',
  'topic',
  '\u0000',
  'æ',
];
const paths = [
  ...['/api/lag', '/api/status', '/api/session', '/api/producers/', '/api/producers/x', '/api/refusals', '/api/rules/'],
  ...[
    '/v3/kafka/c/consumer/',
    '/burrow/admin',
    '/console/',
    '/console/assets/',
    '/',
    '//',
    '/api/../api/lag',
    '/metrics',
  ],
  ...[
    `/console/${mark}`,
    `/console/assets/${mark}`,
    'http://127.0.0.1/api/lag',
    '*',
    '/internal/health/ready?verbose',
    `/%ff${mark}`,
    `/api/%ff${mark}`,
  ],
];
const word = fc.oneof(
  fc.constantFrom(...names),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.nat(20_000).map((length) => mark.repeat(Math.ceil(length / mark.length))),
  fc.constantFrom(
    '../../../../etc/passwd',
    '%2e%2e%2f',
    '%',
    '%ff',
    '%00',
    '%0d%0aset-cookie: x=y',
    '{{7*7}}',
    '<script>',
  ),
);
/** What gets through the parser of HTTP: what is refused there, never meets us. */
const line = word.map((value) => value.replaceAll(/[^ -~]/g, '?').slice(0, 5_000));
const encoded = fc.tuple(line, fc.nat(5)).map(([value, chance]) => (chance === 0 ? value : encodeURIComponent(value)));
const query = fc
  .array(fc.tuple(encoded, encoded), { maxLength: 6 })
  .map((pairs) => (pairs.length === 0 ? '' : `?${pairs.map((pair) => pair.join('=')).join('&')}`));
const method = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('GET', 'POST', 'DELETE') },
  { weight: 1, arbitrary: fc.constantFrom('HEAD', 'PUT', 'PATCH', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', mark) },
);
const header = fc.oneof(
  fc.tuple(fc.constantFrom('origin', 'cookie', 'authorization', 'sec-fetch-site', 'if-none-match', mark), line),
  fc.tuple(fc.constantFrom('host', 'content-type', 'content-length'), line),
  line.map((value): [string, string] => [
    'cookie',
    `varselvakt_session=${value}; varselvakt_session=x; __proto__=${value}`,
  ]),
  line.map((value): [string, string] => ['authorization', `Bearer ${value}`]),
  fc.constant<[string, string]>(['authorization', `Bearer ${secret}`]),
  fc.constantFrom<[string, string]>(
    ['transfer-encoding', 'chunked'],
    ['expect', '100-continue'],
    ['upgrade', 'websocket'],
  ),
);
const body = fc.oneof(
  fc.constant(''),
  fc.json(),
  word,
  fc.constantFrom(
    '{"__proto__":{"role":"operator"}}',
    '{"constructor":{"prototype":{}}}',
    `{"token":"${mark}"}`,
    '[[[[',
    '\ufeff{}',
  ),
  fc.nat(2_000).map((depth) => '['.repeat(depth)),
);

const request = fc.record({
  method,
  path: fc.constantFrom(...paths),
  query,
  headers: fc.array(header, { maxLength: 5 }),
  body,
});

test('requests that are nearly right are answered with what the client did wrong', async () => {
  await fc.assert(
    fc.asyncProperty(request, async ({ method: verb, path, query: asked, headers, body: content }) => {
      const usual = {
        host: 'localhost',
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(content),
      };
      const sent = Object.entries({ ...usual, ...Object.fromEntries(headers), connection: 'close' });
      const lines = sent.map(([name, value]) => `${name}: ${value}`);
      const text = [`${verb} ${path}${asked} HTTP/1.1`, ...lines].join('\r\n');
      await expectHarmless(Buffer.from(`${text}\r\n\r\n${content}`));
    }),
    { numRuns: 150 },
  );
});

test('bytes that are no request are answered with 400 or with silence', async () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)),
    word.map((value) => Buffer.from(`GET /api/lag HTTP/1.1\r\n${value}\r\n\r\n`)),
    word.map((value) => Buffer.from(`GET /api/lag?x=${value} HTTP/9.9\r\nhost: localhost\r\n\r\n`)),
    fc.nat(400).map((count) => Buffer.from(`GET /api/lag HTTP/1.1\r\n${`x-${mark}: y\r\n`.repeat(count * 10)}\r\n`)),
  );
  await fc.assert(fc.asyncProperty(noise, expectHarmless), { numRuns: 60 });
});

test('after all that it still works', async () => {
  expect((await servers[0]?.ask('/api/status'))?.status).toBe(200);
});
