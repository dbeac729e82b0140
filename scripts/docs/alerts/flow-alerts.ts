import type { Alert } from './alert.ts';

/** Whether what is read is handled, and what becomes of it. */
export const flowAlerts: readonly Alert[] = [
  {
    name: 'BatchBlocked',
    expression: 'max by (group, topic, partition) (notif_partition_blocked_attempts) >= 3',
    holdsFor: '2m',
    severity: 'page',
    summary:
      '{{ $labels.group }} has tried the next batch of {{ $labels.topic }}/{{ $labels.partition }} {{ $value }} times in vain',
    consequence: 'Everything behind it in the partition waits.',
    action: 'Read the code of the fault in the log of the instance that has the partition',
    steps: [
      'A code that begins with `DB_`, `KAFKA_` or `REGISTRY_`: a server is away or refuses us; see to that server, the batch goes on by itself.',
      'Anything else: as for [PartitionStuck](#partitionstuck).',
    ],
  },
  {
    name: 'CommitsFail',
    expression: 'sum by (group) (rate(notif_commits_total{result="failed"}[5m])) > 0',
    holdsFor: '5m',
    severity: 'page',
    summary: '{{ $labels.group }} cannot commit what it has done',
    consequence:
      'Nothing is lost, but after a restart the same work is done again, and the inbound topics are not purged.',
    action: 'See whether the group is rebalancing without end: rate(notif_rebalances_total[5m])',
    steps: [
      'Rebalances without end: an instance that takes longer than KAFKA_SESSION_TIMEOUT_MS between heartbeats, or that is started and killed again and again.',
      'No rebalances: the coordinator is away or a right is missing (`varselvakt doctor`).',
    ],
  },
  {
    name: 'DeadLettersGrow',
    expression: 'sum by (topic, code) (increase(notif_dead_letters_total[15m])) > 10',
    holdsFor: '0m',
    severity: 'ticket',
    summary:
      '{{ $value | humanize }} records of {{ $labels.topic }} became dead letters within 15 minutes: {{ $labels.code }}',
    consequence: 'Some producer publishes bytes that cannot be read; its notifications do not reach anybody.',
    action: 'Find the producer: varselvakt tail <prefix>dead-letter -o -20 --json',
    steps: [
      '`varselvakt explain <code>` says what is wrong with such records. The headers of a dead letter name topic, partition, offset and schema id.',
      'Tell the team. When the cause is mended on our side, `varselvakt redrive --code <code>` (dry run first) sends them again.',
    ],
  },
  {
    name: 'RefusalsJump',
    expression:
      'sum by (producer) (rate(notif_records_total{stage="validate",outcome="rejected"}[15m])) / sum by (producer) (rate(notif_records_total{stage="validate"}[15m])) > 0.2 and sum by (producer) (increase(notif_records_total{stage="validate",outcome="rejected"}[15m])) > 20',
    holdsFor: '5m',
    severity: 'ticket',
    summary: '{{ $value | humanizePercentage }} of what {{ $labels.producer }} publishes is refused',
    consequence: 'Its notifications do not reach anybody; perhaps a rule of ours is wrong.',
    action: 'See which codes: varselvakt producers {{ $labels.producer }}',
    steps: [
      'One code from one moment on: a release of the producer, or a new rule set of ours (`notif_ruleset_info`).',
      'A new rule that stops what it should not: set it to `observe` for the time being (`varselvakt rules`), it then tells and does not stop.',
      'The outcomes lie on the feedback topic; make sure that the team reads it (`varselvakt feedback --producer <id>`).',
    ],
  },
  {
    name: 'DatabaseFails',
    expression: 'sum by (class) (rate(notif_db_errors_total[5m])) > 0.1',
    holdsFor: '10m',
    severity: 'page',
    summary: 'Postgres answers with errors of class {{ $labels.class }}',
    consequence: 'Nothing is stored or deleted while it lasts; it is made up for afterwards.',
    action:
      'Look up the SQLSTATE class (08 connection, 40 rolled back, 53 resources, 57 shut down) and see to the database',
    steps: [
      '`varselvakt doctor` says whether the database answers, how far the clocks are apart and whether migrations are missing.',
      'Class 53: disc or connections are used up. Class 42: a missing migration or right.',
    ],
  },
  {
    name: 'RegistryFails',
    expression: 'sum(rate(notif_schema_fetches_total{result="failed"}[5m])) > 0',
    holdsFor: '10m',
    severity: 'ticket',
    summary: 'The schema registry does not answer',
    consequence:
      'Events of known schemas go on; those with a schema that is new to an instance wait, and so does what is behind them.',
    action: 'See to the registry; nothing needs to be done here afterwards',
    steps: ['No record becomes a dead letter because of it. An instance that starts meanwhile waits for the registry.'],
  },
  {
    name: 'RegisterFaulty',
    expression: 'max(notif_register_faulty) == 1',
    holdsFor: '5m',
    severity: 'ticket',
    summary: 'The register has faults; the last good version stays in use',
    consequence: 'Changes that teams made since then, new producers among them, do not count yet.',
    action: 'varselvakt register check <path> names file, line and column',
    steps: [
      'Mend the register in its repository; the services take the next good version up by themselves within seconds.',
      'Do not restart a service meanwhile: one that starts with a faulty register has no good one to fall back on.',
    ],
  },
  {
    name: 'RegistersDiffer',
    expression: 'count(count by (version) (notif_register_info)) > 1',
    holdsFor: '15m',
    severity: 'ticket',
    summary: 'The services work by {{ $value }} different versions of the register',
    consequence: 'What one service accepts another may refuse, and retention may be judged by an old policy.',
    action: 'Find the instance that is behind: notif_register_loaded_timestamp_seconds',
    steps: ['Its copy of the register is not brought up to date: see how the folder gets there, then restart it.'],
  },
];
