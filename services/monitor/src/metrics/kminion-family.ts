import {
  byTopic,
  type Group,
  gauge,
  known,
  type LagMetric,
  perGroup,
  perLog,
  perPartition,
  perTopic,
  sum,
} from './metric-family.ts';

const name = (rest: string): string => `kminion_kafka_consumer_group_${rest}`;
const topicLabels = ['group_id', 'topic_name'];

/** Members by topic, each counted once. */
const membersOf = (group: Group) =>
  [...byTopic(group.partitions)].map(([topic_name, partitions]) => {
    const members = new Set(partitions.flatMap(({ member }) => (member === null ? [] : [member.memberId])));
    return { labels: { group_id: group.group, topic_name }, value: members.size };
  });

const emptyMembers = ({ memberCount, partitions }: Group): number | null => {
  if (memberCount === null) return null;
  return memberCount - new Set(partitions.flatMap(({ member }) => (member === null ? [] : [member.memberId]))).size;
};

/** The names of kminion, as its code has them (its page of metrics has older ones). */
export const kminionFamily: readonly LagMetric[] = [
  gauge(
    name('topic_partition_lag'),
    'Records that wait in a partition',
    [...topicLabels, 'partition_id'],
    perPartition(({ topic, partition, lag }, { group }) =>
      known({ group_id: group, topic_name: topic, partition_id: partition }, lag),
    ),
  ),
  gauge(
    name('topic_lag'),
    'Records that wait in a topic; absent where any of it is unknown',
    topicLabels,
    perTopic((topic_name, partitions, { group }) =>
      known({ group_id: group, topic_name }, sum(partitions.map(({ lag }) => lag))),
    ),
  ),
  gauge(
    name('topic_offset_sum'),
    'Committed offsets in a topic, added up',
    topicLabels,
    perTopic((topic_name, partitions, { group }) =>
      known({ group_id: group, topic_name }, sum(partitions.map(({ committedOffset }) => committedOffset ?? 0))),
    ),
  ),
  gauge(
    name('members'),
    'Members of the group',
    ['group_id'],
    perGroup(({ group, memberCount }) => known({ group_id: group }, memberCount)),
  ),
  gauge(
    name('empty_members'),
    'Members that have no partition',
    ['group_id'],
    perGroup((group) => known({ group_id: group.group }, emptyMembers(group))),
  ),
  gauge(name('topic_members'), 'Members that read a topic', topicLabels, perGroup(membersOf)),
  gauge(
    name('topic_assigned_partitions'),
    'Partitions of a topic that a member has',
    topicLabels,
    perTopic((topic_name, partitions, { group }) =>
      known({ group_id: group, topic_name }, partitions.filter(({ member }) => member !== null).length),
    ),
  ),
  gauge(
    name('info'),
    'What the group is; the value is always 1',
    ['group_id', 'protocol', 'protocol_type', 'state', 'coordinator_id'],
    perGroup(({ group, protocol, protocolType, state, coordinatorId }) => [
      {
        labels: {
          ...{ group_id: group, protocol: protocol ?? '', protocol_type: protocolType ?? '', state: state ?? '' },
          coordinator_id: coordinatorId ?? '',
        },
        value: 1,
      },
    ]),
  ),
  gauge(
    'kminion_kafka_topic_partition_high_water_mark',
    'End of the log',
    ['topic_name', 'partition_id'],
    perLog(({ topic, partition, endOffset }) => known({ topic_name: topic, partition_id: partition }, endOffset)),
  ),
  gauge(
    'kminion_kafka_topic_partition_low_water_mark',
    'Start of the log',
    ['topic_name', 'partition_id'],
    perLog(({ topic, partition, startOffset }) => known({ topic_name: topic, partition_id: partition }, startOffset)),
  ),
];
