/** `varselvakt actions` as people run it, on a real Postgres. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { recordAction } from '@varselvakt/store';
import { type CommandDatabase, createCommandDatabase } from '../../test/command-database.ts';

let database: CommandDatabase;

beforeAll(async () => {
  database = await createCommandDatabase();
  const { client } = database;
  await recordAction(client, 'HOLD_ADDED', { actor: 'kari', reason: 'a case in court' }, { label: 'salary', count: 2 });
  await recordAction(
    client,
    'HOLD_RELEASED',
    { actor: 'kari@console', reason: 'settled\u001b[2J' },
    { letters: [1, 2] },
  );
  await recordAction(client, 'DELETIONS_PAUSED', { actor: 'ola', reason: 'a move' }, {});
});
afterAll(() => database.close());

type Listed = { actions: { number: string; actor: string; action: string; doneAt: string }[]; next: string | null };
const list = async (...args: readonly string[]): Promise<Listed> => {
  const { exitCode, output } = await database.run('actions', '--json', ...args);
  expect(exitCode).toBe(0);
  return JSON.parse(output) as Listed;
};
const actorsOf = ({ actions }: Listed) => actions.map(({ actor }) => actor);

test('actions are told newest first, page by page, of one person or kind or time', async () => {
  const all = await list();
  expect([actorsOf(all), all.next]).toEqual([['ola', 'kari@console', 'kari'], null]);
  const first = await list('--limit', '2');
  expect(first.next).toBe(first.actions[1]?.number);
  expect(actorsOf(await list('--limit', '2', '--before', String(first.next)))).toEqual(['kari']);
  expect(actorsOf(await list('--by', 'kari'))).toEqual(['kari@console', 'kari']);
  expect(actorsOf(await list('--action', 'deletions-paused'))).toEqual(['ola']);
  expect(actorsOf(await list('--since', '1h'))).toHaveLength(3);
  expect(actorsOf(await list('--until', '1h'))).toEqual([]);
});

test('as a table, with what is long counted, and nothing that steers the terminal', async () => {
  const { output, complaint } = await database.run('actions', '--limit', '2');
  expect(output).toMatch(
    /^NUMBER +TIME +WHO +WHAT +WHY +DETAIL\n.*DELETIONS_PAUSED.*\n.*settled \[2J +letters=2 entries\n$/,
  );
  expect(output).not.toContain('\u001b');
  expect(complaint).toMatch(/^There are older ones: --before \d+\n$/);
});

test.each([
  ['--limit', '0'],
  ['--before', '1e3'],
  ['--action', "x'; drop"],
  ['--since', 'yesterday'],
])('%s %s is a mistake of usage', async (...args) => {
  expect(await database.run('actions', ...args)).toMatchObject({ exitCode: 2, output: '' });
});
