/** `varselvakt deletions` as people run it, on a real Postgres; what the deleter makes of it is its own test's. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CommandDatabase, createCommandDatabase } from '../../test/command-database.ts';

let database: CommandDatabase;

beforeAll(async () => {
  database = await createCommandDatabase();
  await database.client.runScript(
    'test',
    `insert into aggregate (aggregate_id, last_event_id, delete_at, content_day, event_count, kind, state, retention_source, deletion_cause, producer_id, label, organisation_number)
     select gen_random_uuid(), gen_random_uuid(), now() + make_interval(days => ahead), current_date, 1, 'MESSAGE', 'CREATED', 'PRODUCER', 'RETENTION', producer, 'salary', '999999999'
     from (values (-1, 'team-a'), (-1, 'team-a'), (2, 'team-b'), (40, 'team-b')) as given (ahead, producer)`,
  );
});
afterAll(() => database.close());

const because = ['--reason', 'an incident', '--by', 'kari'];
const runJson = async (...args: readonly string[]) =>
  JSON.parse((await database.run('deletions', ...args, '--json')).output);
const stop = `update deletion_control set stopped_since = now(), stop_reason = 'ABNORMAL_VOLUME', stopped_at_count = 2`;

describe('varselvakt deletions', () => {
  test('shows what is due and what becomes due', async () => {
    expect(await runJson('due')).toMatchObject({
      dueCount: 2,
      heldCount: 0,
      plannedCount: 0,
      pause: null,
      stop: null,
      going: [{ producerId: 'team-a', label: 'salary', cause: 'RETENTION', goingCount: 2, alongCount: 0 }],
    });
    expect(await runJson('upcoming')).toMatchObject([
      { producerId: 'team-a', dueCount: 2 },
      { producerId: 'team-b', dueCount: 1 },
    ]);
    expect((await database.run('deletions', 'upcoming', '--days', '60')).output.split('\n')).toHaveLength(5);
  });

  test('pauses, resumes and approves, and writes down who did what and why', async () => {
    expect(await database.run('deletions', 'resume', ...because)).toMatchObject({ exitCode: 1, output: '' });
    expect(await database.run('deletions', 'approve', ...because)).toMatchObject({ exitCode: 1, output: '' });
    expect(await database.run('deletions', 'pause', ...because, '--expires', '2h', '--dry-run')).toMatchObject({
      exitCode: 0,
    });
    expect(await runJson('due')).toMatchObject({ pause: null });
    await database.run('deletions', 'pause', ...because, '--expires', '2h');
    expect(await runJson('due')).toMatchObject({ pause: { reason: 'an incident' } });
    await database.run('deletions', 'resume', ...because);
    await database.client.runScript('test', stop);
    expect((await database.run('deletions', 'due')).output).toContain('varselvakt deletions approve');
    expect(await runJson('approve', ...because, '--dry-run')).toMatchObject({ dryRun: true, approvedCount: 3 });
    expect(await runJson('due')).toMatchObject({ approvedCount: null });
    expect(await database.run('deletions', 'approve', ...because)).toMatchObject({ exitCode: 2, output: '' });
    expect(await runJson('approve', ...because, '--confirm', '3 deletions')).toMatchObject({
      dryRun: false,
      approvedCount: 3,
    });
    expect(await runJson('due')).toMatchObject({ approvedCount: 3 });
    const { rows } = await database.client.runScript(
      'test',
      'select actor, action, reason from operator_action order by 1, action_number',
    );
    expect(rows).toEqual(
      ['DELETIONS_PAUSED', 'DELETIONS_RESUMED', 'DELETIONS_APPROVED'].map((action) => ({
        actor: 'kari',
        action,
        reason: 'an incident',
      })),
    );
  });

  test.each([
    [['pause', ...because]],
    [['pause', '--expires', '1h']],
    [['upcoming', '--days', '0']],
    [['approve']],
    [['pause', ...because, '--expires', 'soon']],
  ])('refuses %j as a wrong use', async (args) => {
    expect(await database.run('deletions', ...args)).toMatchObject({ exitCode: 2, output: '' });
  });
});
