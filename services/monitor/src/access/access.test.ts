/** Who may come in and as what, asked over a real port. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type MonitorServer, openMonitorServer } from '../testing/monitor-server.ts';
import { type AccessRules, usualAccess } from './access-settings.ts';
import { hashOf, type NamedToken } from './named-tokens.ts';
import type { Role } from './role.ts';

const tokenOf = (name: string, role: Role, secret: string): NamedToken => ({ name, role, hash: hashOf(secret) });
const viewerSecret = 'v'.repeat(32);
const operatorSecret = 'o'.repeat(32);
const tokens = [tokenOf('grafana', 'viewer', viewerSecret), tokenOf('kari', 'operator', operatorSecret)];
const json = { 'content-type': 'application/json' };
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const signInWith = (credential: unknown, headers: Readonly<Record<string, string>> = {}) => ({
  method: 'POST',
  headers: { ...json, ...headers },
  body: JSON.stringify(credential),
});
const cookieOf = (setCookie: readonly string[] | undefined): string => setCookie?.[0]?.split(';')[0] ?? '';

/** Moves only where a test moves it: a minute is never over because the machine is slow. */
let now = 1_000_000;
const opened: MonitorServer[] = [];
const openWith = async (changes: Partial<AccessRules>): Promise<MonitorServer> => {
  const server = await openMonitorServer({ access: { ...usualAccess, ...changes }, now: () => now });
  opened.push(server);
  return server;
};
afterAll(async () => {
  for (const server of opened) await server.close();
});

