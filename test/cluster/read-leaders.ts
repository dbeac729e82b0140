/** Asks the cluster with kcat (librdkafka) who leads what: not the client that is under test. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface PartitionState {
  readonly topic: string;
  readonly partition: number;
  /** Below 1 where nobody leads. */
  readonly leader: number;
  readonly inSync: readonly number[];
}

interface KcatMetadata {
  readonly topics: readonly {
    readonly topic: string;
    readonly partitions: readonly {
      readonly partition: number;
      readonly leader: number;
      readonly isrs: readonly { readonly id: number }[];
    }[];
  }[];
}

const run = promisify(execFile);

/** Who leads the partitions of all topics with this prefix, and who is in sync. Throws when kcat is missing or no broker answers. */
export async function readLeaders(brokers: string, prefix: string): Promise<readonly PartitionState[]> {
  const { stdout } = await run('kcat', ['-L', '-J', '-b', brokers], { maxBuffer: 16_777_216 });
  const { topics } = JSON.parse(stdout) as KcatMetadata;
  return topics
    .filter(({ topic }) => topic.startsWith(prefix))
    .flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, leader, isrs }) => ({ topic, partition, leader, inSync: isrs.map(({ id }) => id) })),
    );
}
