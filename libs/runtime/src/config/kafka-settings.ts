import type { ConfigFault } from './parse-config.ts';
import { choice, list, optional, setting, text } from './setting.ts';

/** The brokers and how we prove who we are, under the names that the platform gives them. */
export const kafkaSettings = {
  KAFKA_BROKERS: setting(
    list({ member: /^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/, problem: 'must be host:port, with commas between' }),
    { about: 'addresses of Kafka brokers', example: 'localhost:9092' },
  ),
  KAFKA_CERTIFICATE: setting(optional(text({ maxLength: 65_536 })), {
    about: 'our certificate (PEM)',
    example: '-----BEGIN CERTIFICATE-----…',
    pathNames: ['KAFKA_CERTIFICATE_PATH'],
    secret: true,
  }),
  KAFKA_PRIVATE_KEY: setting(optional(text({ maxLength: 65_536 })), {
    about: 'the private key of our certificate (PEM)',
    example: '-----BEGIN PRIVATE KEY-----…',
    pathNames: ['KAFKA_PRIVATE_KEY_PATH'],
    secret: true,
  }),
  KAFKA_CA: setting(optional(text({ maxLength: 262_144 })), {
    about: 'the authority that signed the brokers’ certificates (PEM)',
    example: '-----BEGIN CERTIFICATE-----…',
    pathNames: ['KAFKA_CA_PATH'],
    secret: true,
  }),
  KAFKA_TLS: setting(choice(['auto', 'on', 'off']).default('auto'), {
    about: 'TLS to the brokers; auto: on when a certificate or an authority is given',
    example: 'auto',
  }),
  KAFKA_SASL_MECHANISM: setting(optional(choice(['plain', 'scram-sha-256', 'scram-sha-512'])), {
    about: 'how we log in to Kafka, when by user and password',
    example: 'scram-sha-512',
  }),
  KAFKA_SASL_USERNAME: setting(optional(text({ maxLength: 255 })), { about: 'Kafka user', example: 'varselvakt' }),
  KAFKA_SASL_PASSWORD: setting(optional(text()), { about: 'Kafka password', example: 'a-long-secret', secret: true }),
};

type KafkaValues = {
  readonly KAFKA_BROKERS: readonly string[];
  readonly KAFKA_CERTIFICATE: string | null;
  readonly KAFKA_PRIVATE_KEY: string | null;
  readonly KAFKA_CA: string | null;
  readonly KAFKA_TLS: 'auto' | 'on' | 'off';
  readonly KAFKA_SASL_MECHANISM: 'plain' | 'scram-sha-256' | 'scram-sha-512' | null;
  readonly KAFKA_SASL_USERNAME: string | null;
  readonly KAFKA_SASL_PASSWORD: string | null;
};

export type KafkaConnectionSettings = {
  readonly brokers: readonly string[];
  readonly tls: {
    readonly certificate: string | null;
    readonly privateKey: string | null;
    readonly ca: string | null;
  } | null;
  readonly sasl: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  } | null;
};

/** The rules between the Kafka settings: halves of a pair are of no use. */
export function checkKafkaSettings(config: Partial<KafkaValues>): readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  const missing = (name: string, because: string, example: string) =>
    faults.push({ name, problem: `is not set, but ${because} is`, example: `${name}=${example}` });
  if (config.KAFKA_CERTIFICATE && config.KAFKA_PRIVATE_KEY === null)
    missing('KAFKA_PRIVATE_KEY', 'KAFKA_CERTIFICATE', '-----BEGIN PRIVATE KEY-----…');
  if (config.KAFKA_PRIVATE_KEY && config.KAFKA_CERTIFICATE === null)
    missing('KAFKA_CERTIFICATE', 'KAFKA_PRIVATE_KEY', '-----BEGIN CERTIFICATE-----…');
  if (config.KAFKA_SASL_MECHANISM) {
    if (config.KAFKA_SASL_USERNAME === null) missing('KAFKA_SASL_USERNAME', 'KAFKA_SASL_MECHANISM', 'varselvakt');
    if (config.KAFKA_SASL_PASSWORD === null) missing('KAFKA_SASL_PASSWORD', 'KAFKA_SASL_MECHANISM', 'a-long-secret');
  } else if (config.KAFKA_SASL_MECHANISM === null && config.KAFKA_SASL_USERNAME) {
    missing('KAFKA_SASL_MECHANISM', 'KAFKA_SASL_USERNAME', 'scram-sha-512');
  }
  return faults;
}

/** What a Kafka client needs to connect, made of the checked settings. */
export function toKafkaConnection(config: KafkaValues): KafkaConnectionSettings {
  const { KAFKA_CERTIFICATE: certificate, KAFKA_PRIVATE_KEY: privateKey, KAFKA_CA: ca } = config;
  const wantsTls = config.KAFKA_TLS === 'on' || (config.KAFKA_TLS === 'auto' && (certificate ?? ca) !== null);
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = config;
  return {
    brokers: config.KAFKA_BROKERS,
    tls: wantsTls ? { certificate, privateKey, ca } : null,
    sasl: mechanism !== null && username !== null && password !== null ? { mechanism, username, password } : null,
  };
}
