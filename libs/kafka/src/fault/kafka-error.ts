/**
 * The only error class this package throws on purpose. The message holds the code and a place (topic, partition, offset,
 * sizes), never a key, a value or a foreign message text, because kafkajs texts may carry payloads.
 * `retriable` says whether the same call may succeed later without anybody changing anything.
 */
export class KafkaError extends Error {
  override readonly name: string = 'KafkaError';
  readonly code: string;
  readonly retriable: boolean;

  constructor(code: string, detail: string, options: { readonly retriable: boolean; readonly cause?: unknown }) {
    super(detail === '' ? code : `${code}: ${detail}`, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.retriable = options.retriable;
  }
}

/** One record that Kafka will never take as it is; `index` is its place in the array given to `send`. */
export type Refusal = {
  readonly index: number;
  /** KAFKA_MESSAGE_TOO_LARGE, KAFKA_INVALID_RECORD (for one: no key on a compacted topic), KAFKA_INVALID_TIMESTAMP … */
  readonly code: string;
};

/**
 * Some records of one `send` can never be written; **all others of that call are acknowledged**. Not retriable: the caller
 * writes the refused ones to the dead letters (a pointer when they are too large) and goes on.
 */
export class RecordsRefused extends KafkaError {
  override readonly name = 'RecordsRefused';
  readonly refusals: readonly Refusal[];

  constructor(topic: string, refusals: readonly Refusal[]) {
    super(refusals[0]?.code ?? 'KAFKA_RECORD_REFUSED', `${refusals.length} records refused by topic ${topic}`, {
      retriable: false,
    });
    this.refusals = refusals;
  }
}
