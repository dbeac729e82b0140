import { describe, expect, test } from '@jest/globals';
import { parseKafkaEnvironment } from '../index.ts';

const PEM = '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----';
const KEY = '-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----';
const files: Readonly<Record<string, string>> = {
  '/cert': `${PEM}\n`,
  '/key': KEY,
  '/ca': PEM,
  '/password': 'hemmelig\n',
};
const readFile = (path: string): string => {
  const text = files[path];
  if (text === undefined) throw new Error(`no such file ${path}`);
  return text;
};

const parse = (env: Record<string, string>) => parseKafkaEnvironment(env, readFile);
const faultsOf = (env: Record<string, string>): readonly string[] => {
  const result = parse(env);
  return result.outcome === 'refused' ? result.faults.map(({ name }) => name) : [];
};

describe('the environment is understood', () => {
  test('with nothing but brokers', () => {
    expect(parse({ KAFKA_BROKERS: 'a:9092, b.c-d:9093' })).toEqual({
      outcome: 'accepted',
      settings: {
        brokers: ['a:9092', 'b.c-d:9093'],
        clientId: 'varselvakt',
        tls: null,
        sasl: null,
        connectionTimeoutMs: 5_000,
        requestTimeoutMs: 10_000,
      },
    });
  });

  test("with the platform's certificates as files or as text", () => {
    const tls = { certificate: PEM, privateKey: KEY, authority: PEM };
    const brokers = { KAFKA_BROKERS: 'a:1' };
    const paths = { KAFKA_CERTIFICATE_PATH: '/cert', KAFKA_PRIVATE_KEY_PATH: '/key', KAFKA_CA_PATH: '/ca' };
    const texts = { KAFKA_CERTIFICATE: PEM, KAFKA_PRIVATE_KEY: KEY, KAFKA_CA: PEM };
    expect(parse({ ...brokers, ...paths })).toMatchObject({ settings: { tls } });
    expect(parse({ ...brokers, ...texts })).toMatchObject({ settings: { tls } });
    expect(parse({ ...brokers, KAFKA_TLS: 'true' })).toMatchObject({
      settings: { tls: { certificate: null, privateKey: null, authority: null } },
    });
  });

  test('with a password from a file, without its line end', () => {
    const env = {
      KAFKA_BROKERS: 'a:1',
      KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512',
      KAFKA_SASL_USERNAME: 'me',
      KAFKA_SASL_PASSWORD_FILE: '/password',
    };
    expect(parse(env)).toMatchObject({
      settings: { sasl: { mechanism: 'scram-sha-512', username: 'me', password: 'hemmelig' } },
    });
  });
});

describe('the environment is refused', () => {
  test('with every fault at once', () => {
    expect(
      faultsOf({
        KAFKA_CERTIFICATE: 'no pem',
        KAFKA_CA_PATH: '/missing',
        KAFKA_TLS: 'maybe',
        KAFKA_SASL_MECHANISM: 'gssapi',
        KAFKA_SASL_USERNAME: 'me',
        KAFKA_REQUEST_TIMEOUT_MS: '-1',
      }),
    ).toEqual([
      'KAFKA_BROKERS',
      'KAFKA_CERTIFICATE',
      'KAFKA_CA_PATH',
      'KAFKA_PRIVATE_KEY',
      'KAFKA_TLS',
      'KAFKA_SASL_MECHANISM',
      'KAFKA_SASL_PASSWORD',
      'KAFKA_REQUEST_TIMEOUT_MS',
    ]);
  });

  test.each(['a', 'a:0', 'a:65536', 'a:b', 'http://a:1'])('for the broker %s', (broker) => {
    expect(faultsOf({ KAFKA_BROKERS: `ok:1,${broker}` })).toEqual(['KAFKA_BROKERS']);
  });

  test('when a setting is given as text and as a file', () => {
    expect(faultsOf({ KAFKA_BROKERS: 'a:1', KAFKA_CA: PEM, KAFKA_CA_PATH: '/ca' })).toEqual(['KAFKA_CA']);
  });

  test('without telling any value', () => {
    const secrets = {
      KAFKA_BROKERS: 'not-a-broker-7731',
      KAFKA_PRIVATE_KEY: 'key-7731',
      KAFKA_SASL_PASSWORD: 'pw-7731',
    };
    expect(JSON.stringify(parse(secrets))).not.toContain('7731');
  });
});
