import { expect, test } from '@jest/globals';
import { renderKafkaProperties } from './kafka-properties.ts';

const place = { brokerPort: 1111, controllerPort: 2222, logFolder: '/data/with\\backslash', door: null };

test('a broker listens on this machine only, at the ports it was given', () => {
  const lines = renderKafkaProperties({ profile: 'test', ...place }).split('\n');
  expect(lines).toContain('listeners=PLAINTEXT://127.0.0.1:1111,CONTROLLER://127.0.0.1:2222');
  expect(lines).toContain('advertised.listeners=PLAINTEXT://127.0.0.1:1111');
  expect(lines).toContain('controller.quorum.voters=1@127.0.0.1:2222');
  expect(lines.join('\n')).not.toContain('0.0.0.0');
});

test('a backslash in the folder is written so that Java reads it as one', () => {
  expect(renderKafkaProperties({ profile: 'test', ...place })).toContain('log.dirs=/data/with\\\\backslash\n');
});

test('topics are never made by a slip of the pen', () => {
  expect(renderKafkaProperties({ profile: 'default', ...place })).toContain('auto.create.topics.enable=false\n');
});

test('erasure is quick to see everywhere but in benchmarks, where the cleaner would take part of the time', () => {
  expect(renderKafkaProperties({ profile: 'test', ...place })).toContain('log.cleaner.backoff.ms=100\n');
  expect(renderKafkaProperties({ profile: 'default', ...place })).toContain('log.cleaner.backoff.ms=100\n');
  expect(renderKafkaProperties({ profile: 'bench', ...place })).not.toContain('log.cleaner.backoff.ms');
});

test('a broker with users lets them in by TLS and password only, and gives no right that nobody has granted', () => {
  const files = {
    keyStoreFile: '/k/broker.p12',
    keyStorePassword: 'secret',
    authorityFile: '/k/broker.pem',
    passwords: {},
  };
  const lines = renderKafkaProperties({ profile: 'test', ...place, door: files, doorPort: 3333 }).split('\n');
  expect(lines).toContain('listeners=PLAINTEXT://127.0.0.1:1111,SASL_SSL://127.0.0.1:3333,CONTROLLER://127.0.0.1:2222');
  expect(lines).toContain('sasl.enabled.mechanisms=SCRAM-SHA-512');
  expect(lines).toContain('allow.everyone.if.no.acl.found=false');
});
