import { describe, expect, test } from '@jest/globals';
import type { DatabaseFacts } from '@varselvakt/store';
import { judgeBrokers } from './check-brokers.ts';
import { judgeDatabase } from './check-database.ts';
import { remedyFor } from './check-kafka.ts';
import { checkSettings } from './check-settings.ts';

const noon = Date.parse('2026-11-23T12:00:00Z');
const facts: DatabaseFacts = {
  serverVersion: '18.1',
  clockAt: noon,
  isDurable: true,
  forbiddenTables: null,
  schemaVersion: 9,
  neededVersion: 9,
};
const levelsOf = (changes: Partial<DatabaseFacts>, asking = { askedAt: noon - 10, answeredAt: noon + 10 }) =>
  judgeDatabase({ ...facts, ...changes }, asking)
    .filter(({ level }) => level !== 'ok')
    .map(({ area, level, what, remedy }) => `${area} ${level}: ${what} → ${remedy}`);

describe('a database', () => {
  test('that is well has nothing to be said of', () => {
    expect(levelsOf({})).toEqual([]);
  });

  test.each([
    ['without tables', { schemaVersion: 0 }, 'db migrate'],
    ['of older code', { schemaVersion: 8 }, 'db migrate'],
    ['of newer code', { schemaVersion: 10 }, 'run newer code'],
    ['that we may not use', { forbiddenTables: 'aggregate, erasure' }, 'grant select'],
    ['that loses what it has said', { isDurable: false }, 'fsync'],
  ])('%s is told with what to do', (_, changes, remedy) => {
    expect(levelsOf(changes)).toEqual([expect.stringContaining(remedy)]);
  });

  test.each([
    ['within the time it took to ask', 9, []],
    ['some seconds apart', 6_000, ['clocks warning']],
    ['so far apart that nothing is deleted', 301_000, ['clocks fault']],
  ])('whose clock is %s', (_, apartMs, expected) => {
    for (const clockAt of [noon - apartMs, noon + apartMs])
      expect(levelsOf({ clockAt }).map((line) => line.split(':')[0])).toEqual(expected);
  });
});

describe('brokers', () => {
  test('are a fault when none answers, and worth a word when one does not', () => {
    expect(judgeBrokers(['a:1', 'b:1'], []).map(({ level }) => level)).toEqual([]);
    expect(judgeBrokers(['a:1', 'b:1'], ['b:1']).map(({ level, what }) => [level, what])).toEqual([
      ['warning', 'b:1 takes no connection'],
    ]);
    expect(judgeBrokers(['a:1', 'b:1'], ['a:1', 'b:1']).map(({ level }) => level)).toEqual(['fault']);
  });

  test.each([
    ['KAFKA_TOPIC_AUTHORIZATION_FAILED', 'topics acl'],
    ['KAFKA_SASL_AUTHENTICATION_FAILED', 'KAFKA_SASL_'],
    ['KAFKA_NOT_COORDINATOR_FOR_GROUP', 'have not settled'],
    ['KAFKA_UNKNOWN', 'KAFKA_BROKERS'],
  ])('that say %s are helped by what fits', (code, remedy) => {
    expect(remedyFor(code)).toContain(remedy);
  });
});

test('faulty settings are told all at once, each once, with the services that need them', async () => {
  const lines = await checkSettings({ KAFKA_BROKERS: 'nonsense', HTTP_PORT: '0' });
  const brokers = lines.filter(({ what }) => what.startsWith('KAFKA_BROKERS'));
  expect(brokers).toMatchObject([{ level: 'fault', what: expect.stringContaining('validator, persister, deleter') }]);
  expect(lines.map(({ what }) => what.split(' ')[0])).toEqual(
    expect.arrayContaining(['KAFKA_SCHEMA_REGISTRY', 'DATABASE_URL', 'REGISTER_PATH']),
  );
});
