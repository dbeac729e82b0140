/** What the API tells of deletions and lets an operator do, over a real Postgres. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect, createStoreConnection, noteStop, type StoreClient, type StoreConnection } from '@varselvakt/store';
import { createOwnDatabase } from '../../../../test/pipeline/own-database.ts';
import { usualAccess } from '../access/access-settings.ts';
import { hashOf } from '../access/named-tokens.ts';
import { noDesks } from '../desks/open-desks.ts';
import { type MonitorServer, openMonitorServer } from '../testing/monitor-server.ts';
import { createDeletionsDesk } from './deletions-desk.ts';

const secrets = { kari: 'o'.repeat(32), ola: 'v'.repeat(32) };
const tokens = [
  { name: 'kari', role: 'operator', hash: hashOf(secrets.kari) },
  { name: 'ola', role: 'viewer', hash: hashOf(secrets.ola) },
] as const;
const aggregates = `insert into aggregate (aggregate_id, last_event_id, delete_at, content_day, event_count, kind, state, retention_source, deletion_cause, producer_id, label, organisation_number)
  select gen_random_uuid(), gen_random_uuid(), now() + make_interval(hours => hours), current_date, 1, 'MESSAGE', 'CREATED', 'PRODUCER', 'RETENTION', producer, label, '999999999'
  from (values (-2, 'team-a', 'salary'), (-1, 'team-b', 'held'), (30, 'team-a', 'salary'), (31, 'team-a', 'other'), (2000, 'team-b', 'held'), (9000, 'team-b', 'held'))
    as given (hours, producer, label)`;
const hold = `insert into legal_hold (scope, label, reason, owner, expires_at)
  values ('LABEL', 'held', 'court case of 13097248022', 'legal office', now() + interval '9 days')`;

let client: StoreClient;
let connection: StoreConnection;
let server: MonitorServer;
let now = Date.now();

beforeAll(async () => {
  const name = `test_deletions_${randomBytes(6).toString('hex')}`;
  const url = await createOwnDatabase(process.env['DATABASE_URL'] ?? '', name, { withTables: true });
  client = await connect(url, { applicationName: 'test', lookupPlans: false, connectTimeoutMs: 60_000 });
  connection = createStoreConnection(url, { applicationName: 'test', lookupPlans: false, connectTimeoutMs: 60_000 });
  await client.runScript('aggregates', aggregates);
  await client.runScript('hold', hold);
  const tell = (text: string) => text.replaceAll(/\d{11}/g, '█');
  // Each question comes a minute after the one before: nothing is answered twice.
  const deletions = createDeletionsDesk(connection, tell, () => (now += 60_000));
  server = await openMonitorServer({ access: { ...usualAccess, tokens }, desks: { ...noDesks, deletions } });
});
afterAll(async () => {
  await server?.close();
  await connection?.close();
  await client?.close();
});

const ask = async (who: keyof typeof secrets, path: string, body?: object) => {
  const headers = { authorization: `Bearer ${secrets[who]}`, 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const { status, text } = await server.ask(path, { headers, ...sent });
  return { status, body: JSON.parse(text) as Record<string, unknown> };
};
const act = (path: string, body: object) => ask('kari', `/api/deletions/${path}`, body);

describe('whoever looks', () => {
  test('is told what is due, held and ahead, each with what it is made of', async () => {
    expect(await ask('ola', '/api/deletions')).toMatchObject({
      status: 200,
      body: {
        due: { dueCount: 2, heldCount: 1, plannedCount: 0 },
        ...{ pause: null, stop: null, toApproveCount: null, holdCount: 1, actions: [] },
        ledger: { lineCount: 0, lastAt: null },
        verification: { last: null, ledgerBeganAt: null },
      },
    });
    expect(await ask('ola', '/api/deletions/due')).toMatchObject({
      body: {
        going: [{ producerId: 'team-a', label: 'salary', goingCount: 1 }],
        oldest: [{ producerId: 'team-a', label: 'salary' }],
      },
    });
    expect(await ask('ola', '/api/deletions/holds')).toMatchObject({
      body: { holds: [{ scope: 'LABEL', target: 'held', reason: 'court case of █', owner: 'legal office' }] },
    });
    expect(await ask('ola', '/api/deletions/ledger')).toMatchObject({ body: { lines: [], next: null } });
  });

  test('sees days and labels of the span and the producer that are asked for', async () => {
    const sumOf = ({ body }: Awaited<ReturnType<typeof ask>>) =>
      (body['days'] as readonly { readonly dueCount: number }[]).reduce((sum, { dueCount }) => sum + dueCount, 0);
    const month = await ask('ola', '/api/deletions/ahead');
    expect([sumOf(month), month.body['labels']]).toEqual([
      2,
      [
        { producerId: 'team-a', label: 'other', dueCount: 1 },
        { producerId: 'team-a', label: 'salary', dueCount: 1 },
      ],
    ]);
    expect(sumOf(await ask('ola', '/api/deletions/ahead?days=90'))).toBe(3);
    expect(sumOf(await ask('ola', '/api/deletions/ahead?days=90&producer=team-b'))).toBe(1);
    expect(sumOf(await ask('ola', '/api/deletions/ahead?producer=team-a&label=other'))).toBe(1);
  });

  test.each(['/api/deletions/ahead?days=31', '/api/deletions/ledger?before=x', '/api/deletions?x=1'])(
    '%s is not understood',
    async (path) => {
      expect((await ask('ola', path)).status).toBe(400);
    },
  );

  test('may change nothing', async () => {
    for (const path of ['pause', 'resume', 'approve'])
      expect((await ask('ola', `/api/deletions/${path}`, { reason: 'r', hours: 1 })).status).toBe(403);
  });
});

describe('an operator', () => {
  test('pauses and resumes, with a reason that is written down', async () => {
    expect((await act('pause', { hours: 2 })).status).toBe(400);
    expect((await act('pause', { hours: 2, reason: ' ' })).status).toBe(400);
    expect((await act('pause', { hours: 2, reason: 'inventory' })).status).toBe(200);
    expect((await ask('ola', '/api/deletions')).body).toMatchObject({
      pause: { reason: 'inventory', actor: 'kari@console' },
      actions: [{ action: 'DELETIONS_PAUSED', actor: 'kari@console', reason: 'inventory' }],
    });
    expect((await act('resume', { reason: 'done' })).status).toBe(200);
    expect(await act('resume', { reason: 'done' })).toMatchObject({ status: 409, body: { error: 'NOT_PAUSED' } });
  });

  test('approves what was seen, typed out, only while deletions stand still, and never more', async () => {
    const approval = { hours: 1, reason: 'a large team left', count: 2, confirm: '2 deletions' };
    expect(await act('approve', approval)).toMatchObject({ status: 409, body: { error: 'NOT_STOPPED' } });
    await noteStop(client, { reason: 'ABSOLUTE_LIMIT', atCount: 2 });
    expect((await ask('ola', '/api/deletions')).body).toMatchObject({
      ...{ stop: { reason: 'ABSOLUTE_LIMIT', atCount: 2 }, toApproveCount: 2 },
    });
    expect(await act('approve', { ...approval, confirm: 'yes' })).toMatchObject({ body: { error: 'NOT_CONFIRMED' } });
    const more = { ...approval, count: 200, confirm: '200 deletions' };
    expect(await act('approve', more)).toMatchObject({ status: 409, body: { error: 'LESS_TO_APPROVE' } });
    expect((await ask('ola', '/api/deletions')).body).toMatchObject({ approvedCount: null });
    expect(await act('approve', approval)).toMatchObject({ status: 200, body: { done: true, count: 2 } });
    expect((await ask('ola', '/api/deletions')).body).toMatchObject({ approvedCount: 2 });
  });
});

test('without a database the routes say so', async () => {
  const bare = await openMonitorServer({ access: usualAccess, desks: noDesks });
  const { status, text } = await bare.ask('/api/deletions');
  await bare.close();
  expect([status, JSON.parse(text)]).toMatchObject([503, { error: 'DATABASE_NOT_CONFIGURED' }]);
});
