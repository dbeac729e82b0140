import { expect, test } from '@jest/globals';
import { parseEnvironmentAddresses, toExportLines, toVariables } from './stack-addresses.ts';

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
  expect(toExportLines(addresses)).toContain("export DATABASE_URL='postgres://u:it'\\''s@h/d'\n");
});
