import { describe, expect, test } from '@jest/globals';
import { checkKafkaSettings, kafkaSettings, toKafkaConnection } from './kafka-settings.ts';
import { createConfigSchema, type Environment, parseConfig } from './parse-config.ts';

const PEM = '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----';
const KEY = '-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----';
const files: Readonly<Record<string, string>> = { '/cert': `${PEM}\n`, '/key': KEY, '/ca': PEM, '/password': 'hush\n' };
const schema = createConfigSchema(kafkaSettings, [checkKafkaSettings]);
const brokers = { KAFKA_BROKERS: 'a:1' };

const parse = (environment: Environment) =>
  parseConfig(schema, environment, (path) => {
    const text = files[path];
    if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return text;
  });
const faultsOf = (environment: Environment): readonly string[] => {
  const result = parse(environment);
  return result.outcome === 'FAULTY' ? result.faults.map(({ name }) => name) : [];
};
const connectionOf = (environment: Environment) => {
  const result = parse(environment);
  return result.outcome === 'VALID' ? toKafkaConnection(result.config, 'validator') : null;
};

describe('the way to Kafka is understood', () => {
  test('with nothing but brokers', () => {
    expect(connectionOf({ KAFKA_BROKERS: 'a:9092, b.c-d:65535,[::1]:1' })).toEqual({
      brokers: ['a:9092', 'b.c-d:65535', '[::1]:1'],
      clientId: 'varselvakt-validator',
      tls: null,
      sasl: null,
      connectionTimeoutMs: 5_000,
      requestTimeoutMs: 10_000,
    });
  });

  test("with the platform's certificates as files or as text", () => {
    const paths = { KAFKA_CERTIFICATE_PATH: '/cert', KAFKA_PRIVATE_KEY_PATH: '/key', KAFKA_CA_PATH: '/ca' };
    const texts = { KAFKA_CERTIFICATE: PEM, KAFKA_PRIVATE_KEY: KEY, KAFKA_CA: PEM };
    for (const given of [paths, texts]) {
      const tls = connectionOf({ ...brokers, ...given })?.tls;
      expect(tls).toEqual({ certificate: expect.stringContaining(PEM), privateKey: KEY, authority: PEM });
    }
  });

  test('with a password from a file, without its line end', () => {
    const login = { KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_SASL_USERNAME: 'me' };
    expect(connectionOf({ ...brokers, ...login, KAFKA_SASL_PASSWORD_FILE: '/password' })?.sasl).toEqual({
      mechanism: 'scram-sha-512',
      username: 'me',
      password: 'hush',
    });
  });
});

describe('the way to Kafka is refused', () => {
  test.each(['a', 'a:0', 'a:65536', 'a:b', 'http://a:1'])('for the broker %s', (broker) => {
    expect(faultsOf({ KAFKA_BROKERS: `ok:1,${broker}` })).toEqual(['KAFKA_BROKERS']);
  });

  test.each<[string, Environment, readonly string[]]>([
    ['what is no PEM', { KAFKA_CA: 'no pem' }, ['KAFKA_CA']],
    ['a certificate without its key', { KAFKA_CERTIFICATE: PEM }, ['KAFKA_PRIVATE_KEY']],
    ['a key without its certificate', { KAFKA_PRIVATE_KEY: KEY }, ['KAFKA_CERTIFICATE']],
    ['certificates without TLS', { KAFKA_CA: PEM, KAFKA_TLS: 'false' }, ['KAFKA_TLS']],
    [
      'a login without user and password',
      { KAFKA_SASL_MECHANISM: 'plain' },
      ['KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'],
    ],
    ['a user without a way to log in', { KAFKA_SASL_USERNAME: 'me' }, ['KAFKA_SASL_MECHANISM']],
    ['a password without a way to log in', { KAFKA_SASL_PASSWORD: 'hush' }, ['KAFKA_SASL_MECHANISM']],
    ['text and file for the same', { KAFKA_CA: PEM, KAFKA_CA_PATH: '/ca' }, ['KAFKA_CA']],
  ])('for %s', (_, environment, names) => {
    expect(faultsOf({ ...brokers, ...environment })).toEqual(names);
  });

  test('without telling any value', () => {
    const secrets = { KAFKA_BROKERS: 'ok:1', KAFKA_PRIVATE_KEY: 'key-7731', KAFKA_SASL_PASSWORD: 'pw-7731' };
    expect(JSON.stringify(parse(secrets))).not.toContain('7731');
  });
});
