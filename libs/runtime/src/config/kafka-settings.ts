import type { ConfigFault, ConfigOf } from './parse-config.ts';
import { choice, flag, list, optional, setting, text, wholeNumber } from './setting.ts';

const port = /([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])/;
const brokerForm = new RegExp(`^(\\[[0-9a-fA-F:]+\\]|[A-Za-z0-9._-]+):${port.source}$`);

/** The brokers and how we prove who we are, under the names that the platform gives them. */
export const kafkaSettings = {
  KAFKA_BROKERS: setting(list({ member: brokerForm, problem: 'must be host:port, with commas between' }), {
    about: 'addresses of Kafka brokers',
    example: 'localhost:9092',
  }),
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
  KAFKA_TLS: setting(optional(flag()), {
    about: 'TLS to the brokers; when not set: on if a certificate or an authority is given',
    example: 'true',
  }),
  KAFKA_SASL_MECHANISM: setting(optional(choice(['plain', 'scram-sha-256', 'scram-sha-512'])), {
    about: 'how we log in to Kafka, when by user and password',
    example: 'scram-sha-512',
  }),
  KAFKA_SASL_USERNAME: setting(optional(text({ maxLength: 255 })), { about: 'Kafka user', example: 'varselvakt' }),
  KAFKA_SASL_PASSWORD: setting(optional(text()), { about: 'Kafka password', example: 'a-long-secret', secret: true }),
  KAFKA_CLIENT_ID: setting(optional(text({ maxLength: 255 })), {
    about: 'what the brokers’ logs and quotas call us; when not set: varselvakt-<service>',
    example: 'varselvakt-validator',
  }),
  KAFKA_CONNECTION_TIMEOUT_MS: setting(wholeNumber({ min: 100, max: 120_000 }).default(5_000), {
    about: 'how long connecting to a broker may take',
    example: '5000',
  }),
  KAFKA_REQUEST_TIMEOUT_MS: setting(wholeNumber({ min: 100, max: 120_000 }).default(10_000), {
    about: 'how long one answer of a broker may take',
    example: '10000',
  }),
};

type KafkaValues = ConfigOf<typeof kafkaSettings>;

/** What libs/kafka needs to reach a cluster; the same shape as its KafkaSettings. */
export type KafkaConnectionSettings = {
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** PEM texts; all null = TLS with the machine's own trust store. */
  readonly tls: {
    readonly certificate: string | null;
    readonly privateKey: string | null;
    readonly authority: string | null;
  } | null;
  readonly sasl: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  } | null;
  readonly connectionTimeoutMs: number;
  readonly requestTimeoutMs: number;
};

const createMissing = (faults: ConfigFault[]) => (name: string, because: string, example: string) =>
  faults.push({ name, problem: `is not set, but ${because} is`, example: `${name}=${example}` });

/** The rules between the Kafka settings: halves of a pair are of no use. */
export function checkKafkaSettings(config: Partial<KafkaValues>): readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  for (const name of ['KAFKA_CERTIFICATE', 'KAFKA_PRIVATE_KEY', 'KAFKA_CA'] as const) {
    if (config[name] && !config[name].includes('-----BEGIN '))
      faults.push({
        name,
        problem: 'is not PEM: no line begins with -----BEGIN',
        example: `${name}_PATH=/secrets/file.pem`,
      });
  }
  const missing = createMissing(faults);
  if (config.KAFKA_CERTIFICATE && config.KAFKA_PRIVATE_KEY === null)
    missing('KAFKA_PRIVATE_KEY', 'KAFKA_CERTIFICATE', '-----BEGIN PRIVATE KEY-----…');
  if (config.KAFKA_PRIVATE_KEY && config.KAFKA_CERTIFICATE === null)
    missing('KAFKA_CERTIFICATE', 'KAFKA_PRIVATE_KEY', '-----BEGIN CERTIFICATE-----…');
  if (config.KAFKA_TLS === false && (config.KAFKA_CERTIFICATE || config.KAFKA_PRIVATE_KEY || config.KAFKA_CA))
    faults.push({ name: 'KAFKA_TLS', problem: 'is false although certificates are given', example: 'KAFKA_TLS=true' });
  return [...faults, ...checkLogin(config)];
}

function checkLogin(config: Partial<KafkaValues>): readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  const missing = createMissing(faults);
  if (config.KAFKA_SASL_MECHANISM) {
    if (config.KAFKA_SASL_USERNAME === null) missing('KAFKA_SASL_USERNAME', 'KAFKA_SASL_MECHANISM', 'varselvakt');
    if (config.KAFKA_SASL_PASSWORD === null) missing('KAFKA_SASL_PASSWORD', 'KAFKA_SASL_MECHANISM', 'a-long-secret');
  } else if (config.KAFKA_SASL_MECHANISM === null && (config.KAFKA_SASL_USERNAME || config.KAFKA_SASL_PASSWORD)) {
    missing('KAFKA_SASL_MECHANISM', 'another KAFKA_SASL setting', 'scram-sha-512');
  }
  return faults;
}

/** What libs/kafka needs to connect, made of the checked settings; `service` names us to the brokers. */
export function toKafkaConnection(config: KafkaValues, service: string): KafkaConnectionSettings {
  const { KAFKA_CERTIFICATE: certificate, KAFKA_PRIVATE_KEY: privateKey, KAFKA_CA: authority } = config;
  const wantsTls = config.KAFKA_TLS ?? (certificate ?? authority) !== null;
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = config;
  return {
    brokers: config.KAFKA_BROKERS,
    clientId: config.KAFKA_CLIENT_ID ?? `varselvakt-${service}`,
    tls: wantsTls ? { certificate, privateKey, authority } : null,
    sasl: mechanism !== null && username !== null && password !== null ? { mechanism, username, password } : null,
    connectionTimeoutMs: config.KAFKA_CONNECTION_TIMEOUT_MS,
    requestTimeoutMs: config.KAFKA_REQUEST_TIMEOUT_MS,
  };
}
