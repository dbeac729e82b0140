import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type MonitorServer, openMonitorServer } from '../testing/monitor-server.ts';
import { sampleReport } from '../testing/sample-report.ts';

let server: MonitorServer;

beforeAll(async () => {
  server = await openMonitorServer();
});
afterAll(() => server.close());

const get = async (path: string) => {
  const { status, text } = await server.ask(path, { headers: { host: 'localhost' } });
  return { status, text, json: () => JSON.parse(text) };
};

describe('the API of the monitor', () => {
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
