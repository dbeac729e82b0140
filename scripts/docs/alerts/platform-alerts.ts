import type { Alert } from './alert.ts';

/** What threatens the pipeline before anything is late: the brokers, the time that records stay, our own loops. */
export const platformAlerts: readonly Alert[] = [
  {
    name: 'LoopStands',
    expression: 'min by (job, instance, loop) (notif_loop_alive) == 0',
    holdsFor: '1m',
    severity: 'page',
    summary: 'The loop {{ $labels.loop }} of {{ $labels.instance }} has made no progress for two minutes',
    consequence:
      'What this instance should do is not done; after five minutes without progress it ends and is started again.',
    action: 'Ask it why: /internal/health/live?verbose names the loop and the code of what it waits for',
    steps: [
      'A loop that begins with `wait for` cannot start: the dependency that it names is away or refuses us. `varselvakt doctor` says which and what helps.',
      'All instances at once: the database, the brokers or the registry. One instance alone: compare its log with that of the others.',
      'It ends after PROGRESS_EXIT_SECONDS with exit code 1; if the next one stands still as well, restarting does not help.',
    ],
  },
  {
    name: 'RetentionNear',
    // Where records are purged right behind their reader, all of a short log may wait without being old.
    expression:
      'max by (group, topic, partition) (kafka_consumergroup_group_lag_retention_ratio) > 80 and max by (group, topic, partition) (kafka_consumergroup_group_lag_seconds) > 600',
    holdsFor: '5m',
    severity: 'page',
    summary:
      '{{ $value | humanize }} % of what the log holds in {{ $labels.topic }}, partition {{ $labels.partition }}, waits for {{ $labels.group }}, and it is old',
    consequence: 'Retention will soon take events that nobody has handled; their producers would be told nothing.',
    action: 'Win time first: lengthen the topic’s retention (retention.ms), then see why the group is behind',
    steps: [
      '`varselvakt topics check` shows what is declared; what is set by hand is told as a difference until it is put back.',
      'Then see [RecordsWaitTooLong](#recordswaittoolong).',
    ],
  },
  {
    name: 'CopiesMissing',
    expression: 'max by (topic) (kafka_topic_partition_under_replicated_partition) == 1',
    holdsFor: '5m',
    severity: 'ticket',
    summary: 'Partitions of {{ $labels.topic }} have fewer complete copies than they shall have',
    consequence:
      'Nothing is lost yet; when one more broker goes, nothing can be written, or what has one copy is gone.',
    action: 'See which broker is away: varselvakt status names it, kafka_broker_info lists those that are there',
    steps: [
      'A broker that is away: bring it back; its copies catch up by themselves.',
      'All brokers are there: one of them cannot keep up; look at its disk and network.',
    ],
  },
];
