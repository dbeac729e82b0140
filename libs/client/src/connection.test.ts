import { expect, test } from '@jest/globals';
import { createConnection } from './connection.ts';

const variables = { KAFKA_BROKERS: 'a:1', KAFKA_SCHEMA_REGISTRY: 'http://localhost:1', TOPIC_PREFIX: 'x.' };

test('what is not given is read from the variables that every part of the pipeline reads', () => {
  const { kafka, topics, environment } = createConnection({
    variables: { ...variables, KAFKA_CLIENT_ID: 'me', VARSELVAKT_ENVIRONMENT: 'prod' },
  });
  expect(kafka.settings).toMatchObject({ brokers: ['a:1'], clientId: 'me', tls: null, sasl: null });
  expect(topics).toMatchObject({ inbound: 'x.inbound', feedback: 'x.feedback' });
  expect(environment).toBe('prod');
});

test('an option replaces its variable, in whatever form that is given', () => {
  const { kafka, topics } = createConnection({
    variables: { ...variables, KAFKA_SASL_PASSWORD_FILE: '/no/such/file' },
    brokers: ['b:2', 'c:3'],
    topicPrefix: 'y.',
    tls: {},
    sasl: { mechanism: 'plain', username: 'u', password: 'p' },
  });
  expect(kafka.settings).toMatchObject({
    brokers: ['b:2', 'c:3'],
    tls: { certificate: null },
    sasl: { mechanism: 'plain', username: 'u', password: 'p' },
  });
  expect(topics.inbound).toBe('y.inbound');
});

test('every bad setting is named at once, and a secret is not shown', () => {
  const sasl = { mechanism: 'plain', username: '', password: 'hunter2' } as const;
  expect(() => createConnection({ variables: {}, brokers: ['nowhere'], sasl })).toThrow(
    expect.objectContaining({
      code: 'SETTINGS_INVALID',
      retriable: false,
      message: expect.stringMatching(/^(?=.*KAFKA_BROKERS)(?=.*KAFKA_SCHEMA_REGISTRY)(?!.*hunter2)/s),
    }),
  );
});
