/** A line of kafkajs' own log with allow-listed fields only. */
export type KafkaLogLine = {
  readonly type: 'log_written';
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: Readonly<Record<string, string | number | boolean>>;
};

type Place = { readonly topic: string; readonly partition: number };

/** Everything this package tells about what it does. Logs, metrics and crash tests listen; nothing here decides anything. */
export type KafkaEvent =
  | KafkaLogLine
  | { readonly type: 'client_connected'; readonly role: 'sender' | 'consumer' | 'admin' }
  | {
      readonly type: 'connect_failed';
      readonly role: 'sender' | 'consumer';
      readonly code: string;
      readonly attemptCount: number;
      readonly retryInMs: number;
    }
  | (Place & {
      readonly type: 'records_sent';
      readonly recordCount: number;
      readonly byteCount: number;
      readonly durationMs: number;
    })
  | (Place & {
      readonly type: 'send_failed';
      readonly code: string;
      readonly retriable: boolean;
      readonly recordCount: number;
      readonly attemptCount: number;
      readonly retryInMs: number | null;
    })
  | {
      readonly type: 'group_joined';
      readonly groupId: string;
      readonly rebalanceCount: number;
      readonly assignment: readonly Place[];
    }
  | (Place & { readonly type: 'position_restored'; readonly offset: bigint })
  | (Place & {
      readonly type: 'batch_handled';
      readonly recordCount: number;
      readonly firstOffset: bigint;
      readonly lastOffset: bigint;
      readonly durationMs: number;
    })
  | (Place & {
      readonly type: 'batch_failed';
      readonly offset: bigint;
      readonly code: string;
      readonly retriable: boolean;
      readonly attemptCount: number;
      readonly failingSinceAt: number;
      readonly retryInMs: number;
      /** For a debugger or a log of stack traces; its message may hold values, so loggers print the code only. */
      readonly error: unknown;
    })
  /** The partition was lost while its batch was worked on: nothing was committed, the next owner gets it again. */
  | (Place & { readonly type: 'batch_abandoned'; readonly offset: bigint; readonly recordCount: number })
  | (Place & { readonly type: 'offset_committed'; readonly offset: bigint; readonly durationMs: number })
  | (Place & {
      readonly type: 'commit_failed';
      readonly offset: bigint;
      readonly code: string;
      readonly failuresInRow: number;
    })
  /** From now on it would be noticed if the topic were deleted and made anew. */
  | { readonly type: 'topic_identified'; readonly topic: string }
  /** ALARM: the stored offset is gone from the log (retention overtook us, or the topic is new); reading starts at the earliest. */
  | (Place & { readonly type: 'offset_reset' })
  /** ALARM: records wait, fetches return, yet nothing is delivered (K7). */
  | (Place & { readonly type: 'partition_stuck'; readonly position: bigint; readonly endOffset: bigint })
  | { readonly type: 'consumer_crashed'; readonly groupId: string; readonly code: string; readonly restart: boolean };

/** Is told what happens; must not throw and must return at once. */
export type KafkaObserver = (event: KafkaEvent) => void;