describe('without tokens', () => {
  let server: MonitorServer;
  beforeAll(async () => {
    server = await openWith({});
  });

  test('programs on this machine may look, and nobody can sign in', async () => {
    expect((await server.ask('/api/lag')).status).toBe(200);
    const session = JSON.parse((await server.ask('/api/session')).text);
    expect(session).toEqual({ role: 'viewer', name: null, expiresAt: null, canSignIn: false });
  });

  test('a name that somebody else lets point here gets nothing, in whatever way it is written', async () => {
    for (const host of ['evil.example', `127.0.0.1.evil.example:${server.port}`, 'localhost.', 'x@127.0.0.1']) {
      const { status, text } = await server.ask('/api/lag', { headers: { host } });
      expect([host, status]).toEqual([host, 403]);
      expect(text).not.toContain('evil');
    }
  });

  test('what another site makes a browser send is refused; its links are not', async () => {
    const from = async (path: string, headers: Record<string, string>, method = 'GET') =>
      (await server.ask(path, { headers: { ...json, ...headers }, method })).status;
    expect(await from('/api/stream', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' })).toBe(403);
    expect(await from('/api/lag', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' })).toBe(403);
    expect(await from('/api/lag', { origin: 'http://evil.example' })).toBe(403);
    expect(await from('/api/lag', { origin: 'null' })).toBe(403);
    expect(await from('/api/lag', { origin: `http://127.0.0.1:${server.port + 1}` })).toBe(403);
    expect(await from('/api/session', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 'POST')).toBe(
      403,
    );
    expect(await from('/console/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(200);
    expect(await from('/api/lag', { 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await from('/api/lag', { origin: `http://127.0.0.1:${server.port}` })).toBe(200);
  });
});

describe('with tokens', () => {
  let server: MonitorServer;
  beforeAll(async () => {
    server = await openWith({ tokens });
  });

  test('looking takes one as well; only the console’s own files and the question who one is do not', async () => {
    const paths = ['/api/lag', '/api/status', '/api/stream', '/v3/kafka', '/api/no-such-thing', '/api/openapi.json'];
    for (const path of paths) {
      const { status, headers } = await server.ask(path);
      expect([path, status, headers['www-authenticate']]).toEqual([path, 401, 'Bearer realm="varselvakt"']);
    }
    expect((await server.ask('/console/lag')).status).toBe(200);
    expect(JSON.parse((await server.ask('/api/session')).text)).toMatchObject({ role: null, canSignIn: true });
  });

  test('a token is as good as a session', async () => {
    expect((await server.ask('/api/lag', { headers: bearer(viewerSecret) })).status).toBe(200);
    const session = await server.ask('/api/session', { headers: bearer(operatorSecret) });
    expect(JSON.parse(session.text)).toMatchObject({ role: 'operator' });
    expect((await server.ask('/api/lag', { headers: { authorization: 'Basic a2FyaTpv' } })).status).toBe(401);
  });

  test('signing in gives a cookie that scripts and other sites do not get; signing out ends it at once', async () => {
    const signedIn = await server.ask('/api/session', signInWith({ token: operatorSecret }));
    const setCookie = signedIn.headers['set-cookie'];
    expect(setCookie).toHaveLength(1);
    expect(setCookie?.[0]).toMatch(/^varselvakt_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(JSON.parse(signedIn.text)).toMatchObject({ role: 'operator', name: 'kari' });
    const cookie = cookieOf(setCookie);
    expect((await server.ask('/api/lag', { headers: { cookie } })).status).toBe(200);
    const signedOut = await server.ask('/api/session', { method: 'DELETE', headers: { cookie } });
    expect([signedOut.status, signedOut.text]).toEqual([204, '']);
    expect(signedOut.headers['set-cookie']?.[0]).toContain('varselvakt_session=;');
    expect((await server.ask('/api/lag', { headers: { cookie } })).status).toBe(401);
  });

  test('signing in anew ends the session before', async () => {
    const before = cookieOf(
      (await server.ask('/api/session', signInWith({ token: viewerSecret }))).headers['set-cookie'],
    );
    await server.ask('/api/session', signInWith({ token: operatorSecret }, { cookie: before }));
    expect((await server.ask('/api/lag', { headers: { cookie: before } })).status).toBe(401);
  });

  test.each([
    [{}],
    [{ token: '' }],
    [{ token: operatorSecret, code: 'x' }],
    [{ token: 'x'.repeat(513) }],
    [{ token: 1 }],
    [{ token: [operatorSecret] }],
    [[]],
    [null],
    ['token'],
  ])('signing in with %j is not understood', async (credential) => {
    expect((await server.ask('/api/session', signInWith(credential))).status).toBe(400);
  });

  test.each([['text/plain'], ['application/x-www-form-urlencoded'], ['multipart/form-data; boundary=x'], ['']])(
    'a form of type %j, which any site can make a browser send, is refused before it is read',
    async (type) => {
      const headers = type === '' ? {} : { 'content-type': type };
      const body = JSON.stringify({ token: operatorSecret });
      expect((await server.ask('/api/session', { method: 'POST', headers, body })).status).toBe(415);
    },
  );
});

describe('what has no body', () => {
  test('and no type, which any site can make a browser send too, is refused as well', async () => {
    const server = await openWith({});
    for (const path of ['/api/session', '/api/deletions/resume', '/api/lag'])
      expect([path, (await server.ask(path, { method: 'POST' })).status]).toEqual([path, 415]);
  });
});

describe('acting', () => {
  const pause = (headers: Readonly<Record<string, string>>) => ({
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify({ reason: 'a test', hours: 1 }),
  });

  test('takes the role operator, whatever else is right or wrong with the question', async () => {
    const server = await openWith({ tokens });
    const ask = async (options: ReturnType<typeof pause>) => (await server.ask('/api/deletions/pause', options)).status;
    expect(await ask(pause({}))).toBe(401);
    expect(await ask(pause(bearer(viewerSecret)))).toBe(403);
    expect(await ask({ ...pause(bearer(viewerSecret)), body: '{' })).toBe(403);
    // The handler was reached: there is no database here.
    expect(await ask(pause(bearer(operatorSecret)))).toBe(503);
    expect(await ask({ ...pause(bearer(operatorSecret)), body: '{"hours":1}' })).toBe(400);
    expect(await ask({ ...pause(bearer(operatorSecret)), body: '{"hours":1,"reason":" "}' })).toBe(400);
    const open = await openWith({});
    expect((await open.ask('/api/deletions/pause', pause({}))).status).toBe(403);
  });

  test('is what every route does that changes something, but for signing in and out: nobody else gets through', async () => {
    const [server, open] = [await openWith({ tokens }), await openWith({})];
    const { paths } = JSON.parse((await open.ask('/api/openapi.json')).text) as {
      paths: Record<string, Record<string, { description: string }>>;
    };
    const routes = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { description }]) => ({ method, path, description })),
    );
    const changing = routes.filter(({ method, path }) => method !== 'get' && path !== '/api/session');
    expect(changing.map(({ description }) => description)).toEqual(changing.map(() => 'For: operator.'));
    const acting = routes.filter(({ description }) => description === 'For: operator.');
    // What would be sent again is made ready for operators alone, too.
    expect(acting.map(({ method, path }) => `${method} ${path}`)).toEqual([
      ...['post /api/deletions/pause', 'post /api/deletions/resume', 'post /api/deletions/approve'],
      ...['get /api/dead-letters/redrive', 'post /api/dead-letters/redrive'],
    ]);
    const statusOf = async (asked: MonitorServer, { method, path }: (typeof acting)[number], headers = {}) => {
      const body = method === 'get' ? {} : { body: '{}' };
      return (await asked.ask(path, { method: method.toUpperCase(), headers: { ...json, ...headers }, ...body }))
        .status;
    };
    for (const route of acting) {
      expect([route, await statusOf(server, route, bearer(viewerSecret))]).toEqual([route, 403]);
      expect([route, await statusOf(server, route)]).toEqual([route, 401]);
      expect([route, await statusOf(open, route)]).toEqual([route, 403]);
      expect([400, 503]).toContain(await statusOf(server, route, bearer(operatorSecret)));
    }
  });
});

describe('whoever fails', () => {
  test('ten times has to wait, also with the right token; who has a session does not notice', async () => {
    const server = await openWith({ tokens });
    const cookie = cookieOf(
      (await server.ask('/api/session', signInWith({ token: viewerSecret }))).headers['set-cookie'],
    );
    for (let count = 0; count < 5; count += 1) {
      expect((await server.ask('/api/lag', { headers: bearer(`${count}`.repeat(32)) })).status).toBe(401);
      expect((await server.ask('/api/session', signInWith({ token: `${count}`.repeat(32) }))).status).toBe(401);
    }
    for (const answer of [
      await server.ask('/api/lag', { headers: bearer(operatorSecret) }),
      await server.ask('/api/session', signInWith({ token: operatorSecret })),
    ]) {
      expect([answer.status, answer.headers['retry-after']]).toEqual([429, '60']);
    }
    expect((await server.ask('/api/lag', { headers: { cookie } })).status).toBe(200);
    now += 60_000;
    expect((await server.ask('/api/lag', { headers: bearer(operatorSecret) })).status).toBe(200);
    now += usualAccess.sessionMs;
    expect((await server.ask('/api/lag', { headers: { cookie } })).status).toBe(401);
  });
});

describe('a sign-in code', () => {
  test('makes its owner an operator, once', async () => {
    const code = 'c'.repeat(32);
    const server = await openWith({ codes: [tokenOf('ola', 'operator', code)] });
    expect(JSON.parse((await server.ask('/api/session')).text)).toMatchObject({ role: 'viewer', canSignIn: true });
    expect((await server.ask('/api/session', signInWith({ token: code }))).status).toBe(401);
    expect((await server.ask('/api/lag', { headers: bearer(code) })).status).toBe(401);
    const { status, text, headers } = await server.ask('/api/session', signInWith({ code }));
    expect([status, JSON.parse(text)]).toMatchObject([200, { role: 'operator', name: 'ola', canSignIn: false }]);
    expect((await server.ask('/api/session', signInWith({ code }))).status).toBe(401);
    const session = await server.ask('/api/session', { headers: { cookie: cookieOf(headers['set-cookie']) } });
    expect(JSON.parse(session.text)).toMatchObject({ role: 'operator', name: 'ola' });
  });
});

describe('behind a proxy', () => {
  test('the public host is answered, by https only with a cookie of https; others are not', async () => {
    const server = await openWith({ tokens, publicOrigin: 'https://varsel.example' });
    const host = { host: 'varsel.example' };
    const own = { ...host, origin: 'https://varsel.example', 'sec-fetch-site': 'same-origin' };
    expect((await server.ask('/api/lag', { headers: { ...host, ...bearer(viewerSecret) } })).status).toBe(200);
    expect((await server.ask('/api/lag', { headers: { host: 'other.example' } })).status).toBe(403);
    const insecure = { ...host, origin: 'http://varsel.example' };
    expect((await server.ask('/api/session', signInWith({ token: viewerSecret }, insecure))).status).toBe(403);
    const { headers } = await server.ask('/api/session', signInWith({ token: viewerSecret }, own));
    expect(headers['set-cookie']?.[0]).toMatch(
      /^__Host-varselvakt_session=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    const cookie = cookieOf(headers['set-cookie']);
    expect((await server.ask('/api/lag', { headers: { ...own, cookie } })).status).toBe(200);
  });
});

describe('every answer', () => {
  test('of the API is kept by nobody and shown in no frame', async () => {
    const server = await openWith({});
    for (const path of ['/api/lag', '/api/nothing', '/api/lag?x=1', '/api/%']) {
      const { headers } = await server.ask(path);
      expect([path, headers]).toMatchObject([
        path,
        {
          'cache-control': 'no-store',
          'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
        },
      ]);
    }
  });

  test('of the console runs its own scripts only', async () => {
    const server = await openWith({});
    for (const path of ['/console/', '/console/assets/style/base.css', '/console/assets/nothing']) {
      const policy = String((await server.ask(path)).headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|\*|http/);
    }
  });
});
