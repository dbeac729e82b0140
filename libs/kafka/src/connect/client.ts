import kafkajs, { type Kafka, type KafkaConfig, type SASLOptions } from 'kafkajs';
import { registerCodecs } from '../wire/compression.ts';
import { installConnectionGuard } from '../wire/connection-guard.ts';
import { installFetchGuard } from '../wire/fetch-guard.ts';
import { installLeanEncoding } from '../wire/lean-encoding.ts';
import { createLogBridge } from './kafkajs-log.ts';
import type { KafkaObserver } from './observer.ts';
import type { KafkaSettings, SaslSettings, TlsSettings } from './settings.ts';

/** One way into a cluster. It holds no connection itself: senders, consumers and admins made from it do. */
export type KafkaClient = {
  readonly kafka: Kafka;
  /** The same cluster, asked with more patience: a consumer that gives up comes back as a stranger (see `CONSUMER_RETRY` in batch-consumer.ts). */
  readonly patientKafka: Kafka;
  readonly settings: KafkaSettings;
  readonly observe: KafkaObserver;
};

/** Said explicitly: kafkajs picks other figures when NODE_ENV is "test". */
const IMPATIENT_RETRY = { initialRetryTime: 200, maxRetryTime: 5_000, retries: 5, factor: 0.2, multiplier: 2 };
/** About four minutes; the runtime ends the process after five without progress. */
const PATIENT_RETRY = { ...IMPATIENT_RETRY, maxRetryTime: 1_000, retries: 240 };

const toSsl = (tls: TlsSettings): NonNullable<Exclude<KafkaConfig['ssl'], boolean>> => ({
  ...(tls.certificate === null ? {} : { cert: tls.certificate }),
  ...(tls.privateKey === null ? {} : { key: tls.privateKey }),
  ...(tls.authority === null ? {} : { ca: [tls.authority] }),
});

const toSaslOptions = ({ mechanism, username, password }: SaslSettings): SASLOptions => ({
  mechanism,
  username,
  password,
});

/**
 * Makes a client from checked settings; opens nothing. All that happens is told to `observe`, kafkajs' own log lines too.
 * Also teaches kafkajs (for the whole process) to read snappy, lz4 and zstd, to step over emptied
 * batches, to throw half answers away when it connects anew, and to write each batch once.
 */
export const createKafkaClient = (settings: KafkaSettings, observe: KafkaObserver): KafkaClient => {
  registerCodecs();
  installFetchGuard();
  installConnectionGuard();
  installLeanEncoding();
  const config: KafkaConfig = {
    brokers: [...settings.brokers],
    clientId: settings.clientId,
    connectionTimeout: settings.connectionTimeoutMs,
    requestTimeout: settings.requestTimeoutMs,
    enforceRequestTimeout: true,
    logLevel: kafkajs.logLevel.INFO,
    logCreator: createLogBridge(observe),
    ...(settings.tls === null ? {} : { ssl: toSsl(settings.tls) }),
    ...(settings.sasl === null ? {} : { sasl: toSaslOptions(settings.sasl) }),
  };
  const kafka = new kafkajs.Kafka({ ...config, retry: IMPATIENT_RETRY });
  const patientKafka = new kafkajs.Kafka({ ...config, retry: PATIENT_RETRY });
  return { kafka, patientKafka, settings, observe };
};
