/** `varselvakt holds` as people run it, on a real Postgres. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CommandDatabase, createCommandDatabase } from '../../test/command-database.ts';

let database: CommandDatabase;

beforeAll(async () => {
  database = await createCommandDatabase();
});
afterAll(() => database.close());

const why = ['--owner', 'legal', '--expires', '30d', '--reason', 'a case in court'];
const actions = async () =>
  (await database.client.runScript('test', 'select actor, action, reason from operator_action order by action_number'))
    .rows;

describe('varselvakt holds', () => {
  test('adds, lists and releases, and writes down who did what and why', async () => {
    const dry = await database.run('holds', 'add', '--label', 'salary', ...why, '--dry-run');
    expect([dry.exitCode, dry.output]).toEqual([0, expect.stringContaining('Nothing was changed')]);
    expect((await database.run('holds', 'list')).output).toBe('Nothing is held.\n');
    const added = JSON.parse(
      (await database.run('holds', 'add', '--label', 'salary', ...why, '--by', 'kari', '--json')).output,
    );
    expect(added).toMatchObject({
      dryRun: false,
      coveredCount: 0,
      hold: { scope: 'LABEL', target: 'salary', isStanding: true },
    });
    expect((await database.run('holds', 'list')).output).toContain('label salary');
    const release = ['holds', 'release', added.hold.holdId, '--reason', 'settled', '--by', 'ola'];
    expect((await database.run(...release, '--dry-run')).output).toContain('Nothing was changed');
    expect(await database.run(...release, '--confirm', 'salar')).toMatchObject({ exitCode: 2, output: '' });
    expect(await database.run(...release, '--confirm', 'salary')).toMatchObject({ exitCode: 0 });
    expect(await database.run(...release)).toMatchObject({ exitCode: 1, output: '' });
    expect(JSON.parse((await database.run('holds', 'list', '--all', '--json')).output)).toMatchObject([
      { isStanding: false, releasedBy: 'ola' },
    ]);
    expect(await actions()).toEqual([
      { actor: 'kari', action: 'HOLD_ADDED', reason: 'a case in court' },
      { actor: 'ola', action: 'HOLD_RELEASED', reason: 'settled' },
    ]);
  });

  test.each([
    ['nothing to hold', ['add', ...why]],
    ['two things at once', ['add', '--label', 'a', '--producer', 'b', ...why]],
    ['no id', ['add', '--aggregate', 'x', ...why]],
    ['no end', ['add', '--label', 'a', '--owner', 'o', '--reason', 'r']],
    ['an end in the past', ['add', '--label', 'a', '--owner', 'o', '--reason', 'r', '--expires', '2020-01-01']],
    ['no reason', ['add', '--label', 'a', '--owner', 'o', '--expires', '1d']],
    ['a blank reason', ['add', '--label', 'a', '--owner', 'o', '--expires', '1d', '--reason', ' ']],
    ['no reason for the release', ['release', '6f9619ff-8b86-7d11-b42d-00c04fc964ff']],
  ])('refuses %s', async (_, args) => {
    expect(await database.run('holds', ...args)).toMatchObject({ exitCode: 2, output: '' });
  });
});
