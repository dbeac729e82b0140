/** `varselvakt find` and `varselvakt erase` as people run them, with a deleter at work: real Kafka, registry and Postgres. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Body, ExternalMessage, Recipient } from '@varselvakt/domain';
import { createDeletionWorld, type DeletionWorld } from '../../../services/deleter/fixtures/deletion-world.ts';
import { createEventGiver } from '../../test/stored-events.ts';
import { runVarselvakt } from '../testing/run-varselvakt.ts';

const deleterMain = fileURLToPath(new URL('../../../services/deleter/src/main.ts', import.meta.url));
const [leader, employee, email] = ['24916296424', '17912099997', 'Kari.Nordmann@example.no'];
let world: DeletionWorld;
let deleter: ChildProcess;
let give: Awaited<ReturnType<typeof createEventGiver>>;

beforeAll(async () => {
  world = await createDeletionWorld();
  give = await createEventGiver(world);
  deleter = spawn(process.execPath, [deleterMain], {
    env: { ...world.environment, DELETER_INTERVAL_SECONDS: '86400' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
});
afterAll(async () => {
  const ended = new Promise((resolve) => deleter.once('exit', resolve));
  deleter.kill('SIGTERM');
  await ended;
  await world.close();
});

const notDue = { dueInSeconds: 86_400 };
const messageTo = (recipients: readonly Recipient[], externalMessages: readonly ExternalMessage[] = []): Body => ({
  type: 'MessageCreated',
  text: 'Du har fått et svar',
  link: 'https://www.nav.no',
  recipients,
  externalMessages,
  retention: null,
});
const toLeader = (leaderIdentityNumber: string, employeeIdentityNumber: string): Body =>
  messageTo([{ type: 'NearestLeader', leaderIdentityNumber, employeeIdentityNumber }]);
const giveBody = (aggregateId: string, body: Body) => give(aggregateId, [{ body }]);

const why = ['--reason', 'request 2026/123', '--by', 'kari'];
const run = (args: readonly string[], input = '') => runVarselvakt(args, { input, environment: world.environment });
const storedIds = async () =>
  (await world.ask('select aggregate_id from aggregate order by 1')).map((row) => row['aggregate_id']);

describe('a person', () => {
  test('is found by what is typed, and erased with a receipt, while everybody else stays and nobody writes the number down', async () => {
    const [asEmployee, asLeader, other, mailed] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const records = await world.store(
      [asEmployee, asLeader, other, mailed].map((aggregateId) => ({ aggregateId, ...notDue })),
    );
    await giveBody(asEmployee, toLeader(leader, employee));
    await giveBody(asLeader, toLeader(employee, leader));
    await giveBody(other, toLeader(leader, leader));
    const mail: ExternalMessage = {
      type: 'Email',
      address: email,
      subject: 's',
      htmlBody: 'h',
      sendWindow: 'ANYTIME',
      sendAt: null,
    };
    await giveBody(mailed, messageTo([{ type: 'AltinnResource', resourceId: 'r' }], [mail]));

    const found = run(['find', '--subject', '--json', ...why], `${employee.slice(0, 6)} ${employee.slice(6)}\n`);
    expect([found.status, JSON.parse(found.stdout)]).toMatchObject([0, { searchedCount: 4, unreadableCount: 0 }]);
    const roles = JSON.parse(found.stdout).found.map((one: { aggregateId: string; as: string[] }) => [
      one.aggregateId,
      one.as,
    ]);
    expect(new Map(roles)).toEqual(
      new Map([
        [asEmployee, ['EMPLOYEE']],
        [asLeader, ['LEADER']],
      ]),
    );

    const erased = run(['erase', '--subject', '--send', '--wait', '--json', ...why], `${employee}\n2 aggregates\n`);
    expect(erased).toMatchObject({ status: 0 });
    const lines: { aggregateId: string; state: string; receiptId: string }[] = JSON.parse(erased.stdout).aggregates;
    expect(lines.map(({ state }) => state)).toEqual(['ERASED', 'ERASED']);
    expect(await storedIds()).toEqual([other, mailed].toSorted());
    const [line] = await world.ask(`select cause from erasure where receipt_id = '${lines[0]?.receiptId}'`);
    expect(line).toEqual({ cause: 'OPERATOR' });
    const erasedIds = new Set<string>([asEmployee, asLeader]);
    const last = new Map((await world.readEvents()).map(({ key, value }) => [key?.toString(), value]));
    for (const { aggregateId, key } of records)
      expect([aggregateId, last.get(key) === null]).toEqual([aggregateId, erasedIds.has(aggregateId)]);
    const acts = await world.ask('select actor, action, reason, detail from operator_action order by action_number');
    expect(acts.map(({ action }) => action)).toEqual(['SUBJECT_SOUGHT', 'SUBJECT_SOUGHT', 'ERASURE_REQUESTED']);
    const shown = JSON.stringify([found, erased, acts]);
    expect([shown.includes(employee), shown.includes(asEmployee) && JSON.stringify(acts).includes(asEmployee)]).toEqual(
      [false, false],
    );
    await world.ask('delete from aggregate');
  });

  test('is not asked for as an argument, and a stored event that cannot be read is told', async () => {
    expect(run(['find', '--subject', employee, ...why])).toMatchObject({ status: 2, stdout: '' });
    await world.store([{ aggregateId: randomUUID(), ...notDue }]);
    const found = run(['find', '--subject', ...why], `${employee}\n`);
    expect([found.status, found.stderr]).toEqual([1, expect.stringContaining('could not be read')]);
    await world.ask('delete from aggregate');
  });
});

describe('cases and notifications', () => {
  test('are only shown without --send and unless the name is typed, and what is held is told and stays', async () => {
    const [owner, member, held] = [randomUUID(), randomUUID(), randomUUID()];
    await world.store([
      { aggregateId: owner, kind: 'CASE', groupId: 'g', ...notDue },
      { aggregateId: member, groupId: 'g', ...notDue },
      { aggregateId: held, ...notDue },
    ]);
    await world.ask(`insert into legal_hold (scope, aggregate_id, reason, owner, expires_at)
      values ('AGGREGATE', '${held}', 'r', 'o', now() + interval '1 day')`);
    const erase = ['erase', '--aggregate', owner, held, ...why];
    const dry = run([...erase, '--json']);
    expect([dry.status, JSON.parse(dry.stdout)]).toMatchObject([
      1,
      {
        dryRun: true,
        aggregates: expect.arrayContaining([expect.objectContaining({ aggregateId: member, isNamed: false })]),
      },
    ]);
    expect(run([...erase, '--send'], '2 aggregates\n')).toMatchObject({ status: 2, stdout: '' });
    expect(await storedIds()).toHaveLength(3);
    const sent = run([...erase, '--send', '--wait', '--confirm', '3 aggregates']);
    expect([sent.status, sent.stderr]).toEqual([1, expect.stringContaining('1 are kept by legal holds')]);
    expect(await storedIds()).toEqual([held]);
    await world.ask(`update legal_hold set released_at = now(), released_by = 'test'`);
  });
});

test('a producer is off-boarded when the register has let it go, with one receipt over everything', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'varselvakt-')), 'register.yaml');
  await world.store([1, 2, 3].map(() => ({ aggregateId: randomUUID(), producerId: 'team-gone', ...notDue })));
  const erase = ['erase', '--producer', 'team-gone', '--register', path, ...why];
  writeFileSync(path, 'producers: [{ id: team-stays, team: t, environments: [dev] }]');
  expect(run(erase)).toMatchObject({ status: 0, stdout: expect.stringMatching(/salary +3 /) });
  const sent = run([...erase, '--send', '--wait', '--confirm', 'team-gone', '--json']);
  expect([sent.status, JSON.parse(sent.stdout)]).toMatchObject([
    0,
    { dryRun: false, left: [], receipt: { erasedCount: 3, remainingCount: 0 } },
  ]);
  expect(await world.ask(`select distinct cause from erasure where producer_id = 'team-gone'`)).toEqual([
    { cause: 'PRODUCER_OFFBOARDED' },
  ]);
});
