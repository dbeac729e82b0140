import { expect, test } from '@jest/globals';
import { parseEnvironmentAddresses, toExportLines, toVariables, toVariablesOfUser } from './stack-addresses.ts';

const addresses = { brokers: '127.0.0.1:9092', registryUrl: 'http://r/v7', databaseUrl: "postgres://u:it's@h/d" };

test('all three variables are the addresses', () => {
  expect(parseEnvironmentAddresses(toVariables(addresses))).toEqual({ outcome: 'ALL', addresses });
});

test('empty variables count as not set', () => {
  expect(parseEnvironmentAddresses({ KAFKA_BROKERS: '', DATABASE_URL: '' })).toEqual({ outcome: 'NONE' });
});

test('some without the others are told apart by name', () => {
  expect(parseEnvironmentAddresses({ DATABASE_URL: 'postgres://d' })).toEqual({
    outcome: 'SOME',
    given: ['DATABASE_URL'],
    missing: ['KAFKA_BROKERS', 'KAFKA_SCHEMA_REGISTRY'],
  });
});

test('export lines survive a quote in a password', () => {
  expect(toExportLines(toVariables(addresses))).toContain("export DATABASE_URL='postgres://u:it'\\''s@h/d'\n");
});

test('a user’s variables lead to the way in that asks who comes; a user that the stack does not know has none', () => {
  const door = {
    brokers: 'h:2',
    authorityFile: '/ca.pem',
    mechanism: 'scram-sha-512',
    passwords: { kari: 'x' },
  } as const;
  expect(toVariablesOfUser({ ...addresses, door }, 'kari')).toMatchObject({
    KAFKA_BROKERS: 'h:2',
    KAFKA_CA_PATH: '/ca.pem',
    KAFKA_SASL_USERNAME: 'kari',
    KAFKA_SASL_PASSWORD: 'x',
    DATABASE_URL: addresses.databaseUrl,
  });
  expect(toVariablesOfUser({ ...addresses, door }, 'ola')).toBeNull();
  expect(toVariablesOfUser(addresses, 'kari')).toBeNull();
});
