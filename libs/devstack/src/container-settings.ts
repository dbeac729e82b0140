import { commonKafkaSettings } from './kafka-properties.ts';
import { DATABASE_NAME, DATABASE_USER, INITDB_LOCALE } from './postgres-settings.ts';
import type { StackProfile } from './stack-profile.ts';

const CLUSTER_ID = '5L6g3nShT-eMCtK--X86sw';

/** The port inside each part's container. */
export const CONTAINER_PORTS = { kafka: 9092, registry: 8080, postgres: 5432 } as const;

/** The environment of apache/kafka: a setting `a.b` is the variable KAFKA_A_B. One listener for clients, one for itself. */
export function renderKafkaEnvironment(profile: StackProfile, host: string, port: number): Record<string, string> {
  const settings = {
    ...commonKafkaSettings(profile),
    'controller.quorum.voters': '1@localhost:9093',
    listeners: `HOST://:${CONTAINER_PORTS.kafka},INSIDE://:19092,CONTROLLER://:9093`,
    'advertised.listeners': `HOST://${host}:${port},INSIDE://localhost:19092`,
    'listener.security.protocol.map': 'HOST:PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'INSIDE',
  };
  const variables = Object.entries(settings).map(
    ([name, value]) => [`KAFKA_${name.replaceAll('.', '_').toUpperCase()}`, String(value)] as const,
  );
  const heap = profile === 'bench' ? '-Xms512m -Xmx512m' : '-Xms128m -Xmx256m';
  return { ...Object.fromEntries(variables), CLUSTER_ID, KAFKA_HEAP_OPTS: heap };
}

/** The environment of the registry's image: it keeps its schemas in memory. */
export function renderRegistryEnvironment(): Record<string, string> {
  return { JAVA_OPTS_APPEND: '-Xmx256m -XX:+UseSerialGC', QUARKUS_HTTP_ACCESS_LOG_ENABLED: 'false' };
}

/** The environment of the postgres image. */
export function renderPostgresEnvironment(password: string): Record<string, string> {
  return {
    POSTGRES_USER: DATABASE_USER,
    POSTGRES_PASSWORD: password,
    POSTGRES_DB: DATABASE_NAME,
    POSTGRES_INITDB_ARGS: INITDB_LOCALE.join(' '),
  };
}
