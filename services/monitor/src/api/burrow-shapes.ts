import type { LagReport } from '@varselvakt/lag';

type Group = LagReport['groups'][number];
type Partition = Group['partitions'][number];
type Commit = Partition['windowStart'];

const number = { type: 'integer' } as const;
const text = { type: 'string' } as const;
const commit = {
  anyOf: [
    {
      type: 'object',
      properties: { offset: number, timestamp: number, observedAt: number, lag: { type: ['integer', 'null'] } },
    },
    { type: 'null' },
  ],
} as const;
const partition = {
  type: 'object',
  properties: {
    ...{ topic: text, partition: number, owner: text, client_id: text, status: text, start: commit, end: commit },
    ...{ current_lag: number, complete: { type: 'number' } },
  },
} as const;
const request = { type: 'object', properties: { url: text, host: text } } as const;
const answer = (properties: Readonly<Record<string, unknown>>) => ({
  type: 'object',
  properties: { error: { type: 'boolean' }, message: text, ...properties, request },
});

/** What Burrow's third API answers, as scripts know it. */
export const burrowSchemas = {
  clusters: answer({ clusters: { type: 'array', items: text } }),
  consumers: answer({ consumers: { type: 'array', items: text } }),
  error: answer({}),
  status: answer({
    status: {
      type: 'object',
      properties: {
        ...{ cluster: text, group: text, status: text, complete: { type: 'number' } },
        partitions: { type: 'array', items: partition },
        ...{ partition_count: number, maxlag: { anyOf: [partition, { type: 'null' }] }, totallag: number },
      },
    },
  }),
  topics: answer({
    topics: {
      type: 'object',
      additionalProperties: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            offsets: { type: 'array', items: commit },
            owner: text,
            client_id: text,
            'current-lag': number,
          },
        },
      },
    },
  }),
} as const;

const toCommit = (sample: Commit) =>
  sample && { offset: sample.offset, timestamp: sample.at, observedAt: sample.at, lag: sample.lag };

const toPartition = (one: Partition) => ({
  ...{
    topic: one.topic,
    partition: one.partition,
    owner: one.member?.host ?? '',
    client_id: one.member?.clientId ?? '',
  },
  ...{ status: one.status, start: toCommit(one.windowStart), end: toCommit(one.windowEnd) },
  // Burrow has no word for an unknown lag; a partition without commits is not in its answers at all.
  ...{ current_lag: one.lag ?? 0, complete: one.complete },
});

/** What Burrow would know: partitions that were committed at least once. */
const committed = (group: Group): readonly Partition[] =>
  group.partitions.filter(({ committedOffset, lag }) => committedOffset !== null && lag !== null);

/** A group as `/status` (only what is not OK) and `/lag` (all) tell it. */
export function toBurrowStatus(cluster: string, group: Group, showsAll: boolean) {
  const partitions = committed(group).map(toPartition);
  const complete = partitions.filter((one) => one.complete === 1).length;
  const maxlag = partitions.reduce<(typeof partitions)[number] | null>(
    (most, one) => (most === null || one.current_lag > most.current_lag ? one : most),
    null,
  );
  return {
    ...{ cluster, group: group.group, status: group.status },
    complete: partitions.length === 0 ? 0 : complete / partitions.length,
    partitions: showsAll ? partitions : partitions.filter(({ status }) => status !== 'OK'),
    partition_count: partitions.length,
    maxlag,
    totallag: partitions.reduce((total, one) => total + one.current_lag, 0),
  };
}

/** A group of which nothing is known. */
export const unknownBurrowStatus = (cluster: string, group: string) => ({
  ...{ cluster, group, status: 'NOTFOUND', complete: 1, partitions: [], partition_count: 0, maxlag: null, totallag: 0 },
});

/** A group's commits by topic, in the order of the partitions. */
export function toBurrowTopics(group: Group) {
  const topics: Record<string, unknown[]> = Object.create(null);
  for (const one of committed(group)) {
    const offsets = [one.windowStart, one.windowEnd].map(toCommit).filter((sample) => sample !== null);
    const entry = {
      offsets,
      owner: one.member?.host ?? '',
      client_id: one.member?.clientId ?? '',
      'current-lag': one.lag,
    };
    const others = topics[one.topic] ?? [];
    topics[one.topic] = [...others, entry];
  }
  return topics;
}
