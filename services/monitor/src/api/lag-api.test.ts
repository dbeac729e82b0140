import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decideStages } from '@varselvakt/lag';
import { usualAccess } from '../access/access-settings.ts';
import { type Caller, isReachable } from '../access/reach.ts';
import { noScorecards } from '../scorecards/no-scorecards.ts';
import { createEventStreams, usualLimits } from '../stream/event-streams.ts';
import { sampleReport } from '../testing/sample-report.ts';
import { sampleWatch } from '../testing/sample-watch.ts';
import { createLagApi } from './lag-api.ts';

let server: Server;
let address = '';
let api: Awaited<ReturnType<typeof createLagApi>>;
let report = sampleReport;

beforeAll(async () => {
  const status = () => decideStages(report, { outcome: 'NOT_ASKED' });
  api = await createLagApi({
    report: () => report,
    status,
    access: usualAccess,
    version: '1',
    scorecards: () => noScorecards,
    streams: createEventStreams({ ...usualLimits, maxCount: 1 }),
    watch: sampleWatch(),
  });
  server = createServer(api.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await api.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const get = async (path: string) => {
  const response = await fetch(address + path);
  const text = await response.text();
  return { status: response.status, text, json: () => JSON.parse(text) };
};

describe('the lag API', () => {
  test('gives the whole report, one group of it, or one topic', async () => {
    expect((await get('/api/lag')).json()).toEqual(JSON.parse(JSON.stringify(sampleReport)));
    expect((await get('/api/lag?group=g')).json().groups).toMatchObject([{ group: 'g', maxLag: 20 }]);
    expect((await get('/api/lag?topic=other')).json().groups[0].partitions).toEqual([]);
    expect((await get('/api/lag?group=nobody')).status).toBe(404);
  });

  test('says whether the pipeline works', async () => {
    expect((await get('/api/status')).json()).toMatchObject({
      healthy: false,
      stages: [{ stage: 'validator' }, {}, {}],
    });
  });

  test('says that there are no scorecards yet, and why', async () => {
    for (const path of ['/api/producers', '/api/producers/team-a', '/api/refusals']) {
      const { status, json } = await get(path);
      expect([status, json()]).toMatchObject([503, { error: 'SCORECARDS_LOADING', feedbackFault: 'NOT_CONFIGURED' }]);
    }
  });

  test.each([
    '/api/producers?x=1',
    '/api/refusals?x=1',
    '/api/refusals?period=1y',
    '/api/refusals?clause=C21',
    '/api/refusals?code=a',
    '/api/refusals?producer=A',
    '/api/rules/%3Cb%3E',
    '/api/rules?code=X',
    '/api/producers/Team',
    '/api/producers/%00',
    '/api/lag?grop=g',
    '/api/lag?group=a&group=b',
    '/api/lag?group=',
    `/api/lag?group=${'a'.repeat(300)}`,
    '/api/lag?group=%00',
    '/api/lag?__proto__=1',
    '/api/lag?constructor[prototype]=1',
    '/api/status?x',
    '/v3/kafka/%ff/consumer',
    '/v3/kafka/c/consumer?group=%0a',
    '/api/%',
    `/v3/kafka/${'a'.repeat(400)}`,
  ])('answers 400 to %s, and says nothing of it again', async (path) => {
    const { status, text } = await get(path);
    expect(status).toBe(400);
    expect(text).toMatch(/^\{"error":"BAD_REQUEST"/);
  });

  test.each([
    '/api/nothing',
    '/api/rules/NO_SUCH_RULE',
    '/api',
    '/v3/kafka/other/consumer',
    '/v3/kafka/c/consumer/nobody',
  ])('answers 404 to %s', async (path) => expect((await get(path)).status).toBe(404));

  test('describes itself: every route with what it takes and gives', async () => {
    const document = (await get('/api/openapi.json')).json();
    expect(Object.keys(document.paths)).toEqual([
      ...[
        '/api/lag',
        '/api/status',
        '/api/lag/groups',
        '/api/lag/partitions',
        '/api/lag/history',
        '/api/overview',
        '/api/session',
        '/api/stream',
        '/api/producers',
        '/api/producers/{id}',
        '/api/refusals',
        '/api/rules',
        '/api/rules/{code}',
        '/v3/kafka',
        '/v3/kafka/{cluster}/consumer',
        '/v3/kafka/{cluster}/consumer/{group}',
      ],
      ...['/v3/kafka/{cluster}/consumer/{group}/status', '/v3/kafka/{cluster}/consumer/{group}/lag'],
      ...['/burrow/admin', '/burrow/admin/ready'],
      ...['', '/ahead', '/due', '/holds', '/ledger', '/pause', '/resume', '/approve'].map(
        (end) => `/api/deletions${end}`,
      ),
      ...['/api/dead-letters', '/api/dead-letters/{partition}/{offset}', '/api/dead-letters/redrive'],
      '/api/trace/{id}',
    ]);
    const { get: lag } = document.paths['/api/lag'];
    expect(lag.parameters.map(({ name }: { name: string }) => name)).toEqual(['group', 'topic']);
    expect(lag.responses['200'].content['application/json'].schema.properties.groups.type).toBe('array');
  });
});

describe('whoever asks', () => {
  const from = (remoteAddress: string, host: string) =>
    isReachable({ socket: { remoteAddress }, headers: { host } } as Caller, usualAccess);

  test.each([
    ['127.0.0.1', 'localhost:8080', true],
    ['::1', '[::1]:8080', true],
    ['::ffff:127.0.0.1', '127.0.0.1', true],
    ['10.0.0.7', 'localhost:8080', false],
    ['127.0.0.1', 'evil.example', false],
    ['127.0.0.1', 'localhost.evil.example', false],
    ['127.0.0.1', '127.0.0.1.evil.example', false],
    ['127.0.0.1', '', false],
  ])('from %s for %j is let in: %p', (remote, host, isLetIn) => {
    expect(from(remote, host)).toBe(isLetIn);
  });
});

describe('in the shapes of Burrow', () => {
  test('clusters and groups are listed', async () => {
    expect((await get('/v3/kafka')).json()).toMatchObject({ error: false, clusters: ['c'] });
    expect((await get('/v3/kafka/c/consumer')).json()).toMatchObject({ error: false, consumers: ['g', 'away'] });
  });

  test('the lag of a group is told with all partitions that were committed, by number and word', async () => {
    expect((await get('/v3/kafka/c/consumer/g/lag')).json()).toEqual({
      error: false,
      message: 'consumer status returned',
      status: {
        ...{ cluster: 'c', group: 'g', status: 'OK', complete: 1, partition_count: 1, totallag: 20 },
        maxlag: expect.objectContaining({ current_lag: 20 }),
        partitions: [
          {
            ...{ topic: 't', partition: 0, owner: '10.0.0.1', client_id: 'client', status: 'OK' },
            start: { offset: 30, timestamp: 500, observedAt: 500, lag: 25 },
            end: { offset: 40, timestamp: 1_000, observedAt: 1_000, lag: 20 },
            ...{ current_lag: 20, complete: 1 },
          },
        ],
      },
      request: { url: '/v3/kafka/c/consumer/g/lag', host: expect.any(String) },
    });
  });

  test('the status of a group names only partitions that are not OK', async () => {
    expect((await get('/v3/kafka/c/consumer/g/status')).json().status).toMatchObject({
      partition_count: 1,
      partitions: [],
    });
  });

  test('the commits of a group are told by topic', async () => {
    expect((await get('/v3/kafka/c/consumer/g')).json().topics).toEqual({
      t: [
        {
          offsets: [expect.objectContaining({ offset: 30 }), expect.anything()],
          owner: '10.0.0.1',
          client_id: 'client',
          'current-lag': 20,
        },
      ],
    });
  });

  test.each(['nobody', 'away'])('the group %s, of which nothing is known, is NOTFOUND', async (group) => {
    const { status, json } = await get(`/v3/kafka/c/consumer/${group}/status`);
    expect([status, json().status.status]).toEqual([404, 'NOTFOUND']);
  });

  test('it is ready once it has looked', async () => {
    expect(await get('/burrow/admin/ready')).toMatchObject({ status: 200, text: 'READY' });
    report = { ...sampleReport, collectedAt: null };
    expect(await get('/burrow/admin/ready')).toMatchObject({ status: 503, text: 'STARTING' });
    report = sampleReport;
  });
});
