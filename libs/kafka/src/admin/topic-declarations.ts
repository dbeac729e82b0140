/** What a topic is for; decides its defaults. */
export type TopicPurpose = 'inbound' | 'events' | 'feedback' | 'dead-letter';

/** A topic as it should be. */
export type TopicDeclaration = {
  readonly name: string;
  readonly purpose: TopicPurpose;
  readonly partitionCount: number;
  /** null = what the brokers are set to. */
  readonly replicationFactor: number | null;
  /** Topic settings by Kafka's own names and in Kafka's own units (the names carry them). */
  readonly configs: Readonly<Record<string, string>>;
};

type Shape = { readonly partitionCount: number; readonly configs: Readonly<Record<string, string>> };

export type TopicOptions = {
  /** Producers with an inbound topic of their own: `<prefix>inbound.<producerId>`. */
  readonly producerIds?: readonly string[];
  /** Producers with a feedback topic of their own: `<prefix>feedback.<producerId>`. */
  readonly feedbackProducerIds?: readonly string[];
  readonly replicationFactor?: number;
  /** Set on every topic when given; 2 beside a replication factor of 3. */
  readonly minInSyncReplicas?: number;
  /** How long records stay on topics that are not compacted, where it is not to be the default. */
  readonly retentionMs?: Readonly<Partial<Record<Exclude<TopicPurpose, 'events'>, number>>>;
  readonly overrides?: Readonly<Partial<Record<TopicPurpose, Partial<Shape>>>>;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Half a MiB more than Kafka's default of 1,048,588, so that every inbound record fits with the headers of a dead letter. */
const DEAD_LETTER_MAX_BYTES = 1_572_864;

const SHAPES: Readonly<Record<TopicPurpose, Shape>> = {
  // Short retention, and segments that roll hourly, for these bytes are personal data and may be refused ones.
  inbound: {
    partitionCount: 6,
    configs: { 'cleanup.policy': 'delete', 'retention.ms': String(DAY_MS), 'segment.ms': String(HOUR_MS) },
  },
  events: {
    partitionCount: 6,
    configs: {
      'cleanup.policy': 'compact',
      'max.compaction.lag.ms': String(12 * HOUR_MS),
      'segment.ms': String(6 * HOUR_MS),
      'delete.retention.ms': String(7 * DAY_MS),
    },
  },
  // A record goes with the youngest of its segment: with Kafka's default of 7 days the oldest would stay so much longer.
  feedback: {
    partitionCount: 6,
    configs: { 'cleanup.policy': 'delete', 'retention.ms': String(14 * DAY_MS), 'segment.ms': String(DAY_MS) },
  },
  'dead-letter': {
    partitionCount: 3,
    configs: {
      'cleanup.policy': 'delete',
      'retention.ms': String(7 * DAY_MS),
      'segment.ms': String(6 * HOUR_MS),
      'max.message.bytes': String(DEAD_LETTER_MAX_BYTES),
    },
  },
};

/**
 * All topics of the pipeline, in one place: creation, drift check and documentation read this. `prefix` is put before each name
 * as it is (default elsewhere: `notifications.`). Never throws.
 */
export const topicDeclarations = (prefix: string, options: TopicOptions = {}): readonly TopicDeclaration[] => {
  const durability: Record<string, string> =
    options.minInSyncReplicas === undefined ? {} : { 'min.insync.replicas': String(options.minInSyncReplicas) };
  const declare = (purpose: TopicPurpose, name: string): TopicDeclaration => {
    const override = options.overrides?.[purpose];
    const retentionMs = purpose === 'events' ? undefined : options.retentionMs?.[purpose];
    const retention: Record<string, string> = retentionMs === undefined ? {} : { 'retention.ms': String(retentionMs) };
    return {
      name,
      purpose,
      partitionCount: override?.partitionCount ?? SHAPES[purpose].partitionCount,
      replicationFactor: options.replicationFactor ?? null,
      configs: { ...SHAPES[purpose].configs, ...durability, ...retention, ...override?.configs },
    };
  };
  return [
    declare('inbound', `${prefix}inbound`),
    ...(options.producerIds ?? []).map((producerId) => declare('inbound', `${prefix}inbound.${producerId}`)),
    declare('events', `${prefix}events`),
    declare('feedback', `${prefix}feedback`),
    ...(options.feedbackProducerIds ?? []).map((producerId) => declare('feedback', `${prefix}feedback.${producerId}`)),
    declare('dead-letter', `${prefix}dead-letter`),
  ];
};
