import type { DoorFiles } from './kafka-door.ts';
import type { StackProfile } from './stack-profile.ts';

/** What a broker's server.properties depends on. */
export interface KafkaSettings {
  readonly profile: StackProfile;
  readonly brokerPort: number;
  readonly controllerPort: number;
  readonly logFolder: string;
  /** For a broker that also lets in who can say who it is, and only where it may. */
  readonly door: DoorFiles | null;
  readonly doorPort?: number;
}

const ALWAYS = {
  'process.roles': 'broker,controller',
  'node.id': 1,
  'controller.listener.names': 'CONTROLLER',
  'auto.create.topics.enable': false,
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 1,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'transaction.state.log.num.partitions': 1,
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.min.isr': 1,
  'group.initial.rebalance.delay.ms': 0,
  'group.min.session.timeout.ms': 500,
  // The default buffer of 128 MB is for logs far larger than ours.
  'log.cleaner.dedupe.buffer.size': 2_097_152,
  'num.network.threads': 2,
  'num.io.threads': 2,
  'background.threads': 2,
  // A broker that was killed is soon back, not after its old session of 9 s has ended; shorter, and a busy machine takes one for dead that is not.
  'broker.session.timeout.ms': 4000,
  'broker.heartbeat.interval.ms': 500,
} as const;

/** Erasure is seen to happen within a second: compaction and deletion do not wait for their usual half minutes. */
const FAST_CLEANER = {
  'log.cleaner.backoff.ms': 100,
  'log.segment.delete.delay.ms': 100,
  'log.retention.check.interval.ms': 200,
  'log.initial.task.delay.ms': 100,
} as const;

/** What every broker of ours is told, wherever it runs. */
export function commonKafkaSettings(profile: StackProfile): Readonly<Record<string, string | number | boolean>> {
  return { ...ALWAYS, ...(profile === 'bench' ? {} : FAST_CLEANER) };
}

/**
 * TLS and SCRAM on a port of its own. Whoever comes in there may do only what it has been given; the plain listeners, which brokers
 * and operators use, stay open to this machine and may do all.
 */
function doorSettings(files: DoorFiles): Readonly<Record<string, string>> {
  return {
    'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
    'listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config':
      'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'ssl.keystore.type': 'PKCS12',
    'ssl.keystore.location': files.keyStoreFile,
    'ssl.keystore.password': files.keyStorePassword,
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found': 'false',
    'super.users': 'User:ANONYMOUS',
  };
}

/** The broker's server.properties, one `name=value` a line. */
export function renderKafkaProperties(settings: KafkaSettings): string {
  const { door } = settings;
  const plain = `PLAINTEXT://127.0.0.1:${settings.brokerPort}`;
  const outward = door === null ? plain : `${plain},SASL_SSL://127.0.0.1:${settings.doorPort}`;
  const properties = {
    ...commonKafkaSettings(settings.profile),
    'inter.broker.listener.name': 'PLAINTEXT',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT',
    listeners: `${outward},CONTROLLER://127.0.0.1:${settings.controllerPort}`,
    'advertised.listeners': outward,
    'controller.quorum.voters': `1@127.0.0.1:${settings.controllerPort}`,
    'log.dirs': settings.logFolder,
    ...(door === null ? {} : doorSettings(door)),
  };
  return renderProperties(properties);
}

/** A properties file, one `name=value` a line. */
export function renderProperties(properties: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${escapeValue(String(value))}\n`)
    .join('');
}

/** A backslash begins an escape in a properties file. */
const escapeValue = (value: string): string => value.replaceAll('\\', '\\\\');
