import type { ConsumerState } from '@varselvakt/kafka';

/** What a consumer cannot do, where, and how often it has tried: codes and places only. Null when all is well. */
export function describeTrouble(state: ConsumerState): string | null {
  if (state.failingSinceAt === null) return null;
  const code = state.failureCode ?? 'unknown';
  if (code === 'KAFKA_COMMITS_FAIL') return `${code}: ${state.commitFailuresInRow} in a row`;
  const failing = state.partitions.find(
    ({ failingSinceAt, failureCode }) => failingSinceAt !== null && failureCode === code,
  );
  if (failing !== undefined) return `${code} in ${failing.topic}/${failing.partition}, attempt ${failing.attemptCount}`;
  const stuck = state.partitions.find(({ stuckSinceAt }) => stuckSinceAt !== null);
  if (code === 'KAFKA_PARTITION_STUCK' && stuck !== undefined) return `${code}: ${stuck.topic}/${stuck.partition}`;
  return code;
}
