import { encodeTextArray } from '../binary/array-encoding.ts';
import type { StoreClient } from '../connect.ts';
import { insertTopics, readTopics } from '../sql/topic-numbers.ts';
import type { NewEvent } from './stored-rows.ts';

/** Tells the topics that have no number yet; leaves the transaction so that they can get one. */
class TopicsUnnumbered extends Error {
  override readonly name = 'TopicsUnnumbered';
  readonly topics: ReadonlySet<string>;

  constructor(topics: ReadonlySet<string>) {
    super('topics without a number');
    this.topics = topics;
  }
}

export type TopicNumbers = {
  /** The numbers of all topics these events name. Throws what `supply` understands when one is missing. */
  readonly require: (events: readonly NewEvent[]) => ReadonlyMap<string, number>;
  /** Numbers the missing topics when `error` was thrown by `require`; false for any other error. Throws StoreError. */
  readonly supply: (client: StoreClient, error: unknown) => Promise<boolean>;
};

/** Remembers the numbers of topics; they never change once given. */
export function createTopicNumbers(): TopicNumbers {
  const numbers = new Map<string, number>();
  return {
    require: (events) => {
      const missing = new Set<string>();
      for (const { logTopic, source } of events) {
        if (!numbers.has(logTopic)) missing.add(logTopic);
        if (!numbers.has(source.topic)) missing.add(source.topic);
      }
      if (missing.size > 0) throw new TopicsUnnumbered(missing);
      return numbers;
    },
    supply: async (client, error) => {
      if (!(error instanceof TopicsUnnumbered)) return false;
      await client.run(insertTopics, [encodeTextArray([...error.topics])]);
      const { rows } = await client.run(readTopics);
      for (const row of rows) numbers.set(row['name'] as string, Number(row['topic_number']));
      return true;
    },
  };
}
