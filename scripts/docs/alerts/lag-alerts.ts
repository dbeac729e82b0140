import type { Alert } from './alert.ts';

/** Whether records are read, in time and by somebody. */
export const lagAlerts: readonly Alert[] = [
  {
    name: 'RecordsWaitTooLong',
    expression:
      'max by (group, topic) (notif_oldest_unhandled_age_seconds) > 300 and max by (group, topic) (deriv(notif_oldest_unhandled_age_seconds[10m])) > 0',
    holdsFor: '2m',
    severity: 'page',
    summary:
      'The oldest record that {{ $labels.group }} has not handled in {{ $labels.topic }} is {{ $value | humanizeDuration }} old, and it grows',
    consequence: 'Notifications reach people late; what is due is deleted late when the persister is behind.',
    action: 'See whether the group stands still or is only slow: varselvakt lag --group {{ $labels.group }}',
    steps: [
      '`varselvakt status` names the stage that is behind and why; `varselvakt lag --watch` shows each partition with its trend and status.',
      'One partition stands still: see [PartitionStuck](#partitionstuck). All grow alike: more comes in than is handled. Compare `rate(notif_records_total[5m])` by stage, start more instances (as many as there are partitions are of use).',
      'Nothing is handled at all: see [GroupWithoutMembers](#groupwithoutmembers) and the readiness of the instances (`/internal/health/ready?verbose`).',
    ],
  },
  {
    name: 'PartitionStuck',
    expression: 'max by (group, topic, partition) (notif_partition_status) >= 4',
    holdsFor: '5m',
    severity: 'page',
    summary:
      '{{ $labels.group }} makes no progress in partition {{ $labels.partition }} of {{ $labels.topic }} (status {{ $value }}: 4 stopped, 5 stalled, 6 rewound)',
    consequence: 'All later events of the cases and notifications in this partition wait, without limit.',
    action: 'Ask who has the partition and what it says: varselvakt lag --group {{ $labels.group }}',
    steps: [
      '`varselvakt lag --group <group>` names the member and gives the status in words.',
      'The instance’s `/internal/health/live?verbose` says whether commits fail or one partition stands still; its log holds the code of the fault, the topic, partition and offset, never the content.',
      'The world is broken (database, registry, broker): mend that; the instance goes on by itself. A service that cannot progress for 300 s ends and is started again.',
      '`varselvakt tail <topic> -p <partition> -o <offset> -n 1` shows the record, masked. A record that no instance can get past is a defect of ours: keep its place for the report, then move the group over it with `varselvakt offsets reset` (dry run first) only when you know what is lost.',
    ],
  },
  {
    name: 'GroupWithoutMembers',
    expression: 'kafka_consumergroup_members{consumergroup=~".*(validator|persister)"} == 0',
    holdsFor: '2m',
    severity: 'page',
    summary: 'Nobody reads for {{ $labels.consumergroup }}',
    consequence: 'Nothing of its stage is done; with no lag yet it looks healthy until the next event comes.',
    action: 'Start an instance, or find out why it ends: its last log line names the cause and the exit code',
    steps: [
      'Exit code 1: a failed start or a crash, the log says which. 2: it did not stop in time. 3: the database is newer than the code, roll out the newer image.',
      '`varselvakt doctor` checks connections, topics, schemas, register, clocks and rights, each with its remedy.',
    ],
  },
  {
    name: 'LagUnknown',
    expression: 'notif_lag_collector_success == 0 or notif_lag_collector_age_seconds > 120',
    holdsFor: '5m',
    severity: 'ticket',
    summary: 'The lag of {{ or $labels.group "all groups" }} cannot be asked for: the other alerts about lag are blind',
    consequence: 'A service that stands still would not be seen by its lag.',
    action: 'Look at the monitor’s readiness (/internal/health/ready?verbose) and at the brokers',
    steps: [
      'While a question fails the series of lag are absent on purpose: a failed question is no lag of zero.',
      '`varselvakt doctor` from where the monitor runs tells a broker that is away from a missing right (Describe on the group and its topics, see `varselvakt topics acl`).',
    ],
  },
  {
    name: 'RecordsLost',
    expression: 'max by (group, topic, partition) (kafka_consumergroup_group_messages_lost) > 0',
    holdsFor: '0m',
    severity: 'page',
    summary:
      'Retention took {{ $value }} records of {{ $labels.topic }}, partition {{ $labels.partition }}, before {{ $labels.group }} had read them',
    consequence: 'These events are gone; their producers were told nothing.',
    action:
      'Stop the loss first: lengthen the topic’s retention (varselvakt topics check shows what is declared), then find out who must publish again',
    steps: [
      'The event log is compacted and never loses by time: there this means that somebody changed its settings. `varselvakt topics check`.',
      'Inbound topics: the purge never passes a committed offset, so only retention can have done it. Producers publish again with the same event ids; what had arrived counts as a duplicate.',
    ],
  },
];
