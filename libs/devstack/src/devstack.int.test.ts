import { expect, test } from '@jest/globals';

test('the set-up gives the tests the three addresses', () => {
  for (const name of ['KAFKA_BROKERS', 'KAFKA_SCHEMA_REGISTRY', 'DATABASE_URL']) {
    expect(process.env[name]).toBeTruthy();
  }
});
