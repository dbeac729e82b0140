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

/** The settings of a cluster that asks for no proof of who we are, such as one on this machine; times as in production. */
export const plainKafkaSettings = (brokers: readonly string[]): KafkaSettings => ({
  brokers,
  clientId: 'varselvakt',
  tls: null,
  sasl: null,
  connectionTimeoutMs: 5_000,
  requestTimeoutMs: 10_000,
});
