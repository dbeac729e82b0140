import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type MonitorServer, openMonitorServer } from '../testing/monitor-server.ts';
import { sampleReport } from '../testing/sample-report.ts';

let server: MonitorServer;
let report = sampleReport;

beforeAll(async () => {
  server = await openMonitorServer({ report: () => report });
});
afterAll(() => server.close());

const get = async (path: string) => {
  const { status, text } = await server.ask(path, { headers: { host: 'localhost' } });
  return { status, text, json: () => JSON.parse(text) };
};

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
