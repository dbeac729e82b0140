import { readFileSync } from 'node:fs';

/** How to reach Kafka. */
export type KafkaSettings = {
  /** host:port */
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly tls: TlsSettings | null;
  readonly sasl: SaslSettings | null;
  readonly connectionTimeoutMs: number;
  /** The longest wait for one answer; must be shorter than a third of the session time-out. */
  readonly requestTimeoutMs: number;
};

/** PEM texts. All null = TLS with the machine's own trust store. */
export type TlsSettings = {
  readonly certificate: string | null;
  readonly privateKey: string | null;
  readonly authority: string | null;
};

export type SaslSettings = {
  readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  readonly username: string;
  readonly password: string;
};

/** One thing wrong with the environment. Holds the variable's name and what is expected, never its value. */
export type SettingFault = { readonly name: string; readonly problem: string };

export type KafkaSettingsResult =
  | { readonly outcome: 'accepted'; readonly settings: KafkaSettings }
  | { readonly outcome: 'refused'; readonly faults: readonly SettingFault[] };

type Environment = Readonly<Record<string, string | undefined>>;
type Reader = {
  readonly text: (name: string) => string | null;
  readonly fault: (name: string, problem: string) => void;
};

const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;
const BROKER = /^[A-Za-z0-9._-]+:([0-9]{1,5})$/;
const PEM = '-----BEGIN ';

/** Reads NAME, or the file that NAME_FILE or NAME_PATH points to; both at once is a fault, for nobody can tell which one counts. */
const createReader = (env: Environment, readFile: (path: string) => string, faults: SettingFault[]): Reader => {
  const fault = (name: string, problem: string): void => {
    faults.push({ name, problem });
  };
  const text = (name: string): string | null => {
    const pointers = [`${name}_PATH`, `${name}_FILE`].filter((pointer) => (env[pointer] ?? '') !== '');
    const direct = env[name] ?? '';
    const pointer = pointers[0];
    if (pointer === undefined) return direct === '' ? null : direct;
    if (direct !== '' || pointers.length > 1)
      fault(name, `is given twice: keep one of ${[name, ...pointers].join(', ')}`);
    try {
      return readFile(env[pointer] ?? '').trimEnd();
    } catch {
      fault(pointer, 'points to a file that cannot be read');
      return null;
    }
  };
  return { text, fault };
};

const readBrokers = (env: Environment, reader: Reader): readonly string[] => {
  const brokers = (env['KAFKA_BROKERS'] ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  if (brokers.length === 0) reader.fault('KAFKA_BROKERS', 'is missing: host:port, several separated by commas');
  for (const [index, broker] of brokers.entries()) {
    const port = Number(BROKER.exec(broker)?.[1] ?? 0);
    if (port < 1 || port > 65_535) reader.fault('KAFKA_BROKERS', `entry ${index + 1} is not host:port`);
  }
  return brokers;
};

const readPem = (reader: Reader, name: string): string | null => {
  const text = reader.text(name);
  if (text !== null && !text.includes(PEM))
    reader.fault(name, 'is not PEM: it has no line that begins with -----BEGIN');
  return text;
};

const readTls = (env: Environment, reader: Reader): TlsSettings | null => {
  const certificate = readPem(reader, 'KAFKA_CERTIFICATE');
  const privateKey = readPem(reader, 'KAFKA_PRIVATE_KEY');
  const authority = readPem(reader, 'KAFKA_CA');
  if (certificate !== null && privateKey === null)
    reader.fault('KAFKA_PRIVATE_KEY', 'is missing beside KAFKA_CERTIFICATE');
  if (certificate === null && privateKey !== null)
    reader.fault('KAFKA_CERTIFICATE', 'is missing beside KAFKA_PRIVATE_KEY');
  const wanted = env['KAFKA_TLS'] ?? '';
  if (!['', 'true', 'false'].includes(wanted)) reader.fault('KAFKA_TLS', 'must be true or false');
  const given = certificate !== null || privateKey !== null || authority !== null;
  if (given && wanted === 'false') reader.fault('KAFKA_TLS', 'is false although certificates are given');
  return given || wanted === 'true' ? { certificate, privateKey, authority } : null;
};

const readSasl = (env: Environment, reader: Reader): SaslSettings | null => {
  const given = (env['KAFKA_SASL_MECHANISM'] ?? '').toLowerCase();
  const username = reader.text('KAFKA_SASL_USERNAME');
  const password = reader.text('KAFKA_SASL_PASSWORD');
  if (given === '' && username === null && password === null) return null;
  const mechanism = MECHANISMS.find((item) => item === given);
  if (mechanism === undefined) reader.fault('KAFKA_SASL_MECHANISM', `must be one of ${MECHANISMS.join(', ')}`);
  if (username === null) reader.fault('KAFKA_SASL_USERNAME', 'is missing beside the other KAFKA_SASL settings');
  if (password === null) reader.fault('KAFKA_SASL_PASSWORD', 'is missing beside the other KAFKA_SASL settings');
  if (mechanism === undefined || username === null || password === null) return null;
  return { mechanism, username, password };
};

const readMs = (env: Environment, reader: Reader, name: string, fallbackMs: number): number => {
  const text = env[name] ?? '';
  if (text === '') return fallbackMs;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  reader.fault(name, 'must be a whole number of milliseconds above 0');
  return fallbackMs;
};

/**
 * Reads the KAFKA_* names of the environment (the platform's own names among them) and tells every fault at once.
 * Never throws; `readFile` reads a text file and may throw.
 */
export const parseKafkaEnvironment = (
  env: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): KafkaSettingsResult => {
  const faults: SettingFault[] = [];
  const reader = createReader(env, readFile, faults);
  const settings: KafkaSettings = {
    brokers: readBrokers(env, reader),
    clientId: [env['KAFKA_CLIENT_ID'], env['NAIS_CLIENT_ID'], 'varselvakt'].find((id) => (id ?? '') !== '') ?? '',
    tls: readTls(env, reader),
    sasl: readSasl(env, reader),
    connectionTimeoutMs: readMs(env, reader, 'KAFKA_CONNECTION_TIMEOUT_MS', 5_000),
    requestTimeoutMs: readMs(env, reader, 'KAFKA_REQUEST_TIMEOUT_MS', 10_000),
  };
  return faults.length === 0 ? { outcome: 'accepted', settings } : { outcome: 'refused', faults };
};
