import { describe, expect, test } from '@jest/globals';
import { checkKafkaSettings, kafkaSettings, toKafkaConnection } from './kafka-settings.ts';
import { createConfigSchema, type Environment, parseConfig } from './parse-config.ts';
import { formatConfigFaults, printConfig } from './print-config.ts';
import { databaseSettings, serviceSettings } from './service-settings.ts';
import { setting, wholeNumber } from './setting.ts';

const schema = createConfigSchema(
  {
    ...serviceSettings,
    ...kafkaSettings,
    ...databaseSettings,
    KEEP_DAYS: setting(wholeNumber({ min: 1, max: 3650 }), { about: 'how long', example: '30' }),
  },
  [checkKafkaSettings],
);
const good = { KAFKA_BROKERS: 'a:9092,b:9092', DATABASE_URL: 'postgres://u:hush@h/d', KEEP_DAYS: '30' };

const parse = (environment: Environment, files: Record<string, string> = {}) =>
  parseConfig(schema, environment, (path) => {
    if (files[path] === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return files[path];
  });
const faultsOf = (environment: Environment, files: Record<string, string> = {}) => {
  const result = parse(environment, files);
  return result.outcome === 'FAULTY' ? result.faults : [];
};

describe('reading the settings', () => {
  test('takes defaults, reads lists and numbers, and counts an empty variable as not set', () => {
    const result = parse({ ...good, HTTP_PORT: '', LOG_LEVEL: 'debug' });
    expect(result).toMatchObject({
      outcome: 'VALID',
      config: {
        KAFKA_BROKERS: ['a:9092', 'b:9092'],
        HTTP_PORT: 8080,
        LOG_LEVEL: 'debug',
        KEEP_DAYS: 30,
        LOG_FORMAT: null,
      },
    });
  });

  test('lists every fault at once, each with an example', () => {
    const faults = faultsOf({
      HTTP_PORT: '80a',
      LOG_LEVEL: 'loud',
      KAFKA_BROKERS: 'nowhere',
      KAFKA_SASL_MECHANISM: 'plain',
    });
    expect(faults.map((fault) => fault.name)).toEqual([
      'LOG_LEVEL',
      'HTTP_PORT',
      'KAFKA_BROKERS',
      'DATABASE_URL',
      'KEEP_DAYS',
      'KAFKA_SASL_USERNAME',
      'KAFKA_SASL_PASSWORD',
    ]);
    expect(formatConfigFaults(faults)).toContain('HTTP_PORT must be a whole number from 0 to 65535, but is "80a"');
    for (const fault of faults) expect(fault.example).toMatch(/^[A-Z_]+=./);
  });

  test.each(['0', '-1', '', '3651', '1e3', '30.0', ' 30', '99999999999999999999', 'null', '0x10'])(
    'refuses to start with %j days to keep, since a wrong retention must never mean "delete now"',
    (KEEP_DAYS) => expect(faultsOf({ ...good, KEEP_DAYS }).map((fault) => fault.name)).toEqual(['KEEP_DAYS']),
  );

  test('reads a secret from a file, without the line end', () => {
    const { DATABASE_URL: _, ...rest } = good;
    const result = parse({ ...rest, DATABASE_URL_FILE: '/run/url' }, { '/run/url': 'postgres://u:p@h/d\n' });
    expect(result).toMatchObject({ config: { DATABASE_URL: 'postgres://u:p@h/d' } });
  });

  test('refuses a value that is given twice, and a file that is not there', () => {
    expect(faultsOf({ ...good, DATABASE_URL_FILE: '/x' })[0]?.problem).toContain('DATABASE_URL and DATABASE_URL_FILE');
    expect(faultsOf({ ...good, KAFKA_CA_PATH: '/none' })[0]?.problem).toContain(
      'KAFKA_CA_PATH cannot be read (ENOENT)',
    );
  });

  test('never shows the value of a secret, not even of a wrong one', () => {
    const faults = faultsOf({ ...good, DATABASE_URL: 'mysql-hush-hush', KAFKA_SASL_PASSWORD: ' ', KAFKA_CA: 'hush' });
    expect(faults).toHaveLength(3);
    expect(formatConfigFaults(faults)).not.toContain('hush');
  });
});

test('printing covers secrets and credentials inside addresses', () => {
  const result = parse(good);
  if (result.outcome !== 'VALID') throw new Error('the settings are right');
  const printed = JSON.stringify(printConfig(schema, result.config));
  expect(printed).not.toContain('hush');
  expect(printed).toContain('{"name":"DATABASE_URL","value":"********"');
  expect(printed).toContain('{"name":"KAFKA_CA","value":"(not set)"');
});

test('Kafka is reached with TLS as soon as a certificate or an authority is given', () => {
  const pem = '-----BEGIN CERTIFICATE-----';
  const connect = (environment: Environment) => {
    const result = parse({ ...good, ...environment });
    return result.outcome === 'VALID' ? toKafkaConnection(result.config, 'validator') : null;
  };
  expect(connect({})).toMatchObject({ tls: null, sasl: null, clientId: 'varselvakt-validator' });
  expect(connect({ KAFKA_CA: pem })?.tls).toEqual({ certificate: null, privateKey: null, authority: pem });
  expect(connect({ KAFKA_TLS: 'true' })?.tls).toEqual({ certificate: null, privateKey: null, authority: null });
});
