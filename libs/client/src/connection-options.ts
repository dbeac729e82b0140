/** Where the pipeline is. What is left out is read from the environment variable named beside it, or from the file that `<NAME>_FILE` names. */
export type ConnectionOptions = {
  /** KAFKA_BROKERS: each `host:port`. */
  readonly brokers?: readonly string[];
  /** KAFKA_SCHEMA_REGISTRY: a URL, which may hold a path. */
  readonly schemaRegistry?: string;
  /** KAFKA_SCHEMA_REGISTRY_USER and KAFKA_SCHEMA_REGISTRY_PASSWORD. */
  readonly schemaRegistryLogin?: { readonly user: string; readonly password: string };
  /** KAFKA_CERTIFICATE, KAFKA_PRIVATE_KEY, KAFKA_CA (PEM texts; KAFKA_…_PATH names files); `{}` is TLS with the machine's trust store. */
  readonly tls?: { readonly certificate?: string; readonly privateKey?: string; readonly authority?: string };
  /** KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD. */
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
  /** KAFKA_CLIENT_ID. */
  readonly clientId?: string;
  /** TOPIC_PREFIX; default `notifications.`. */
  readonly topicPrefix?: string;
  /** Where the rest is read from; default `process.env`. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
};
