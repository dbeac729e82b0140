import type { Alert } from './alert.ts';

/** Whether an event that we send ourselves goes through all of it. Silent where no probes are sent. */
export const probeAlerts: readonly Alert[] = [
  {
    name: 'ProbeLost',
    expression: 'sum by (leg) (increase(notif_probe_lost_total[15m])) > 0',
    holdsFor: '3m',
    severity: 'page',
    summary:
      'Events that the monitor sends through the pipeline do not come back: they do not end the leg {{ $labels.leg }} in time',
    consequence:
      'What happens to the probe happens to producers’ events: they are not stored (legs validate, store), or not deleted when they must be (leg delete).',
    action: 'See which stage does not work: varselvakt status',
    steps: [
      '`varselvakt status` tells the probe’s last result beside the stages. `validate`: it did not come to the event log; `store`: not from there into the tables; `delete`: not out of both again.',
      '`varselvakt probe` sends one now and prints its legs. If that one comes back, the trouble is over: the alert ends 15 minutes after the last loss.',
      'All stages are healthy and the probe is lost all the same: something refuses it. `varselvakt feedback --producer varselvakt-probe` names the rule; the register’s entry for it must be as deploy/register/varselvakt-probe.yaml is.',
      'State FAULT in `varselvakt status`: the monitor itself does not reach Kafka or Postgres, or may not (the code says which). Whatever it cannot see counts as lost.',
      'Leg delete alone: see whether deletions are paused, stopped by their volume, or run less often than half of `MONITOR_PROBE_DELETED_WITHIN_SECONDS`.',
    ],
  },
  {
    name: 'ProbeNeverBack',
    expression: 'notif_probe_counting == 0',
    holdsFor: '15m',
    severity: 'page',
    summary: 'Since it started, the monitor has seen none of its probes come back',
    consequence:
      'Either the pipeline has stood still all the time, or the probe cannot work: then a loss would not be seen.',
    action: 'Ask what keeps it: varselvakt status (the line of the end-to-end probe)',
    steps: [
      'PROBE_UNREGISTERED, PROBE_NOT_READY or PROBE_REGISTER_MISSING: the register has no entry for `varselvakt-probe`, or one that would be refused. docs/probe.md has it; `varselvakt terms status varselvakt-probe --register PATH` says what is missing.',
      'TOPIC_MISSING: `varselvakt topics apply` makes its topic, `varselvakt topics acl` gives the monitor the right to write there.',
      'No code but losses: see [ProbeLost](#probelost). Probes do not count before one has come back, so that a pipeline which is starting too is no loss.',
    ],
  },
  {
    name: 'ProbeSlow',
    expression:
      'histogram_quantile(0.9, sum by (leg, le) (rate(notif_probe_roundtrip_seconds_bucket{leg=~"validate|store"}[30m]))) > 5 or histogram_quantile(0.9, sum by (leg, le) (rate(notif_probe_roundtrip_seconds_bucket{leg="delete"}[30m]))) > 120',
    holdsFor: '10m',
    severity: 'ticket',
    summary: 'One in ten probes takes more than {{ $value | humanizeDuration }} for the leg {{ $labels.leg }}',
    consequence: 'Events come late into the tables, or are deleted late; still within the service levels of the probe.',
    action: 'See which stage is behind: varselvakt lag --watch',
    steps: [
      'validate or store: compare with `notif_oldest_unhandled_age_seconds` of the group of that stage, and see [RecordsWaitTooLong](#recordswaittoolong).',
      'delete: the deleter runs every `DELETER_INTERVAL_SECONDS`, so half of that is usual. `notif_deleter_run_duration_seconds` says whether one run takes long.',
    ],
  },
];
