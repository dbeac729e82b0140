/** Every route that changes something, whichever there are: asked for over a real port. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type MonitorServer, openMonitorServer } from '../testing/monitor-server.ts';
import { usualAccess } from './access-settings.ts';
import { hashOf } from './named-tokens.ts';

const secrets = { viewer: 'v'.repeat(32), operator: 'o'.repeat(32) };
const tokens = (['viewer', 'operator'] as const).map((role) => ({ name: role, role, hash: hashOf(secrets[role]) }));
/** What it would send is made ready for operators alone too. */
const readyMade = ['GET', '/api/dead-letters/redrive'] as const;
const signingIn = '/api/session';

let server: MonitorServer;
let acting: readonly (readonly [method: string, path: string])[];
let open: MonitorServer;

beforeAll(async () => {
  server = await openMonitorServer({ access: { ...usualAccess, tokens } });
  open = await openMonitorServer();
  const { paths } = JSON.parse((await open.ask('/api/openapi.json')).text) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  const written = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
  );
  acting = [...written.filter(([method, path]) => method !== 'GET' && path !== signingIn), readyMade];
});
afterAll(async () => {
  await server?.close();
  await open?.close();
});

const headers = { 'content-type': 'application/json' };
const ask = async (one: MonitorServer, [method, path]: readonly [string, string], secret?: string) => {
  const authorization = secret === undefined ? {} : { authorization: `Bearer ${secret}` };
  const body = method === 'GET' ? {} : { body: '{}' };
  return (await one.ask(path, { method, headers: { ...headers, ...authorization }, ...body })).status;
};
const statuses = (one: MonitorServer, secret?: string) =>
  Promise.all(acting.map(async (route) => [...route, await ask(one, route, secret)]));
const all = (status: number) => acting.map((route) => [...route, status]);

test('pausing, resuming, approving and redriving are what there is', () => {
  expect(acting.map(([, path]) => path)).toEqual([
    ...['/api/deletions/pause', '/api/deletions/resume', '/api/deletions/approve'],
    ...['/api/dead-letters/redrive', '/api/dead-letters/redrive'],
  ]);
});

test('a viewer may do none of it, nobody without a token, and nobody at all where there are no tokens', async () => {
  expect(await statuses(server, secrets.viewer)).toEqual(all(403));
  expect(await statuses(server)).toEqual(all(401));
  expect(await statuses(open)).toEqual(all(403));
});

test('an operator gets as far as what he says', async () => {
  expect(new Set((await statuses(server, secrets.operator)).map(([, , status]) => status))).toEqual(
    new Set([400, 503]),
  );
});
